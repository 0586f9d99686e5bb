"""Questions about pushes: what waits to be released, what was, who did what when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kepu.access.duties import May
from kepu.access.jurisdiction import within
from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.campaigns.queries import spec_of
from kepu.core.actor import Actor
from kepu.core.jobs import is_under_way
from kepu.core.xlsx import Cell
from kepu.journal.models import Line
from kepu.library.life import UNDER_WAY, PushState
from kepu.library.models import Item, Push, Shelf
from kepu.library.queries import entries
from kepu.orgs.queries import Event, told
from kepu.submissions.life import State
from kepu.submissions.models import Work

VERBS = {
    "push.gather": "建立批次",
    "push.widen": "再加作品",
    "push.begin": "开始推送",
    "push.release": "推送入库",
    "push.stop": "没有推送成功",
    "push.roll_back": "撤回这一批",
    "message.send": "通知报送单位",
    "item.withdraw": "下架",
    "item.put_back": "重新上架",
}
SHOWN, CHUNK = 50, 500


def pushes_of(actor: Actor) -> QuerySet[Push]:
    """List the pushes this operator runs, newest first."""
    mine = within(Push.objects.all(), actor, May.LIBRARY_RELEASE)
    return mine.select_related("campaign").annotate(size=Count("works")).order_by("-pk")


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """List the campaigns whose works this operator may release."""
    return within(Campaign.objects.all(), actor, May.LIBRARY_RELEASE).order_by("-pk")


def ready(actor: Actor) -> QuerySet[Work]:
    """List the passed works that are in no push yet, oldest first (可推送).

    Only what its spec puts into a library: no station, no pitch, no application.
    """
    passed = Work.objects.filter(state=State.PASSED, item=None).exclude(pushes__state__in=UNDER_WAY)
    mine = within(passed.filter(_for_the_shelf(actor)), actor, May.LIBRARY_RELEASE)
    return mine.select_related("campaign", "org", "place").order_by("submitted_at", "pk")


def _for_the_shelf(actor: Actor) -> Q:
    """Build the condition that a work is of a category that its version puts into a library."""
    versions = CampaignVersion.objects.filter(campaign__in=campaigns_of(actor)).defer("spec")
    shelved = Q(pk__in=[])
    for version in versions:
        spec = spec_of(version)
        kinds = [one.code for one in spec.categories if spec.shelves(one.code)]
        shelved |= Q(version=version.pk, category__in=kinds)
    return shelved


def campaigns_ready(actor: Actor) -> list[Campaign]:
    """List the campaigns with works that wait to be released, the newest first."""
    return list(campaigns_of(actor).filter(Exists(ready(actor).filter(campaign=OuterRef("pk")))))


def items_of(actor: Actor) -> QuerySet[Item]:
    """List the items this operator may take off the shelf, and put back."""
    items = Item.objects.filter(push__held=False)
    return within(items, actor, May.LIBRARY_RELEASE).select_related("push", "place")


def beginning_of(push: Push) -> int | None:
    """Give the line with which the release of a push began, or last went on."""
    begun = Line.objects.filter(verb="push.begin", subject_kind="push", subject_id=str(push.pk))
    return begun.order_by("-pk").values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class Going:
    """How far the release of a push is (推送进度)."""

    entered: int
    is_at_work: bool  # else it broke off, and somebody has to press the button again


def going(push: Push) -> Going | None:
    """Tell how far a release is that a job does, if one does."""
    if push.state != PushState.RELEASING:
        return None
    return Going(push.items.count(), is_being_released(push))


def is_being_released(push: Push) -> bool:
    """Tell whether a job that enters the works of a push is queued or at work."""
    begun = beginning_of(push)
    return bool(begun and is_under_way("library.jobs.enter", line=begun))


def past_of(push: Push) -> list[Event]:
    """Tell what happened to a push and to single items of it (经过), newest first: two queries."""
    items = (str(pk) for pk in push.items.values_list("pk", flat=True))
    about = Q(subject_kind="push", subject_id=str(push.pk)) | Q(
        subject_kind="item", subject_id__in=list(items)
    )
    return told(Line.objects.filter(about).order_by("-pk")[:SHOWN], VERBS)


def past_of_item(item: Item) -> list[Event]:
    """Tell what happened to an item, its push among it, newest first: two queries."""
    about = Q(subject_kind="item", subject_id=str(item.pk)) | Q(
        subject_kind="push", subject_id=str(item.push_id)
    )
    return told(Line.objects.filter(about).order_by("-pk")[:SHOWN], VERBS)


def gone_since(item: Item) -> datetime | None:
    """Tell when an item that is off the shelf was taken off it."""
    about = Q(subject_kind="item", subject_id=str(item.pk), verb="item.withdraw") | Q(
        subject_kind="push", subject_id=str(item.push_id), verb="push.roll_back"
    )
    return Line.objects.filter(about).order_by("-pk").values_list("at", flat=True).first()


def listing(push: Push) -> Iterator[list[Cell]]:
    """List the works of a push for a workbook (名单): as released, or as they will be."""
    works = push.works.select_related("version", "place", "org", "item")
    for chunk in _chunks(works.order_by("submitted_at", "pk")):
        told_of = entries.of_works(work for work in chunk if not hasattr(work, "item"))
        for work in chunk:
            shown = getattr(work, "item", None) or told_of[work.pk]
            yield [
                work.number,
                shown.title,
                Shelf(shown.shelf).label,
                shown.subtype,
                "、".join(shown.themes),
                shown.audience,
                shown.recommender,
                shown.rights_holder,
                work.place.name,
                shown.year,
                shown.measure,
                work.item.get_state_display() if hasattr(work, "item") else "未入库",
                work.item.released_at if hasattr(work, "item") else None,
                work.item.downloads if hasattr(work, "item") else None,
                shown.licence,
            ]


def _chunks(works: QuerySet[Work]) -> Iterator[Sequence[Work]]:
    walk = works.iterator(CHUNK)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk
