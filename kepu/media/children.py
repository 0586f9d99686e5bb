"""Measuring children kept warm (常备子进程): with libraries loaded one answers in milliseconds."""

from __future__ import annotations

import atexit
from collections import deque
from pathlib import Path

from kepu.media.measures import Tell, unheard
from kepu.media.measures.run import Child
from kepu.rulebook.facts import Facts, Tier

_idle: deque[Child] = deque()


def measure(path: Path, tier: Tier, *, sha256: str, tell: Tell = unheard) -> Facts:
    """Measure a file in a child that is idle, or in a new one; each serves one thread at a time.

    What plays a film through lasts long: it has a child of its own, that lets all others go first.
    """
    if tier is Tier.PLAY:
        with Child(gentle=True) as child:
            return child.measure(path, tier, sha256=sha256, tell=tell)
    try:
        child = _idle.pop()
    except IndexError:
        child = Child(preload=True)
    try:
        facts = child.measure(path, tier, sha256=sha256)
    except BaseException:
        child.stop()
        raise
    _idle.append(child)
    return facts


@atexit.register
def rest() -> None:
    """End the idle children."""
    while _idle:
        _idle.pop().stop()
