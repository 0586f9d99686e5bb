"""Questions about places: the frozen country, the way up, the way down, places by name or sound."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, zip_longest
from pathlib import Path

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from kepu.core.errors import Refused
from kepu.core.text import plain
from kepu.places.models import Kind, Level, Place

FILE = Path(__file__).parent / "data" / "places.tsv.xz"
ORDER = Case(
    *(When(manage_level=level, then=Value(at)) for at, level in enumerate(Level)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place as the data file tells it; parents come before their children."""

    code: str
    name: str
    parent: str
    segment: str
    level_by_code: Level
    manage_level: Level
    kind: Kind = Kind.DIVISION
    is_sub_provincial: bool = False
    sounds: str = ""


@cache
def frozen_version() -> str:
    """Name the frozen file by its content."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:16]


def frozen() -> Iterator[Row]:
    """Read the whole country from the frozen file."""
    lines = lzma.decompress(FILE.read_bytes()).decode().splitlines()
    for line in lines[1:]:
        code, name, parent, segment, by_code, managed, kind, great, sounds = line.split("\t")
        yield Row(
            code=code,
            name=name,
            parent=parent,
            segment=segment,
            level_by_code=Level(by_code),
            manage_level=Level(managed),
            kind=Kind(kind),
            is_sub_provincial=bool(great),
            sounds=sounds,
        )


def way_up(place: Place) -> list[Place]:
    """List the places above and including this one, the country first."""
    steps = [f"{segment}." for segment in place.path.rstrip(".").split(".")]
    return list(Place.objects.filter(path__in=list(accumulate(steps))).order_by("path"))


WAYS = """
SELECT up.path, up.code, up.name, here.id FROM places_place AS here
JOIN generate_series(1, 9) AS depth ON depth < cardinality(string_to_array(here.path, '.'))
JOIN places_place AS up
    ON up.path = array_to_string((string_to_array(here.path, '.'))[:depth], '.') || '.'
WHERE here.id = ANY(%s) ORDER BY here.path, depth
"""


@dataclass(frozen=True, slots=True)
class Ways:
    """The paths of some places, and by path the codes and names of these and of all above them."""

    paths: dict[int, str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __or__(self, other: Ways) -> Ways:
        return Ways(self.paths | other.paths, self.names | other.names)


def ways(places: Iterable[int]) -> Ways:
    """Look up the ways from some places up to the country, in one query."""
    told = Ways()
    with connection.cursor() as cursor:
        cursor.execute(WAYS, [list(places)])
        for path, code, name, pk in cursor:
            told.paths[pk] = path  # the last one is the longest, its own
            told.names[path] = code, name
    return told


def of_code(code: str) -> Place | None:
    """Give the place of a code, if there is one."""
    return Place.objects.filter(code=code).first() if code else None


def full_names(codes: Collection[str]) -> dict[str, str]:
    """Write places by code with all that is above them, in two queries; unknown codes are not."""
    found = list(Place.objects.filter(code__in=codes)) if codes else []
    ways = {one.code: [f"{step}." for step in one.path.rstrip(".").split(".")] for one in found}
    ways = {code: list(accumulate(steps)) for code, steps in ways.items()}
    above = Place.objects.filter(path__in={path for way in ways.values() for path in way})
    names = dict(above.exclude(kind=Kind.COUNTRY).values_list("path", "name")) if ways else {}
    return {code: "".join(names.get(path, "") for path in way) for code, way in ways.items()}


class NoSuchPlace(Refused):
    """No place goes by this name or code."""

    code, says = "no_such_place", "没有叫“{text}”的地方，请写全称或 12 位代码"


class SeveralPlaces(Refused):
    """Several places go by this name."""

    code, says = "several_places", "叫“{text}”的地方不止一个，请写 12 位代码：{codes}"


def the_one(text: str) -> Place:
    """Give the one place of this full name or code; refuse where there is none, or a choice."""
    found = list(Place.objects.filter(Q(name=text) | Q(code=text)).order_by("code")[:6])
    if not found:
        raise NoSuchPlace(text=text)
    if len(found) > 1:
        raise SeveralPlaces(text=text, codes="、".join(f"{one.code}" for one in found))
    return found[0]


def find(text: str, inside: str = "") -> QuerySet[Place]:
    """Find places by part of the name, by pinyin or initials; the higher and shorter first."""
    asked = plain(text).replace("'", "")
    said = asked.replace(" ", "")
    by_sound = Q(sounds__startswith=asked) | Q(sounds__contains=f" {said}")
    matching = by_sound if asked.isascii() else Q(name__contains=asked)
    found = (
        Place.objects.filter(matching, path__startswith=inside) if asked else Place.objects.none()
    )
    return found.select_related("parent").order_by(ORDER, "code")


def chosen(given: Sequence[str], inside: str = "") -> Place | None:
    """Walk a cascade of choices down, and give the last that lies below the one before it."""
    numbers = [int(one) for one in given if one.isdecimal()]
    at = {place.pk: place for place in Place.objects.filter(pk__in=numbers)}
    last: Place | None = None
    for number in numbers:
        place = at.get(number)
        above = last.path if last else inside
        if place is None or not place.path.startswith(above) or place == last:
            break
        last = place
    return last


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of the cascade (级联选择): its level's name, what there is, what is chosen."""

    label: str
    options: list[Place]
    chosen: Place | None
    above: Place


def cascade(
    place: Place | None, *, inside: str = "", deepest: Level = Level.TOWNSHIP
) -> list[Choice]:
    """List the steps down to a place and one further; levels that are not there are skipped."""
    root = Place.objects.filter(path=inside).first() if inside else None
    root = root or Place.objects.filter(kind=Kind.COUNTRY).first()
    if root is None:
        return []
    way = [one for one in (way_up(place) if place else []) if one.path.startswith(root.path)]
    parents = way or [root]
    levels = list(Level)
    allowed = levels[: levels.index(deepest) + 1]
    below: dict[int | None, list[Place]] = {}
    children = Place.objects.filter(parent__in=parents, manage_level__in=allowed)
    for child in children.order_by(ORDER, "kind", "code"):
        below.setdefault(child.parent_id, []).append(child)
    return [
        Choice(Level(below[above.pk][0].manage_level).label, below[above.pk], picked, above)
        for above, picked in zip_longest(parents, parents[1:])
        if above.pk in below
    ]
