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
from django.utils.html import format_html
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
    return format_html(
        '<article class="card">{}<h{} class="ph"><a href="{}">{}</a></h{}>{}'
        '<p class="meta"><span>{}</span>{}{}</p></article>',
        cover(item),
        level,
        item.url,
        ph(item.title, item.terms),
        level,
        format_html('<p class="note">{}</p>', says) if says else "",
        item.owner,
        _number("num", format_html('{}<span class="sr">观看</span>', eye), item.views),
        _number("num dl", DOWNLOADED, item.downloads or None),
    )


def cover(item: Card, play: str = "") -> SafeString:
    """Draw the cover of an item: its own picture, or one made for its topic; what it is on top."""
    if item.picture:
        shown = format_html(
            '<img class="over" src="{}" alt="" data-drawn="{}" loading="lazy">',
            item.picture,
            _address(item.topic, item.title),
        )
    else:
        shown = drawn(item.topic, item.title)
    told = f"{item.form} · {item.measure}" if item.measure else item.form
    return format_html(
        '<div class="cover">{}{}{}</div>',
        shown,
        format_html('<span class="pl" aria-hidden="true">{}</span>', play) if play else "",
        format_html('<span class="badge {}">{}</span>', item.icon, told) if item.form else "",
    )


def drawn(topic: str, title: str) -> SafeString:
    """Show the cover drawn for something that came without one."""
    address = _address(topic, title)
    return format_html('<img class="drawn" src="{}" alt="" loading="lazy">', address)


DOWNLOADED = mark_safe('<span class="sr">下载</span>')


def _number(kind: str, before: str, number: int | None) -> str:
    if number is None:
        return ""
    return format_html('<span class="{}">{}{}</span>', kind, before, words.wan(number))


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
