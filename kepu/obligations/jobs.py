"""What the clock brings: reminders and lapses."""

from __future__ import annotations

from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.jobs import every, job
from kepu.obligations import actions, queries

AT_A_TIME = 1_000
CLOCK = Actor.machine("obligations")


@every("*/5 * * * *")
@job(tries=1)
def watch(timestamp: int = 0) -> None:  # noqa: ARG001 - the clock says when
    """Remind of what is soon due, note what has lapsed; what is left waits five minutes."""
    now = timezone.now()
    for pk in queries.to_remind(now).values_list("pk", flat=True)[:AT_A_TIME]:
        actions.remind(pk, by=CLOCK, now=now)
    for pk in queries.to_lapse(now).values_list("pk", flat=True)[:AT_A_TIME]:
        actions.lapse(pk, by=CLOCK, now=now)
