"""What a person sees at the desk: a page of the inbox, its counts, what is done, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case as Pressing
from django.db.models import Max, Q, QuerySet, Value, When
from procrastinate.contrib.django.models import ProcrastinateJob

from kepu.cases import queries as cases
from kepu.cases.models import Case, Decision
from kepu.core.actor import Actor
from kepu.core.clock import in_china
from kepu.core.ids import uuid_of
from kepu.desk.filters import Filters
from kepu.obligations.models import Obligation
from kepu.places.models import Place
from kepu.submissions import queries as submissions
from kepu.submissions.models import Work
from kepu.submissions.queries import Gist

A_PAGE = 50
A_BATCH = 500
COUNTED = 1_000  # what is more is said as “1,000 件以上”
DAY = timedelta(days=1)
TODAY, LATE = 1, 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the inbox (一页待办), and where the next one starts."""

    cases: Sequence[Case]
    after: tuple[datetime, UUID] | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much waits (待办计数): by kind, due today, late, back to be mended."""

    kinds: dict[str, int]
    due_today: int
    late: int
    to_mend: int
    is_capped: bool

    @property
    def all(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Sifted:
    """Cases chosen to pass together (成批通过), those to be looked at first apart."""

    look: Sequence[tuple[Case, Gist]]
    clear: Sequence[tuple[Case, Gist | None]]
    is_checked: bool

    def __len__(self) -> int:
        return len(self.look) + len(self.clear)


def page(actor: Actor, filters: Filters, size: int = A_PAGE) -> Page:
    """Give one page of the inbox by keyset: its cost does not grow with what waits."""
    column = filters.column
    parts = [
        _narrowed(waiting, filters).order_by(column, "pk").values_list(column, "pk")[: size + 1]
        for waiting in cases.by_seat(actor)
    ]
    keys = parts[0]  # everybody who is logged in sits at least where they hand in
    if len(parts) > 1:
        keys = keys.union(*parts[1:], all=True).order_by(column, "id")[: size + 1]
    found = list(keys)
    rows = Case.objects.select_related("org", "place").in_bulk([pk for _, pk in found[:size]])
    after = found[size - 1] if len(found) > size else None
    return Page([rows[pk] for _, pk in found[:size] if pk in rows], after)


def all_cases(actor: Actor, filters: Filters) -> Iterator[Case]:
    """Go through the whole inbox as it is narrowed, batch by batch."""
    batch = page(actor, replace(filters, after=None), size=A_BATCH)
    yield from batch.cases
    while batch.after:
        batch = page(actor, replace(filters, after=batch.after), size=A_BATCH)
        yield from batch.cases


def tally(actor: Actor, now: datetime) -> Tally:
    """Count what waits for an actor, up to a thousand; the database says which are pressing."""
    midnight = _midnight(now) + DAY
    pressing = When(due_at__lt=now, then=Value(LATE)), When(due_at__lte=midnight, then=Value(TODAY))
    parts = [
        waiting.annotate(press=Pressing(*pressing, default=Value(0)))
        .order_by("ranked_at")
        .values_list("kind", "state", "press")[:COUNTED]
        for waiting in cases.by_seat(actor)
    ]
    rows = Counter(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    kinds: Counter[str] = Counter()
    for (kind, _, _), count in rows.items():
        kinds[kind] += count
    return Tally(
        kinds=dict(kinds.most_common()),
        due_today=sum(count for (*_, press), count in rows.items() if press == TODAY),
        late=sum(count for (*_, press), count in rows.items() if press == LATE),
        to_mend=sum(count for (_, state, _), count in rows.items() if state == "returned"),
        is_capped=rows.total() >= COUNTED,
    )


def oldest(actor: Actor) -> datetime | None:
    """Say since when the case waits that waits longest for an actor."""
    parts = [
        waiting.order_by("since").values_list("since", flat=True)[:1]
        for waiting in cases.by_seat(actor)
    ]
    return min(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0], default=None)


def places_below(actor: Actor) -> QuerySet[Place]:
    """List the places right below an actor's own, by which an inbox can be narrowed."""
    if actor.reach_kind != "place":
        return Place.objects.none()
    return Place.objects.filter(parent__path=actor.reach_key).order_by("code")


def following(actor: Actor, filters: Filters) -> Case | None:
    """Give the first case of the inbox as it is narrowed, from the mark on."""
    return next(iter(page(actor, filters, size=1).cases), None)


def chosen(actor: Actor, picked: Sequence[str]) -> list[Case]:
    """Give those of the cases picked that this actor may decide, the most urgent first."""
    known = [pk for pk in (uuid_of(one) for one in picked[:A_PAGE]) if pk]
    return list(cases.inbox(actor).filter(pk__in=known))


def sifted(actor: Actor, chosen: Sequence[Case]) -> Sifted:
    """Part the cases that may pass at a glance from those that machines found something in."""
    works = {case.pk: uuid_of(case.subject_id) for case in chosen if case.kind == "work"}
    ids = [pk for pk in works.values() if pk]
    gists = submissions.gists_of(ids, submissions.works_before(actor)) if ids else {}
    pairs = [(case, gists.get(pk) if (pk := works.get(case.pk)) else None) for case in chosen]
    return Sifted(
        look=[(case, gist) for case, gist in pairs if gist and not gist.is_clear],
        clear=[(case, gist) for case, gist in pairs if not gist or gist.is_clear],
        is_checked=bool(gists),
    )


def done_today(actor: Actor, now: datetime) -> int:
    """Count what an actor decided today."""
    return cases.done_by(actor).filter(at__gte=_midnight(now)).order_by().count()


def cases_of(dues: Sequence[Obligation]) -> dict[str, Case]:
    """Give the cases that obligations are about, by the id they name."""
    ids = [due.subject_id for due in dues if due.kind == "case"]
    found = Case.objects.select_related("org").in_bulk(ids)
    return {str(pk): case for pk, case in found.items()}


def works_of(decisions: Sequence[Decision]) -> dict[str, Work]:
    """Give the works that decisions were about, by their id: where they stand now."""
    ids = [one.case.subject_id for one in decisions if one.case.kind == "work"]
    found = Work.objects.only("state", "shelf_item", "on_shelf").in_bulk(ids)
    return {str(pk): work for pk, work in found.items()}


def failed_jobs() -> QuerySet[ProcrastinateJob]:
    """List the background jobs that gave up, newest first."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    return failed.annotate(at=Max("procrastinateevent__at")).order_by("-pk")


def empty_seats() -> list[tuple[str, int]]:
    """Count what waits where nobody is appointed, by seat."""
    labels = cases.vacant().order_by().values_list("seat_label", flat=True)[:COUNTED]
    return Counter(labels).most_common()


def _narrowed(waiting: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    if filters.kind:
        waiting = waiting.filter(kind=filters.kind)
    if filters.inside:
        waiting = waiting.filter(place__path__startswith=filters.inside)
    if filters.after:
        when, last = filters.after
        column = filters.column
        beyond = Q(**{f"{column}__gt": when}) | Q(pk__gt=last)
        waiting = waiting.filter(beyond, **{f"{column}__gte": when})
    return waiting


def _midnight(now: datetime) -> datetime:
    """Give the beginning of the day in China."""
    return in_china(now).replace(hour=0, minute=0, second=0, microsecond=0)
