"""The filters beside a list (筛选): what there is to choose, how many, and where a choice leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kepu.library.models import Shelf
from kepu.library.queries.counts import Counts
from kepu.library.queries.finding.wanted import Wanted
from kepu.look.chips import Choice
from kepu.places.models import Kind, Place

Value = tuple[str, str, int | None]  # as addresses say it, as people do, how many items
LABELS = {
    "type": "类别",
    "theme": "主题",
    "audience": "人群",
    "region": "地区",
    "year": "年份",
    "org": "单位",
}


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter (筛选项) with its choices, the first of which is all."""

    name: str
    label: str
    choices: list[Choice]
    is_set: bool

    @property
    def chosen(self) -> list[Choice]:
        return [one for one in self.choices if one.chosen]


@dataclass(frozen=True, slots=True)
class Named:
    """What can be chosen without being counted: places above and below, the whole library's."""

    way: list[Place] = field(default_factory=list)
    below: list[Place] = field(default_factory=list)
    whole: Counts = field(default_factory=Counts)


def facets(wanted: Wanted, counts: Counts, named: Named) -> list[Facet]:
    """List the filters worth choosing from; what was too much to count is named alone."""
    values = _values(counts)
    for name, listed in _values(named.whole).items():
        if name not in counts.under:
            values[name] = [(value, label, None) for value, label, _ in listed]
    if wanted.place:
        below = [(place.code, place.name, None) for place in named.below]
        values["region"] = [*_above(named.way), *(below or values["region"])]
    held = None if counts.capped else counts.total
    made = (_facet(wanted, name, listed, held) for name, listed in values.items())
    return [facet for facet in made if facet.is_set or len(facet.choices) > 2]  # noqa: PLR2004 - all, and one


def _values(counts: Counts) -> dict[str, list[Value]]:
    types = counts.of("type")
    return {
        "type": [(code, label, types[code]) for code, label in Shelf.choices if code in types],
        "theme": [(name, name, items) for name, items in counts.of("theme").items()],
        "audience": [(name, name, items) for name, items in counts.of("audience").items()],
        "region": list(_labelled("region", counts)),
        "year": [(year, f"{year} 年", items) for year, items in counts.of("year").items()],
        "org": list(_labelled("org", counts)),
    }


def _facet(wanted: Wanted, name: str, values: list[Value], held: int | None) -> Facet:
    chosen = wanted.filters.get(name, "")
    if chosen and chosen not in [value for value, _, _ in values]:
        values = [(chosen, _label_of(wanted, name), held), *values]
    everything = Choice(f"全部{LABELS[name]}", wanted.address_with({name: ""}), None, not chosen)
    choices = [
        Choice(label, wanted.address_with({name: value}), items, value == chosen)
        for value, label, items in values
    ]
    return Facet(name, LABELS[name], [everything, *choices], bool(chosen))


def _above(way: Iterable[Place]) -> Iterator[Value]:
    for place in way:
        if place.kind != Kind.COUNTRY:
            yield place.code, place.name, None


def _labelled(name: str, counts: Counts) -> Iterator[Value]:
    for value, items in counts.of(name).items():
        yield value, counts.labels.get(value, value), items


def _label_of(wanted: Wanted, name: str) -> str:
    """Name a chosen value that is not among those with the most items."""
    said = {
        "type": dict(Shelf.choices).get(wanted.shelf, ""),
        "theme": wanted.theme,
        "audience": wanted.audience,
        "region": wanted.place.name if wanted.place else "",
        "year": f"{wanted.year} 年",
        "org": "这家单位",
    }
    return str(said[name])


def ways_out(wanted: Wanted) -> list[Choice]:
    """List the filters that may be dropped where nothing is found, each with where that leads."""
    return [
        Choice(f"去掉{LABELS[name]}：{_label_of(wanted, name)}", wanted.address_with({name: ""}))
        for name in wanted.filters
    ]
