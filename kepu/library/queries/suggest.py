"""What a visitor may mean while typing (联想): titles, themes, audiences and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from kepu.core import text
from kepu.library.models import Item, Tally
from kepu.library.queries import search
from kepu.library.queries.counts import AUDIENCE, THEME
from kepu.library.queries.finding.sql import LATIN
from kepu.library.queries.finding.wanted import Wanted
from kepu.orgs import queries as orgs
from kepu.orgs.models import Org

TITLES, LISTED, ORGS = 5, 3, 3
KINDS = {THEME: "主题", AUDIENCE: "人群"}
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
    return [*_headings(asked), *_orgs(asked), *_titles(asked)]


def _headings(asked: str) -> Iterator[Suggestion]:
    told = Tally.objects.filter(within="", heading__in=KINDS).order_by("-heading", "-items", "name")
    held = [row for row in told.values_list("heading", "name") if _is_in(asked, row[1])]
    for heading, name in held[:LISTED]:
        yield Suggestion(name, KINDS[heading], Wanted().address_with({heading: name}))


def _orgs(asked: str) -> Iterator[Suggestion]:
    giving = Org.objects.filter(Exists(search.shelved().filter(org=OuterRef("pk"))))
    for pk, name in orgs.matching(giving, asked).order_by("name").values_list("pk", "name")[:ORGS]:
        yield Suggestion(name, "单位", Wanted(org=pk).address)


def _titles(asked: str) -> Iterator[Suggestion]:
    found = search.matching(search.shelved(), asked)
    if not LATIN.fullmatch(asked):
        found = found.filter(title_plain__contains=asked)
    newest = found.order_by("-released_at", "-pk").only("pk", "title")[:LOOKED_AT]
    meant: list[Item] = [item for item in newest if _is_in(asked, item.title)]
    for item in meant[:TITLES]:
        yield Suggestion(item.title, "资源", item.get_absolute_url())


def _is_in(asked: str, name: str) -> bool:
    plain = text.plain(name)
    if asked in plain:
        return True
    *_, spelt, initials = text.sounds(plain).split() or ["", ""]
    said = asked.replace(" ", "")
    return said in spelt or initials.startswith(said)
