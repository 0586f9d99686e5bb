"""What follows for a work when its case is decided, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from kepu.campaigns.queries import spec_of
from kepu.cases import actions as cases
from kepu.cases.queries import case_of
from kepu.checks.queries import PENDING, verdict_of
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.submissions import queries
from kepu.submissions.life import LIFE, State
from kepu.submissions.models import SlotFile, Work

SAYS = {
    "pass": "全部符合",
    "warn": "有提示，见各文件的检查意见",
    "block": "有不符合的项，见各文件的检查意见",
}


@transaction.atomic
def send_back(work_id: str, *, by: Actor, now: datetime, cause: Line) -> Work:
    """Return a work to its sender, open in the items its case names (退回修改)."""
    work = _locked(work_id)
    known = {code for code, _ in queries.items_of(spec_of(work.version), work.category)}
    work.open_items = [code for code in cause.facts.get("items", []) if code in known]
    LIFE.move(work, "send_back", by=by, now=now, because_of=cause.pk, items=work.open_items)
    return work


@transaction.atomic
def let_pass(work_id: str, *, by: Actor, now: datetime, cause: Line) -> Work:
    """Let a work pass, as its case decided (通过)."""
    work = _locked(work_id)
    LIFE.move(work, "let_pass", by=by, now=now, because_of=cause.pk)
    return work


@transaction.atomic
def refuse(work_id: str, *, by: Actor, now: datetime, cause: Line) -> Work:
    """Refuse a work, as its case decided (不通过)."""
    work = _locked(work_id)
    LIFE.move(work, "refuse", by=by, now=now, because_of=cause.pk)
    return work


@journal.quiet("the line of the push or of the item says it; a work only knows where to look")
@transaction.atomic
def shelve(items: Mapping[UUID, UUID], *, on_shelf: bool) -> None:
    """Note on works which item each has become, and whether it is on the shelf (入库 · 下架)."""
    held = Work.objects.select_for_update(of=("self",)).filter(pk__in=items).order_by("pk")
    works = list(held.values_list("pk", flat=True))  # locked one after the other, then changed
    with connection.cursor() as cursor:
        cursor.execute(SHELVE, [on_shelf, works, [items[work] for work in works]])


SHELVE = """
UPDATE submissions_work SET shelf_item = told.item, on_shelf = %s
FROM unnest(%s::uuid[], %s::uuid[]) AS told (work, item) WHERE id = told.work
"""


@transaction.atomic
def settle_check(file_ref: UUID, *, by: Actor, now: datetime) -> None:
    """Take the work of a file on from its automatic step, once all its files are judged."""
    file = SlotFile.objects.filter(file_ref=file_ref, current=True).first()
    if file is None:
        return  # replaced meanwhile: the file in its place has a judgement of its own
    cases.hold("work", file.work_id)
    go_on(_locked(file.work_id), by=by, now=now)


def go_on(work: Work, *, by: Actor, now: datetime) -> None:
    """Settle the automatic step of a work that is handed in and judged to the end."""
    case = case_of("work", work.pk)
    if work.state != State.HANDED_IN or case is None:
        return
    verdict = verdict_of(file.file_ref for file in queries.files_of(work))
    if verdict != PENDING:
        passed, says = verdict != "block", SAYS[verdict]
        cases.settle_check(case.pk, passed=passed, says=says, by=by, now=now)


def _locked(work_id: str | UUID) -> Work:
    locked = Work.objects.select_for_update(of=("self",))
    return locked.select_related("version").get(pk=work_id)
