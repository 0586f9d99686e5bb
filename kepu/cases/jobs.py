"""What follows when people come and go: cases find anew whose turn it is."""

from __future__ import annotations

from django.utils import timezone

from kepu.cases import actions, queries
from kepu.core.actor import Actor
from kepu.core.jobs import every, job

FLOW = Actor.machine("flow")


@job()
def reseat(line: int) -> None:  # noqa: ARG001 - whoever it was, every seat is looked at
    """Move the cases of empty seats, after somebody left or came."""
    _reseat()


@every("*/15 * * * *")
@job(tries=1)
def reseat_by_clock(timestamp: int = 0) -> None:  # noqa: ARG001 - the clock says when
    """Move the cases of empty seats; an appointment may end by its date alone."""
    _reseat()


def _reseat() -> None:
    now = timezone.now()
    for pk in queries.misplaced(now):
        actions.reseat(pk, by=FLOW, now=now)
