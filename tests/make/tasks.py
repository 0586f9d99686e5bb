"""Jobs for tests of the queue."""

import time
from pathlib import Path

from django.db import transaction

from kepu.core.jobs import job, queue_later
from kepu.places.models import Place


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


@job()
@transaction.atomic
def hold_on(path: str) -> None:
    """Hold a connection until the word is that it is over."""
    Place.objects.exists()
    say(path, "begun")
    while not Path(f"{path}.over").exists():
        time.sleep(0.1)


@job()
@transaction.atomic
def queue_at_leisure(path: str) -> None:
    queue_later("make.tasks.note", path=path)
    time.sleep(0.5)
    say(path, "committed")


@job(tries=1)
@transaction.atomic
def queue_in_vain(path: str) -> None:
    queue_later("make.tasks.note", path=path)
    time.sleep(0.5)
    raise RuntimeError("不行")
