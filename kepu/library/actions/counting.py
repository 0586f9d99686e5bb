"""Counting (计数): downloads, and how many items stand under each heading."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from kepu.journal import actions as journal
from kepu.library.models import Download, Item
from kepu.library.queries import counts
from kepu.library.queries.finding import found
from kepu.library.queries.finding.sql import SHELVED


@journal.quiet("a download is an event, counted later")
def count_download(item: Item, *, now: datetime) -> None:
    """Note that an item is being downloaded."""
    Download.objects.create(item_id=item.pk, at=now)


# One look at each item. A region is the deepest place that holds all, and its parts are counted.
TALLY = """
WITH grouped AS MATERIALIZED (
    SELECT shelf, themes, audiences, year, place_id, org_id, max(recommender) AS owner,
        count(*) AS items
    FROM library_item WHERE {shelved}
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
        cursor.execute(TALLY.format(shelved=SHELVED.text, cap=found.CAP, **counts.MOST_NAMES))


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
