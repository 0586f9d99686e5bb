"""The card of an item (资源卡片), drawn here and by no template: a list draws twenty at a time.

Twenty includes, each with its conditions, took more than half of the time of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import accumulate, pairwise

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kepu.core.text import spans
from kepu.look import covers, words

BEFORE, EXCERPT = 12, 48  # signs before the first term, and in all
NAME = "name"  # stands for the name of a cover in its address


@dataclass(frozen=True, slots=True)
class Card:
    """An item as a list shows it (卡片); ``terms`` are those by which it was found: marked."""

    url: str
    title: str
    topic: str
    owner: str
    picture: str
    icon: str
    form: str
    measure: str
    downloads: int
    abstract: str = ""
    terms: Sequence[str] = ()
    views: int | None = None


def card(item: Card, *, level: int = 3, eye: str = "") -> SafeString:
    """Draw the card; ``level`` is that of its heading, ``eye`` the icon before its views."""
    says = excerpt(item.abstract, item.terms) if item.terms else ""
    note = f'<p class="note">{says}</p>' if says else ""
    views = _number("num", f'{eye}<span class="sr">观看</span>', item.views)
    downloads = _number("num dl", '<span class="sr">下载</span>', item.downloads or None)
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        f'<article class="card">{cover(item)}<h{level} class="ph">'
        f'<a href="{escape(item.url)}">{ph(item.title, item.terms)}</a></h{level}>{note}'
        f'<p class="meta"><span>{escape(item.owner)}</span>{views}{downloads}</p></article>'
    )


def cover(item: Card, play: str = "") -> SafeString:
    """Draw the cover of an item: its own picture, or one made for its topic; what it is on top."""
    if item.picture:
        drawing = escape(_address(item.topic, item.title))
        shown = _picture("over", item.picture, f' data-drawn="{drawing}"')
    else:
        shown = drawn(item.topic, item.title)
    on_top = f'<span class="pl" aria-hidden="true">{play}</span>' if play else ""
    if item.form:
        told = f"{item.form} · {item.measure}" if item.measure else item.form
        on_top += f'<span class="badge {escape(item.icon)}">{escape(told)}</span>'
    return mark_safe(f'<div class="cover">{shown}{on_top}</div>')  # noqa: S308 -- escaped above


def drawn(topic: str, title: str) -> SafeString:
    """Show the cover drawn for something that came without one."""
    return _picture("drawn", _address(topic, title))


def _picture(kind: str, address: str, more: str = "") -> SafeString:
    html = f'<img class="{kind}" src="{escape(address)}" alt=""{more} loading="lazy">'
    return mark_safe(html)  # noqa: S308 -- escaped here and by who says more


def _number(kind: str, before: str, number: int | None) -> str:
    return "" if number is None else f'<span class="{kind}">{before}{words.wan(number)}</span>'


def _address(topic: str, title: str) -> str:
    return _address_of_covers().replace(NAME, covers.name_of(topic, title))


@cache
def _address_of_covers() -> str:
    return reverse("look:cover", args=[covers.VERSION, NAME])


def ph(text: str, terms: Sequence[str] = ()) -> SafeString:
    """Let a title break between words only; mark the terms by which it was found."""
    return _marked(words.phrases(str(text)), str(text), spans(text, terms) if terms else [])


def excerpt(text: str, terms: Sequence[str]) -> SafeString:
    """Cut a text to where the first of the terms stands in it, and mark them; nothing without."""
    found = spans(text, terms)
    if not found:
        return mark_safe("")
    begin = max(0, found[0][0] - BEFORE)
    end, lead = begin + EXCERPT, "…" if begin else ""
    shown = f"{lead}{text[begin:end]}{'…' if end < len(text) else ''}"
    moved = [(at - begin + len(lead), to - begin + len(lead)) for at, to in found if to <= end]
    return _marked([shown], shown, moved)


def _marked(pieces: Sequence[str], text: str, found: Sequence[tuple[int, int]]) -> SafeString:
    if not found:
        return mark_safe("<wbr>".join(map(escape, pieces)))  # noqa: S308 -- escaped piece by piece
    ends = set(accumulate(map(len, pieces)))
    opens, closes = {begin for begin, _ in found}, {end for _, end in found}
    cuts = sorted({0, len(text), *ends, *opens, *closes})
    html = ""
    for begin, end in pairwise(cuts):
        html += f"{'<mark>' * (begin in opens)}{escape(text[begin:end])}"
        html += f"{'</mark>' * (end in closes)}{'<wbr>' * (end in ends and end < len(text))}"
    return mark_safe(html)  # noqa: S308 -- escaped piece by piece
