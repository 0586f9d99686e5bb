"""Jobs for tests of the queue."""

import time
from pathlib import Path

from kepu.core.jobs import job


def say(path: str, word: str) -> int:
    """Write a word down; says how many there are now."""
    with Path(path).open("a") as file:
        file.write(word + "\n")
    return len(Path(path).read_text().split())


@job()
def note(path: str) -> None:
    say(path, "noted")


@job(tries=2)
def fail(path: str) -> None:
    say(path, "tried")
    raise RuntimeError("不行")


@job(queue="media")
def hang_once(path: str) -> None:
    if say(path, "begun") == 1:
        time.sleep(600)
