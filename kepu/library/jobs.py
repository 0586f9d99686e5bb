"""Work for later of the library."""

from __future__ import annotations

from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.jobs import every, is_waiting, job, queue_later
from kepu.journal.models import Line
from kepu.library import actions
from kepu.library.models import NOBODY, Item
from kepu.library.queries import index as queries

AT_A_TIME = 50  # so that others have their turn


@job()
def tally(line: int) -> None:  # noqa: ARG001 - whatever changed, all is counted again
    actions.tally()


@job()
def enter(line: int) -> None:
    """Bring a push into the library, some works at a time; what cannot be done is given up."""
    push = Line.objects.values_list("subject_id", flat=True).get(pk=line)
    flow = Actor.machine("flow")
    try:
        while actions.enter_some(push, by=flow, now=timezone.now()):
            pass
    except Refused as refusal:
        actions.stop(push, by=flow, now=timezone.now(), why=str(refusal))


@job()
def take_down(line: int) -> None:
    push = Line.objects.values_list("subject_id", flat=True).get(pk=line)
    while actions.take_down_some(push):
        pass


@job(priority=-1)
def relate(line: int, after: str = NOBODY.hex) -> None:
    """Relate some items of a push, then queue up for those after them."""
    push = Line.objects.values_list("subject_id", flat=True).get(pk=line)
    rest = Item.objects.filter(push_id=push, pk__gt=after).only("pk", "title_plain")
    items = list(rest.order_by("pk")[:AT_A_TIME])
    for item in items:
        actions.relate(item)
    if len(items) == AT_A_TIME:
        queue_later("library.jobs.relate", line=line, after=items[-1].pk.hex)


@every("* * * * *")
@job(priority=-1)
def index_anew(timestamp: int) -> None:
    """Index some items anew that are of an earlier version, then queue up for more of them."""
    if not actions.index_some_anew():
        return
    if not queries.are_of_old():
        actions.tally()
    elif not is_waiting("library.jobs.index_anew"):
        queue_later("library.jobs.index_anew", timestamp=timestamp)


@every("* * * * *")
@job()
def fold_downloads(timestamp: int) -> None:  # noqa: ARG001 - the queue says when it was due
    actions.fold_downloads()
