"""The measuring child (测量子进程): one request a line on stdin, one answer a line on stdout."""

import argparse
import json
import os
import resource
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from kepu.media.measures import Tell, tiers
from kepu.rulebook.facts import Tier, as_json

LIBRARIES = ("film", "picture", "text")  # what a pre-loaded child holds ready
FILES = 64  # descriptors
LAST = 10  # niceness: whatever else the machine does comes first


def main() -> None:  # pragma: no cover - runs in the child, which may write nothing
    """Answer requests until stdin ends."""
    said = arguments().parse_args()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for name in LIBRARIES if said.preload else ():
        import_module(f"{tiers.HERE}.{name}")
    if said.gentle:
        os.nice(LAST)
    for limit, value in limits(said.space).items():
        resource.setrlimit(limit, (value, value))
    serve(sys.stdin, answers)


def arguments() -> argparse.ArgumentParser:
    """Name what the child may be told."""
    asked = argparse.ArgumentParser(prog=tiers.HERE)
    asked.add_argument("--space", type=int, default=2**30, help="address space, bytes")
    asked.add_argument("--preload", action="store_true", help="hold the libraries ready")
    asked.add_argument("--gentle", action="store_true", help="let everybody else go first")
    return asked


def limits(space: int) -> dict[int, int]:
    """Write nothing, hold little, dump no core; the wall clock is the parent's affair."""
    return {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_AS: space,
    }


def serve(requests: Iterable[str], answers: TextIO) -> None:
    """Answer line by line; each request brings its own allowance of CPU seconds."""
    for line in requests:
        request = json.loads(line)
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = int(used.ru_utime + used.ru_stime) + 1 + request["cpu"]
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, hard))
        _say(answers, answer(request, lambda part: _say(answers, str(part))))


def answer(request: dict[str, Any], tell: Tell) -> str:
    """Measure what one request asks for; how far it is may be told in lines of their own."""
    path, tier = Path(request["path"]), Tier(request["tier"])
    facts = tiers.take(path, tier, sha256=request["sha256"], tell=tell)
    return json.dumps(as_json(facts), ensure_ascii=False)


def _say(answers: TextIO, line: str) -> None:
    answers.write(line + "\n")
    answers.flush()


if __name__ == "__main__":  # pragma: no cover
    main()
