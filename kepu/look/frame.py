"""What frames a page (页面框架): its navigation, plain data from ``settings.FRAME``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

THEMES = {"auto": "自动", "light": "浅色", "dark": "深色"}
GROUNDS = {"light": "#f4f7f6", "dark": "#0e171b"}  # --paper, for the bars of browsers and phones
TEXTS = {"normal": "标准", "large": "大字"}


@cache
def _address(name: str) -> str:
    return reverse(name)  # every page asks for a dozen, and they do not change


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a navigation: ``to`` is the name of a URL, or an address.

    ``also`` names pages that belong to it though their addresses begin elsewhere.
    """

    label: str
    to: str
    icon: str = ""
    count: int | None = None
    also: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        return self.to if self.to.startswith("/") else _address(self.to)


@dataclass(frozen=True, slots=True)
class Section:
    """A few entries of the side navigation under one heading."""

    label: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry on one page: it may be where the reader stands."""

    label: str
    url: str
    icon: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All that config hands in.

    ``manifest`` is an address, ``side`` names a function, the strings after it templates.
    """

    nav: Sequence[Entry] = ()
    tabs: Sequence[Entry] = ()
    foot: Sequence[Entry] = ()
    manifest: str = ""
    side: str = ""
    account: str = ""
    hats: str = ""
    login: str = ""


class Frame:
    """The frame of one page; nothing of it is worked out before a template asks for it."""

    themes = THEMES  # what a reader may choose from

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.plan: Plan = getattr(settings, "FRAME", None) or Plan()

    @property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else "auto"

    @property
    def text(self) -> str:
        chosen = self.request.COOKIES.get("text", "")
        return chosen if chosen in TEXTS else "normal"

    @property
    def grounds(self) -> list[tuple[str, str]]:
        """Give the colours a browser paints its own bars in, each with when."""
        if self.theme in GROUNDS:
            return [("all", GROUNDS[self.theme])]
        return [(f"(prefers-color-scheme: {name})", ground) for name, ground in GROUNDS.items()]

    @cached_property
    def nav(self) -> list[Shown]:
        return self._shown(self.plan.nav)

    @cached_property
    def tabs(self) -> list[Shown]:
        return self._shown(self.plan.tabs)

    @cached_property
    def foot(self) -> list[Shown]:
        return self._shown(self.plan.foot)

    @cached_property
    def side(self) -> list[tuple[str, list[Shown]]]:
        if not self.plan.side:
            return []
        sections: Callable[[HttpRequest], Iterable[Section]] = import_string(self.plan.side)
        found = list(sections(self.request))
        shown = iter(self._shown([entry for one in found for entry in one.entries]))
        return [(one.label, list(islice(shown, len(one.entries)))) for one in found]

    def _shown(self, entries: Sequence[Entry]) -> list[Shown]:
        """Mark where the reader stands (see ``_current``)."""
        current = self._current(entries)
        return [
            Shown(entry.label, entry.url, entry.icon, entry.count, entry is current)
            for entry in entries
        ]

    def _current(self, entries: Sequence[Entry]) -> Entry | None:
        """Find the entry that claims this page, else the one whose address is most like its own."""
        match, here = self.request.resolver_match, self.request.path
        claims = (entry for entry in entries if match and match.view_name in entry.also)
        around = [
            entry
            for entry in entries
            if here == entry.url or (entry.url != "/" and here.startswith(entry.url))
        ]
        nearest = max(around, key=lambda entry: len(entry.url), default=None)
        return next(claims, nearest)
