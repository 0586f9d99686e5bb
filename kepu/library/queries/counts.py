"""How many items there are under each heading (分类件数): of all, or of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from django.db import connection

from kepu.library.models import Tally
from kepu.library.queries.finding.found import Few
from kepu.places.queries import Ways, ways

ALL, TYPE, THEME, AUDIENCE = "all", "type", "theme", "audience"
YEAR, REGION, ORG = "year", "region", "org"
STAMP = "stamp"  # the name of the last count of all; another one, and something has changed
GIVERS = "givers"  # how many organisations gave something; of the whole library alone
ROLLED = (TYPE, THEME, AUDIENCE, YEAR)  # counted beforehand within each other, where there are many
HEADINGS = (TYPE, THEME, AUDIENCE, REGION, YEAR, ORG)
MOST_TALLIED = 2  # so many filters at once
MOST_NAMES = {THEME: 20, AUDIENCE: 12, ORG: 12}  # of headings where anybody may add a name
TALLIED = "SELECT heading, name, label, items FROM library_tally WHERE within = ''"


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts beside a list; ``capped`` says that there are more than ``total``.

    A heading that is not in ``under`` was too much to count.
    """

    total: int = 0
    capped: bool = False
    under: dict[str, dict[str, int]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # of regions and organisations
    givers: int = 0
    stamp: str = ""

    def of(self, heading: str) -> dict[str, int]:
        """Give how many items each name under a heading has, the most first."""
        return self.under.get(heading, {})

    @property
    def is_whole(self) -> bool:
        return self.under.keys() >= {*HEADINGS}


WHOLE: dict[str, Counts] = {}  # by stamp: that of the last count, so it is never too old

WAYS: dict[str, Ways] = {}  # by stamp too: the places of what is in the library


def of_all() -> Counts:
    """Read the tallies of the whole library, which are put in order once for each stamp."""
    with connection.cursor() as cursor:
        cursor.execute(TALLIED)
        rows = cursor.fetchall()
    stamp = next((label for heading, _, label, _ in rows if heading == STAMP), "")
    told = WHOLE.get(stamp) or _counts(rows)
    if stamp and stamp not in WHOLE:
        WHOLE.clear()
        WHOLE[stamp] = told
    return told


def within(heading: str, name: str) -> str:
    """Write down a filter as tallies within it do."""
    return f"{heading}={name}"


def tallied(filters: Mapping[str, str], whole: Counts, cap: int) -> Counts:
    """Read what is counted already under these filters; the total is 0 where that is not."""
    large = {
        within(name, value)
        for name, value in filters.items()
        if name in ROLLED and whole.of(name).get(value, 0) > cap
    }
    inside: dict[str, str] = {}  # each heading is counted under the filters of the others
    for heading in {*ROLLED, *filters}:
        others = [within(name, value) for name, value in filters.items() if name != heading]
        if len(others) < MOST_TALLIED:
            inside[heading] = "".join(others)
    under = {heading: dict(whole.of(heading)) for heading, one in inside.items() if not one}
    told = Tally.objects.filter(within__in=large).values_list("within", "heading", "name", "items")
    for one, heading, name, items in told if large else ():
        if inside.get(heading) == one:
            under.setdefault(heading, {})[name] = items
    chosen, value = next(iter(filters.items()))
    total = under.get(chosen, {}).get(value, 0)
    known = {heading: _sorted(heading, names) for heading, names in under.items() if names}
    return Counts(total=total, under=known, labels=whole.labels)


def of(few: Few, inside: str, stamp: str) -> Counts:
    """Add up the groups of what was found; ``inside`` is the path of the region asked for."""
    under: dict[str, Counter[str]] = {name: Counter() for name in HEADINGS}
    placed: Counter[int] = Counter()
    labels: dict[str, str] = {}
    for heading, value, owner, items in few.groups:
        if heading == REGION:
            placed[value] += items
        elif isinstance(value, list):
            under[heading].update(dict.fromkeys(value, items))
        elif value is not None:
            under[heading][str(value)] += items
            if heading == ORG:
                labels[str(value)] = owner
    under[REGION], names = _regions(placed, inside, stamp)
    return Counts(
        total=few.total,
        under={
            name: _sorted(name, told) for name, told in under.items() if name not in few.too_many
        },
        labels=labels | names,
    )


def _regions(
    placed: Mapping[int, int], inside: str, stamp: str
) -> tuple[Counter[str], dict[str, str]]:
    """Count the parts of the region asked for, else of the deepest place that holds all."""
    known = WAYS.get(stamp, Ways())
    if not known.paths.keys() >= placed.keys():
        known = known | ways(placed)
        WAYS.clear()
        WAYS.update({stamp: known} if stamp else {})
    items = {tuple(known.paths[pk].rstrip(".").split(".")): n for pk, n in placed.items()}
    root = tuple(inside.rstrip(".").split(".")) if inside else _shared(items)
    parts, labels = Counter[str](), {}
    for way, count in items.items():
        if len(way) > len(root) and way[: len(root)] == root:
            code, name = known.names[f"{'.'.join(way[: len(root) + 1])}."]
            parts[code] += count
            labels[code] = name
    return parts, labels


def _shared(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the beginning that all ways share."""
    told = list(found)
    pairs = zip(min(told), max(told), strict=False) if told else ()
    return tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _counts(rows: Iterable[Sequence[Any]]) -> Counts:
    under: dict[str, dict[str, int]] = {heading: {} for heading in HEADINGS}
    alone: dict[str, int] = {}  # what is no heading with names
    labels: dict[str, str] = {}
    for heading, name, label, items in rows:
        if heading in under:
            under[heading][name] = int(items)
        else:
            alone[heading] = int(items)
        if label:
            labels[name] = label
    return Counts(
        total=alone.get(ALL, 0),
        under={heading: _sorted(heading, names) for heading, names in under.items()},
        labels=labels,
        givers=alone.get(GIVERS, 0),
        stamp=labels.get(STAMP, ""),
    )


def _sorted(heading: str, names: Mapping[str, int]) -> dict[str, int]:
    """Put the names of a heading in the order in which they are shown: years, or the most first."""
    if heading == YEAR:
        return dict(sorted(names.items(), reverse=True))
    most = sorted(names.items(), key=lambda told: (-told[1], told[0]))
    return dict(most[: MOST_NAMES.get(heading)])
