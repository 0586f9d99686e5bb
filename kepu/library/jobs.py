"""Work for later of the library."""

from __future__ import annotations

from kepu.core.jobs import every, job
from kepu.library import actions


@job(queue="default")
def tally(line: int) -> None:  # noqa: ARG001 - whatever changed, all is counted again
    actions.tally()


@every("* * * * *")
@job(queue="default")
def fold_downloads(timestamp: int) -> None:  # noqa: ARG001 - the queue says when it was due
    actions.fold_downloads()
