"""Work for later of the library."""

from __future__ import annotations

from kepu.core.jobs import every, job
from kepu.journal.models import Line
from kepu.library import actions
from kepu.library.models import Item


@job()
def tally(line: int) -> None:  # noqa: ARG001 - whatever changed, all is counted again
    actions.tally()


@job()
def relate(line: int) -> None:
    push = Line.objects.values_list("subject_id", flat=True).get(pk=line)
    for item in Item.objects.filter(push_id=push).only("pk", "title_plain").order_by("pk"):
        actions.relate(item)


@every("* * * * *")
@job()
def fold_downloads(timestamp: int) -> None:  # noqa: ARG001 - the queue says when it was due
    actions.fold_downloads()
