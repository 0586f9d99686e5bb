"""What can be done in the library. Every write to a push, an item or a counter is in this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.access.lives import WrongState
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.core import text
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.library.life import ITEM, PUSH, ItemState, PushState
from kepu.library.models import Download, Item, ItemFile, Push
from kepu.library.queries import counts, entries, search
from kepu.library.queries.finding import found
from kepu.library.queries.index import index
from kepu.submissions import actions as submissions
from kepu.submissions.life import State
from kepu.submissions.models import Work

MOST_IN_PUSH = 2_000  # all or none in one transaction
MOST_NEAR = 8  # so many are kept; four of those still on the shelf are shown


class NothingToPush(Refused):
    """A push without works."""

    code, says = "nothing_to_push", "还没有选作品。勾选要入库的作品，再建批次"


class NotPassed(Refused):
    """A work in the push is not a passed one of its campaign, or is in the library already."""

    code, says = "not_passed", "“{title}”现在不能入库：只有审核通过、还没有入库的作品可以推送"


class NotForTheShelf(Refused):
    """The spec of its campaign puts no such thing into a library."""

    code, says = "not_for_the_shelf", "“{title}”不入库：通知没有要求“{category}”进资源库"


class TooManyToPush(Refused):
    """More works than one push takes."""

    code, says = "too_many_to_push", "一批最多 {most} 件，请分几批，或用搜索缩小范围"


@transaction.atomic
def gather(
    campaign: Campaign, name: str, *, work_ids: Sequence[UUID], by: Actor, now: datetime
) -> Push:
    """Put passed works of one campaign into a named push (建批次)."""
    jurisdiction.insist(by, May.LIBRARY_RELEASE, campaign)
    works = _held_for(campaign, work_ids)
    push = Push.objects.create(
        campaign=campaign, place_id=campaign.place_id, name=name, gathered_at=now
    )
    push.works.set(works)
    journal.record("push.gather", by=by, now=now, on=push, works=len(works))
    return push


@transaction.atomic
def widen(push: Push, *, work_ids: Sequence[UUID], by: Actor, now: datetime) -> Push:
    """Put more works into a push that is not released yet (再加作品)."""
    push = _unreleased(push, by=by)
    works = _held_for(push.campaign, work_ids)
    push.works.add(*works)
    journal.record("push.widen", by=by, now=now, on=push, works=len(works))
    return push


@transaction.atomic
def dissolve(push: Push, *, by: Actor, now: datetime) -> None:
    """Give up a push that was never released; its works wait again (取消这一批)."""
    push = _unreleased(push, by=by)
    journal.record("push.dissolve", by=by, now=now, on=push, works=push.works.count())
    push.works.clear()
    push.delete()


def _unreleased(push: Push, *, by: Actor) -> Push:
    push = Push.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=push.pk)
    jurisdiction.insist(by, May.LIBRARY_RELEASE, push)
    if push.state != PushState.GATHERING:
        raise WrongState(step="改动批次", state=push.get_state_display())
    return push


def _held_for(campaign: Campaign, work_ids: Sequence[UUID]) -> list[Work]:
    """Lock the works that are to enter a push: passed, of this campaign, and in no other."""
    held = Work.objects.select_for_update(of=("self",)).select_related("version")
    works = list(held.filter(pk__in=work_ids).defer("version__spec").order_by("pk"))
    if not works:
        raise NothingToPush
    if len(works) > MOST_IN_PUSH:
        raise TooManyToPush(most=MOST_IN_PUSH)
    open_pushes = Push.objects.filter(state=PushState.GATHERING, works__in=works)
    taken = set(open_pushes.values_list("works", flat=True))
    for work in works:
        fits = work.campaign_id == campaign.pk and work.state == State.PASSED
        if not fits or work.shelf_item or work.pk in taken:
            raise NotPassed(title=work.title)
        spec = spec_of(work.version)
        if not spec.shelves(work.category):
            raise NotForTheShelf(title=work.title, category=spec.category(work.category).label)
    return works


@transaction.atomic
def release(push: Push, *, by: Actor, now: datetime) -> Push:
    """Bring the works of a push into the library, all or none (推送入库)."""
    push = Push.objects.select_for_update().get(pk=push.pk)
    push.released_at = now
    works = push.works.select_related("version", "place", "org").order_by("submitted_at", "pk")
    told = entries.of_works(works)
    PUSH.move(push, "release", by=by, now=now, items=len(told))
    for work in works:
        if work.state != State.PASSED:
            raise NotPassed(title=work.title)
        _shelve(push, work, told[work.pk], now)
    submissions.shelve(dict(push.items.values_list("work_id", "pk")), on_shelf=True)
    return push


def _shelve(push: Push, work: Work, entry: entries.Entry, now: datetime) -> None:
    found_by = index(entry.title, entry.abstract, entry.keywords, *entry.themes, owner=entry.owners)
    fields = {name: getattr(entry, name) for name in entries.SHOWN}
    columns = {name: getattr(found_by, name) for name in ("title_plain", "sounds", "haystack")}
    vectors = {
        name: Cast(Value(getattr(found_by, name)), SearchVectorField())
        for name in ("words", "grams")
    }
    item = Item.objects.create(
        work=work,
        push=push,
        campaign_id=work.campaign_id,
        place_id=work.place_id,
        org_id=work.org_id,
        number=work.number,
        released_at=now,
        index_version=text.INDEX_VERSION,
        **fields,
        **columns,
        **vectors,
    )
    ItemFile.objects.bulk_create(
        ItemFile(item=item, blob_id=file.blob_id, order=order, name=file.name, about=file.about)
        for order, file in enumerate(entry.files, 1)
    )


@transaction.atomic
def roll_back(push: Push, *, by: Actor, now: datetime, why: str) -> Push:
    """Take all items of a push off the shelves again; their pages say so (撤回推送)."""
    push = Push.objects.select_for_update().get(pk=push.pk)
    held = push.items.select_for_update().order_by("pk").values_list("work_id", "pk", "state")
    gone = {work: item for work, item, state in held if state == ItemState.SHELVED}
    push.items.filter(pk__in=gone.values()).update(state=ItemState.WITHDRAWN)
    submissions.shelve(gone, on_shelf=False)
    PUSH.move(push, "roll_back", by=by, now=now, why=why, items=len(gone))
    return push


@transaction.atomic
def withdraw(item: Item, *, by: Actor, now: datetime, why: str) -> Item:
    """Take one item off the shelf (下架)."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    ITEM.move(item, "withdraw", by=by, now=now, why=why)
    submissions.shelve({item.work_id: item.pk}, on_shelf=False)
    return item


@transaction.atomic
def put_back(item: Item, *, by: Actor, now: datetime, why: str) -> Item:
    """Put one item back on the shelf (重新上架)."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    ITEM.move(item, "put_back", by=by, now=now, why=why)
    submissions.shelve({item.work_id: item.pk}, on_shelf=True)
    return item


@journal.quiet("a download is an event, counted later")
def count_download(item: Item, *, now: datetime) -> None:
    """Note that an item is being downloaded."""
    Download.objects.create(item_id=item.pk, at=now)


@journal.quiet("what is alike follows from the words")
@transaction.atomic
def relate(item: Item) -> None:
    """Note which items speak of the same as this one, and on those that this one does."""
    near = search.alike(item, MOST_NEAR)
    Item.objects.filter(pk=item.pk).update(near=near)
    for other in Item.objects.select_for_update().filter(pk__in=near).only("near").order_by("pk"):
        other.near = list(dict.fromkeys([item.pk, *other.near]))[:MOST_NEAR]
        other.save(update_fields=["near"])


# One look at each item. A region is the deepest place that holds all, and its parts are counted.
TALLY = """
WITH grouped AS MATERIALIZED (
    SELECT shelf, themes, audiences, year, place_id, org_id, max(recommender) AS owner,
        count(*) AS items
    FROM library_item WHERE state = 'shelved'
    GROUP BY GROUPING SETS ((shelf, themes, audiences, year), (place_id), (org_id))
), alike AS (
    SELECT row_number() OVER () AS kind, shelf, themes, audiences, year, items
    FROM grouped WHERE shelf IS NOT NULL
), said AS (
    SELECT kind, items, 'type' AS heading, shelf AS name FROM alike
    UNION ALL SELECT kind, items, 'theme', unnest(themes) FROM alike
    UNION ALL SELECT kind, items, 'audience', unnest(audiences) FROM alike
    UNION ALL SELECT kind, items, 'year', year::text FROM alike WHERE year IS NOT NULL
), summed AS (
    SELECT heading, name, sum(items) AS items,
        row_number() OVER (PARTITION BY heading ORDER BY sum(items) DESC, name) AS at
    FROM said GROUP BY heading, name
), placed AS (
    SELECT path, string_to_array(rtrim(path, '.'), '.') AS way, items
    FROM grouped JOIN places_place ON places_place.id = place_id
), ends AS (
    SELECT string_to_array(rtrim(min(path COLLATE "C"), '.'), '.') AS way,
        max(path COLLATE "C") AS last
    FROM placed
), root AS (
    SELECT array_to_string(way[:depth], '.') || '.' AS path, depth
    FROM ends, generate_series(1, cardinality(way)) AS depth
    WHERE starts_with(last, array_to_string(way[:depth], '.') || '.')
    ORDER BY depth DESC LIMIT 1
), parts AS (
    SELECT array_to_string(way[:root.depth + 1], '.') || '.' AS path, sum(items) AS items
    FROM placed JOIN root ON starts_with(placed.path, root.path)
    WHERE cardinality(way) > root.depth GROUP BY 1
), large AS (
    SELECT heading, name FROM summed WHERE items > {cap}
), now (within, heading, name, label, items) AS (
    SELECT '', 'all', '', '', coalesce(sum(items), 0) FROM alike
    UNION ALL SELECT '', heading, name, '', items FROM summed
        WHERE at <= CASE heading
            WHEN 'theme' THEN {theme} WHEN 'audience' THEN {audience} ELSE 1000 END
    UNION ALL (
        SELECT '', 'org', org_id::text, owner, items FROM grouped WHERE org_id IS NOT NULL
        ORDER BY items DESC, org_id LIMIT {org})
    UNION ALL SELECT '', 'region', code, name, parts.items
        FROM parts JOIN places_place ON places_place.path = parts.path
    UNION ALL SELECT '', 'givers', '', '', count(*) FROM grouped WHERE org_id IS NOT NULL
    UNION ALL SELECT '', 'stamp', 'stamp', gen_random_uuid()::text, 0
    UNION ALL
        SELECT one.heading || '=' || one.name, other.heading, other.name, '', sum(other.items)
        FROM large JOIN said AS one USING (heading, name) JOIN said AS other USING (kind)
        WHERE one.heading <> other.heading GROUP BY 1, 2, 3
), gone AS (
    DELETE FROM library_tally
    WHERE (within, heading, name) NOT IN (SELECT within, heading, name FROM now)
)
INSERT INTO library_tally (within, heading, name, label, items)
SELECT within, heading, name, label, items FROM now
ON CONFLICT (within, heading, name)
DO UPDATE SET items = excluded.items, label = excluded.label
"""


@journal.quiet("counters follow lines")
@transaction.atomic
def tally() -> None:
    """Count the items under each heading again, and within each filter that holds many."""
    with connection.cursor() as cursor:
        cursor.execute(TALLY.format(cap=found.CAP, **counts.MOST_NAMES))


FOLD = """
WITH gone AS (DELETE FROM library_download RETURNING item_id, at),
days AS (
    SELECT item_id, (at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS times
    FROM gone JOIN library_item ON library_item.id = item_id GROUP BY 1, 2
), kept AS (
    INSERT INTO library_downloadday (item_id, day, times) SELECT item_id, day, times FROM days
    ON CONFLICT (item_id, day) DO UPDATE SET times = library_downloadday.times + excluded.times
)
UPDATE library_item SET downloads = downloads + sums.times
FROM (SELECT item_id, sum(times) AS times FROM days GROUP BY 1) AS sums
WHERE library_item.id = sums.item_id
"""


@journal.quiet("counters follow events")
@transaction.atomic
def fold_downloads() -> None:
    """Turn the events since the last time into counters; none is lost or counted twice."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
