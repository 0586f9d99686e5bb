"""The measuring child (测量子进程): one request a line on stdin, one answer a line on stdout."""

import argparse
import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import TextIO

from kepu.media.measures import tiers
from kepu.rulebook.facts import Tier, as_json

LIBRARIES = ("film", "picture", "text")  # what a pre-loaded child holds ready


def main() -> None:
    """Answer requests until stdin ends."""
    asked = argparse.ArgumentParser(prog="kepu.media.measures")
    asked.add_argument("--space", type=int, help="address space, bytes")
    asked.add_argument("--preload", action="store_true")
    said = asked.parse_args()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if said.preload:
        for name in LIBRARIES:
            import_module(f"{tiers.HERE}.{name}")
    _limit(said.space)
    for line in sys.stdin:
        _answer(json.loads(line), answers)


def _limit(space: int | None) -> None:
    """Write nothing, hold little, dump no core; the wall clock is the parent's affair."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    if space:
        resource.setrlimit(resource.RLIMIT_AS, (space, space))


def _answer(request: dict[str, str | int], answers: TextIO) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + 1 + int(request["cpu"])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))
    path, tier = Path(str(request["path"])), Tier(str(request["tier"]))
    facts = tiers.take(path, tier, sha256=str(request["sha256"]))
    answers.write(json.dumps(as_json(facts), ensure_ascii=False) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
