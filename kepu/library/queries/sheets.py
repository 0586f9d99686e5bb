"""The page of an item: what it shows, plays and gives, whether it is released or only previewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from kepu.library.models import Item, ItemFile, Shelf
from kepu.library.queries import entries, search
from kepu.library.queries.cards import SHOWN as ON_CARDS
from kepu.library.queries.cards import card
from kepu.look.cards import Card
from kepu.media.models import Blob, Kind
from kepu.media.queries import Shown, laid_out, made_of
from kepu.submissions.models import Work

SHOWN = (Kind.THUMB_320, Kind.THUMB_1280, Kind.FILM_480, Kind.SOUND_96)
# What a page says of an item and its files; the rest is not asked for.
OF_ITEM = (
    *ON_CARDS,
    "subtype",
    "audience",
    "audiences",
    "year",
    "licence",
    "licence_clause",
    "number",
    "near",
    "state",
    "push",
    "place__name",
)
OF_FILE = (
    "order",
    "name",
    "about",
    "blob__sha256",
    "blob__size",
    "blob__reading__pieces",
    "blob__reading__is_cut",
)
SMALL = {Shelf.VIDEO: Kind.FILM_480, Shelf.PICTURE: Kind.THUMB_1280, Shelf.POSTER: Kind.THUMB_1280}
GOOD_FOR = {  # what the small and what the source file of each shelf is good for
    Shelf.VIDEO: ("手机、电脑和小屏幕", "电视、大屏播放"),
    Shelf.PICTURE: ("手机看、群里转发", "印刷、张贴、大屏展示"),
    Shelf.POSTER: ("手机看、群里转发", "印刷、张贴、大屏展示"),
    Shelf.ARTICLE: ("", "编辑、转载、排版"),
    Shelf.AUDIO: ("", "播放、广播"),
}
NEAR = 4


@dataclass(frozen=True, slots=True)
class Take:
    """One way to take a file home (下载): what it is, how large, what for, and where."""

    name: str
    facts: str
    size: int
    good: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """One file of a sheet, with what was made of it; ``at`` is where its bytes are."""

    file: ItemFile
    shelf: Shelf
    at: str
    made: dict[str, Blob]

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
    def plays(self) -> str:
        """Give what a browser plays best: the small film or sound, if there is one."""
        return self._picture(Kind.FILM_480) or self._picture(Kind.SOUND_96) or self.show

    @property
    def pieces(self) -> list[Shown]:
        """Give the text and pictures of a document, for reading on the page."""
        reading = getattr(self.file.blob, "reading", None)
        return laid_out(reading, lambda kind: f"{self.at}{kind}/") if reading else []

    @property
    def is_cut(self) -> bool:
        return bool(self.pieces) and self.file.blob.reading.is_cut

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
    """Load an item with all that its page shows: two queries; the item may be off the shelf."""
    found = ItemFile.objects.filter(item_id=pk).select_related("item__place", "blob__reading")
    files = list(found.only(*OF_FILE, *(f"item__{name}" for name in OF_ITEM)).order_by("order"))
    if files:
        return laid(files[0].item, files, files[0].item.get_absolute_url(), number)
    item = Item.objects.filter(pk=pk).select_related("place").first()
    return Sheet(item, []) if item else None


def laid(item: Item, files: Iterable[ItemFile], base: str, number: str = "") -> Sheet:
    """Lay out a sheet of these files, whose bytes are below the address ``base``: one query."""
    listed = list(files)
    kinds = {*SHOWN, *(kind for file in listed for kind in _shown_in(file.blob))}
    made = made_of([file.blob_id for file in listed], kinds)
    held = [
        Held(file, Shelf(item.shelf), f"{base}{file.order}/", made.get(file.blob_id, {}))
        for file in listed
    ]
    asked = (at for at, file in enumerate(listed) if str(file.order) == number)
    return Sheet(item, held, next(asked, 0))


def preview(work: Work, base: str, number: str = "") -> Sheet:
    """Lay out what the page of a work will be; its bytes are below the address ``base``."""
    entry = entries.of_works([work])[work.pk]
    said = {name: getattr(entry, name) for name in entries.SHOWN}
    item = Item(work=work, place=work.place, number=work.number, **said)
    blobs = Blob.objects.select_related("reading").in_bulk([file.blob_id for file in entry.files])
    files = [
        ItemFile(item=item, blob=blobs[one.blob_id], order=order, name=one.name, about=one.about)
        for order, one in enumerate(entry.files, 1)
    ]
    return laid(item, files, base, number)


def small_name(shelf: Shelf, name: str) -> str:
    """Name the small file that was made of a file."""
    ending = "mp4" if SMALL.get(shelf) == Kind.FILM_480 else "jpg"
    return f"{PurePath(name).stem}（标清）.{ending}"


def _shown_in(blob: Blob) -> Iterator[str]:
    """Name the figures of a document's reading, if it has one."""
    reading = getattr(blob, "reading", None)
    for raw in reading.pieces if reading else ():
        if _is_figure(raw.get("shows", "")):
            yield raw["shows"]


def _is_figure(kind: str) -> bool:
    return kind.startswith(Kind.FIGURE)


def near(item: Item) -> list[Card]:
    """List a few items that speak of the same (相近的资源), or share a theme: one query."""
    others = search.shelved().only(*ON_CARDS)
    if not item.near:
        same = others.filter(themes__overlap=item.themes).exclude(pk=item.pk)
        return [card(one) for one in same.order_by(*search.NEWEST)[:NEAR]]
    found = others.in_bulk(item.near)
    return [card(found[pk]) for pk in item.near if pk in found][:NEAR]
