"""The works a campaign took in, for those who run it: sought, narrowed, row by row (已收作品)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Count, Q, QuerySet

from kepu.access.duties import May, permissions
from kepu.campaigns.models import Campaign
from kepu.core.actor import Actor
from kepu.places.models import Place
from kepu.places.queries import full_names
from kepu.submissions.life import UNSENT, State
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.works import A_BATCH, Row, rows_of

UNREAD = ("version__spec", "fields", "typed", "promised", "campaign__draft")
MOST_COUNTED = 10_000  # what is more is said as “10,000 件以上”


def taken_in(campaign: Campaign, actor: Actor) -> QuerySet[Work]:
    """List the works that a campaign took in, to who runs it and may see works."""
    if May.WORK_SEE not in permissions(actor.duty):
        return Work.objects.none()
    works = Work.objects.filter(campaign=campaign).exclude(state__in=UNSENT)
    return works.select_related("campaign", "version", "org", "place").defer(*UNREAD)


def matching(works: QuerySet[Work], text: str) -> QuerySet[Work]:
    """Narrow to what is asked by title, number or organisation."""
    asked = text.strip()
    if not asked:
        return works
    by_name = Q(title__icontains=asked) | Q(org__name__icontains=asked)
    return works.filter(by_name | Q(number__istartswith=asked))


def over(campaign: Campaign, category: str, slot: str, most: int) -> tuple[int, int]:
    """Count the drafts, and the works handed in, that hold more files in a slot than ``most``."""
    held = SlotFile.objects.filter(
        work__campaign=campaign, work__category=category, slot=slot, current=True
    )
    many = held.values("work", "work__state").annotate(files=Count("pk")).filter(files__gt=most)
    many = many.exclude(work__state=State.DISCARDED)
    states = Counter(many.order_by().values_list("work__state", flat=True))
    return states[State.DRAFT], states.total() - states[State.DRAFT]


def places_of(campaign: Campaign) -> list[Place]:
    """List the places right below a campaign's own, by which its works are narrowed."""
    return list(Place.objects.filter(parent=campaign.place_id).order_by("code"))


def counted(works: QuerySet[Work]) -> tuple[int, bool]:
    """Count works, and say whether there are more than are counted."""
    found = works.order_by()[: MOST_COUNTED + 1].count()
    return min(found, MOST_COUNTED), found > MOST_COUNTED


def in_rows(works: Sequence[Work], campaign: Campaign) -> list[tuple[Row, str]]:
    """Give works as rows, each with its place as it is called within the campaign's own."""
    home = campaign.place
    names = full_names({home.code, *(work.place.code for work in works)})
    rows = [(row, names[row.work.place.code]) for row in rows_of(works, sender="报送单位")]
    return [(row, name.removeprefix(names[home.code]) or home.name) for row, name in rows]


def all_rows(works: QuerySet[Work], campaign: Campaign) -> Iterator[tuple[Row, str]]:
    """Go through many works, the latest on top, batch by batch."""
    walk: Iterable[Work] = works.order_by("-submitted_at", "-pk").iterator(A_BATCH)
    walk = iter(walk)
    while batch := list(islice(walk, A_BATCH)):
        yield from in_rows(batch, campaign)
