"""What a visitor may mean while typing (联想): titles, kinds, themes, audiences, organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from kepu.core import text
from kepu.library.models import Item, Shelf
from kepu.library.queries import counts, search
from kepu.library.queries.counts import AUDIENCE, THEME, TYPE, Counts
from kepu.library.queries.finding import frequent, many, sql
from kepu.library.queries.finding.found import Row, Sought
from kepu.library.queries.finding.wanted import Wanted
from kepu.orgs import queries as orgs
from kepu.orgs.models import Org

TITLES, LISTED, ORGS = 5, 3, 3
KINDS = {TYPE: "类别", THEME: "主题", AUDIENCE: "人群"}
SHELVES = dict(Shelf.choices)  # addresses say a code, people a word
SPELT = re.compile(r"[a-z ]{2,}")
LOOKED_AT = 40  # of so many newest matches the titles are taken


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant, of which kind it is, and where it leads."""

    label: str
    kind: str
    url: str


def suggestions(typed: str) -> list[Suggestion]:
    """List what may be meant by the beginning of a question: three queries."""
    asked = text.plain(typed)[: search.LONGEST_TERM]
    if not asked:
        return []
    whole = counts.of_all()
    return [*_headings(asked, whole), *_orgs(asked), *_titles(asked, whole)]


def _headings(asked: str, whole: Counts) -> Iterator[Suggestion]:
    told = [(heading, name) for heading in KINDS for name in whole.of(heading)]
    held = [(*row, said) for row in told if _is_in(asked, said := SHELVES.get(row[1], row[1]))]
    for heading, name, said in held[:LISTED]:
        yield Suggestion(said, KINDS[heading], Wanted().address_with({heading: name}))


def _orgs(asked: str) -> Iterator[Suggestion]:
    giving = Org.objects.filter(Exists(search.shelved().filter(org=OuterRef("pk"))))
    for pk, name in orgs.matching(giving, asked).order_by("name").values_list("pk", "name")[:ORGS]:
        yield Suggestion(name, "单位", Wanted(org=pk).address)


def _titles(asked: str, whole: Counts) -> Iterator[Suggestion]:
    meant: dict[str, Item | Row] = {}
    for item in _newest(asked, whole):
        if _is_in(asked, item.title):
            meant.setdefault(item.title, item)  # the same title twice tells nobody more
    for item in islice(meant.values(), TITLES):
        yield Suggestion(item.title, "资源", item.get_absolute_url())


def _newest(asked: str, whole: Counts) -> Sequence[Item | Row]:
    """List the newest whose titles hold it: met on a walk if they are common, else looked up.

    By sound, or for one character, some are offered that begin so: a beginning has no newest.
    """
    terms = search.terms_of(asked)
    sought = Sought(terms, shares=frequent.shares(whole.stamp))
    if many.is_met_in_titles(sought, LOOKED_AT):
        return many.met(sought, LOOKED_AT, titles=True).rows
    shown = search.shelved().only("pk", "title")
    if len(asked) < sql.PAIR:
        return list(shown.filter(title_plain__startswith=asked)[:LOOKED_AT])
    titled = sql.all_of(map(sql.titled, terms)).condition
    found = shown.filter(titled).order_by(*search.LOOKED_UP)[:LOOKED_AT]
    if SPELT.fullmatch(asked):
        said = asked.replace(" ", "")
        begun = (Q(initials__startswith=said), Q(spelt__startswith=said))
        found = found.union(*(shown.filter(one)[:LOOKED_AT] for one in begun))
    return list(found)


def _is_in(asked: str, name: str) -> bool:
    plain = text.plain(name)
    if asked in plain:
        return True
    *_, spelt, initials = text.sounds(plain).split() or ["", ""]
    said = asked.replace(" ", "")
    return said in spelt or initials.startswith(said)
