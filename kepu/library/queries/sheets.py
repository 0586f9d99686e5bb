"""The page of an item: what it shows, plays and gives, whether it is released or only previewed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection

from kepu.library.models import Item, ItemFile, Shelf
from kepu.library.queries import entries, search
from kepu.library.queries.cards import SHOWN as ON_CARDS
from kepu.library.queries.cards import card
from kepu.look.cards import Card
from kepu.media.models import Blob, Kind, Reading
from kepu.media.queries import Shown, laid_out, made_of
from kepu.places.models import Place
from kepu.submissions.models import Work

# What a page says of an item; the rest is not asked for.
OF_ITEM = (
    "id",
    "place_id",
    "push_id",
    "state",
    "number",
    "title",
    "abstract",
    "shelf",
    "subtype",
    "themes",
    "audience",
    "audiences",
    "measure",
    "year",
    "recommender",
    "rights_holder",
    "licence",
    "licence_clause",
    "released_at",
    "downloads",
    "near",
)
NEAR = 4
SHAPE = re.compile(r"(\d+)×(\d+)")  # as entries.about says it
# Of a push that was taken back nothing is on the shelf, whatever its items still say.
TOLD = {"state": "CASE WHEN push.held THEN 'withdrawn' ELSE item.state END"}
# The item, its place, its files with what was made of each, and the items near it.
ASKED = f"""
SELECT {", ".join(TOLD.get(name, f"item.{name}") for name in OF_ITEM)}, place.name,
    (SELECT json_agg(one) FROM (
        SELECT file."order", file.name, file.about, blob.id, blob.sha256, blob.size,
            (SELECT json_build_object('pieces', pieces, 'is_cut', is_cut)
                FROM media_reading WHERE blob_id = blob.id) AS reading,
            (SELECT json_agg(json_build_array(kind, made.id, made.sha256, made.size))
                FROM media_rendition JOIN media_blob AS made ON made.id = made_id
                WHERE source_id = blob.id) AS made
        FROM library_itemfile AS file JOIN media_blob AS blob ON blob.id = file.blob_id
        WHERE file.item_id = item.id ORDER BY file."order") AS one),
    (SELECT json_agg(one) FROM (
        SELECT {", ".join(f"other.{name}" for name in ON_CARDS)}, other.id
        FROM library_item AS other
        WHERE other.id = ANY(item.near) AND other.state = 'shelved'
            AND other.push_id NOT IN (SELECT id FROM library_push WHERE held)
        ORDER BY array_position(item.near, other.id) LIMIT {NEAR}) AS one)
FROM library_item AS item JOIN places_place AS place ON place.id = item.place_id
    JOIN library_push AS push ON push.id = item.push_id AND push.state <> 'releasing'
WHERE item.id = %s
"""  # noqa: S608 -- names of columns, our own
SMALL = {Shelf.VIDEO: Kind.FILM_480, Shelf.PICTURE: Kind.THUMB_1280, Shelf.POSTER: Kind.THUMB_1280}
GOOD_FOR = {  # what the small and what the source file of each shelf is good for
    Shelf.VIDEO: ("手机、电脑和小屏幕", "电视、大屏播放"),
    Shelf.PICTURE: ("手机看、群里转发", "印刷、张贴、大屏展示"),
    Shelf.POSTER: ("手机看、群里转发", "印刷、张贴、大屏展示"),
    Shelf.ARTICLE: ("", "编辑、转载、排版"),
    Shelf.AUDIO: ("", "播放、广播"),
}


@dataclass(frozen=True, slots=True)
class Take:
    """One way to take a file home (下载): what it is, how large, what for, and where."""

    name: str
    facts: str
    size: int
    good: str
    url: str


@dataclass(frozen=True, slots=True)
class Filed:
    """One file as it comes out of the database: what was made of it, and its reading if any."""

    file: ItemFile
    made: dict[str, Blob]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Held:
    """One file of a sheet, with what was made of it; ``at`` is where its bytes are.

    ``pieces`` are the text and pictures of a document, for reading on the page; ``is_cut`` says
    that they are only the beginning.
    """

    file: ItemFile
    shelf: Shelf
    at: str
    made: dict[str, Blob]
    pieces: Sequence[Shown] = ()
    is_cut: bool = False

    @property
    def show(self) -> str:
        return f"{self.at}show/"

    @property
    def thumb(self) -> str:
        return self._picture(Kind.THUMB_320)

    @property
    def large(self) -> str:
        return self._picture(Kind.THUMB_1280)

    @property
    def shape(self) -> tuple[str, str] | None:
        """Give width and height of a picture, so that its place is kept while it comes."""
        told = SHAPE.search(self.file.about)
        return (told[1], told[2]) if told else None

    @property
    def plays(self) -> str:
        """Give what a browser plays best: the small film or sound, if there is one."""
        return self._picture(Kind.FILM_480) or self._picture(Kind.SOUND_96) or self.show

    @property
    def figures(self) -> list[Blob]:
        """Give the pictures of a document, each once and in their order."""
        shown = dict.fromkeys(one.piece.shows for one in self.pieces)
        return [self.made[kind] for kind in shown if kind in self.made and _is_figure(kind)]

    @property
    def small(self) -> Blob | None:
        """Give the small file (标清), if there is one and it is smaller."""
        small = self.made.get(SMALL.get(self.shelf, ""))
        return small if small and small.size < self.file.blob.size else None

    @property
    def takes(self) -> list[Take]:
        """List what can be downloaded of this file, the small one first."""
        for_small, for_source = GOOD_FOR.get(self.shelf, ("", "原样取用"))
        blob = self.file.blob
        takes = [Take("源文件", self.file.about, blob.size, for_source, f"{self.at}file/")]
        if self.small:
            said = "MP4 · 480P" if self.shelf == Shelf.VIDEO else "JPG · 长边 1280"
            takes.insert(0, Take("标清", said, self.small.size, for_small, f"{self.at}light/"))
        return takes

    def _picture(self, kind: str) -> str:
        return f"{self.at}{kind}/" if kind in self.made else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of an item (资源页), its files in order and the one that is looked at."""

    item: Item
    files: list[Held]
    at: int = 0
    near: Sequence[Card] = ()

    @property
    def current(self) -> Held | None:
        return self.files[self.at] if self.files else None

    @property
    def before(self) -> Held | None:
        return self.files[self.at - 1] if self.at else None

    @property
    def after(self) -> Held | None:
        return self.files[self.at + 1] if self.at + 1 < len(self.files) else None

    @property
    def size(self) -> int:
        return sum(held.file.blob.size for held in self.files)


def sheet_of(pk: UUID, number: str = "") -> Sheet | None:
    """Load an item with all that its page shows, in one query; the item may be off the shelf."""
    for *said, place, files, near in _rows(ASKED, pk):
        item = Item.from_db(DEFAULT_DB_ALIAS, OF_ITEM, said)
        item.place = Place(pk=item.place_id, name=place)
        asked = [_filed(item, told) for told in files or ()]
        return replace(
            laid(item, asked, item.get_absolute_url(), number),
            near=[_near(one) for one in near or ()],
        )
    return None


def _rows(statement: str, key: UUID) -> list[tuple[Any, ...]]:
    """Ask a statement whose plan each connection keeps (docs/adr/0031).

    Django writes values into the text of a statement, so that PostgreSQL plans each anew; of one
    that finds a few rows by their keys, planning is most of the time.
    """
    connection.ensure_connection()
    asking: Any = psycopg.Cursor(connection.connection)
    told = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with told(asking) as cursor:
        cursor.execute(statement, [key])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def laid(item: Item, asked: Iterable[Filed], base: str, number: str = "") -> Sheet:
    """Lay out a sheet of these files, whose bytes are below the address ``base``."""
    held = [_held(Shelf(item.shelf), one, f"{base}{one.file.order}/") for one in asked]
    at = (at for at, one in enumerate(held) if str(one.file.order) == number)
    return Sheet(item, held, next(at, 0))


def preview(work: Work, base: str, number: str = "") -> Sheet:
    """Lay out what the page of a work will be; its bytes are below the address ``base``."""
    entry = entries.of_works([work])[work.pk]
    said = {name: getattr(entry, name) for name in entries.SHOWN}
    item = Item(work=work, place=work.place, number=work.number, **said)
    ids = [file.blob_id for file in entry.files]
    blobs, made = Blob.objects.select_related("reading").in_bulk(ids), made_of(ids)
    asked = [
        Filed(
            ItemFile(
                item=item, blob=blobs[one.blob_id], order=order, name=one.name, about=one.about
            ),
            made.get(one.blob_id, {}),
            getattr(blobs[one.blob_id], "reading", None),
        )
        for order, one in enumerate(entry.files, 1)
    ]
    return laid(item, asked, base, number)


def small_name(shelf: Shelf, name: str) -> str:
    """Name the small file that was made of a file."""
    ending = "mp4" if SMALL.get(shelf) == Kind.FILM_480 else "jpg"
    return f"{PurePath(name).stem}（标清）.{ending}"


def _filed(item: Item, told: dict[str, Any]) -> Filed:
    """Read what the statement tells of a file."""
    blob = Blob(pk=UUID(told["id"]), sha256=told["sha256"], size=told["size"])
    file = ItemFile(
        item=item, blob=blob, order=told["order"], name=told["name"], about=told["about"]
    )
    made = {
        kind: Blob(pk=UUID(made), sha256=sha256, size=size)
        for kind, made, sha256, size in told["made"] or ()
    }
    return Filed(file, made, Reading(blob=blob, **told["reading"]) if told["reading"] else None)


def _held(shelf: Shelf, one: Filed, at: str) -> Held:
    read = one.reading
    pieces = laid_out(read, lambda kind: f"{at}{kind}/") if read else []
    return Held(one.file, shelf, at, one.made, pieces, is_cut=bool(read and read.is_cut))


def _near(told: dict[str, Any]) -> Card:
    return card(Item(**told))


def _is_figure(kind: str) -> bool:
    return kind.startswith(Kind.FIGURE)


def neighbours(sheet: Sheet) -> Sequence[Card]:
    """List a few items that speak of the same (相近的资源), or else share a theme: one query."""
    if sheet.item.near:
        return sheet.near
    same = search.shelved().only(*ON_CARDS).filter(themes__overlap=sheet.item.themes)
    return [card(one) for one in same.exclude(pk=sheet.item.pk).order_by(*search.NEWEST)[:NEAR]]
