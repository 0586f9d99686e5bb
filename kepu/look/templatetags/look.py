"""Tags and filters of the design system: ``{% load look %}`` (界面标签)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate, pairwise
from uuid import uuid4

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kepu.core.text import spans
from kepu.core.web import FIELD
from kepu.look import covers, forms, words
from kepu.look.icons import ICONS
from kepu.look.qr import svg

INDENTS = re.compile(r"\n\s+")
BEFORE, EXCERPT = 12, 48  # signs before the first term, and in all

NO_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

register = template.Library()


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Draw an icon of the sprite; it is hidden from readers, words beside it say what it means."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(
            f"no icon {name!r}; kepu/look/icons.py lists what there is"
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f"i {kind}".strip(),
        static("look/icons.svg"),
        name,
    )


@register.simple_tag
def cover(topic: str = "", title: str = "") -> SafeString:
    """Show the cover drawn for something that came without one; the title is its name."""
    return format_html('<img class="drawn" src="{}" alt="" loading="lazy">', drawn(topic, title))


@register.filter
def drawn(topic: str, title: str) -> str:
    """Give the address of the cover that is drawn for this topic and title."""
    return reverse("look:cover", args=[covers.VERSION, covers.name_of(topic, title)])


@register.simple_tag
def qr(text: str, label: str = "二维码") -> SafeString:
    return svg(text, label)


@register.filter
def linked(told: Mapping[str, object]) -> SafeString:
    """Write what machines read of a page; a script that is data, which no browser runs."""
    plain = json.dumps(told, ensure_ascii=False).translate(NO_MARKUP)
    return mark_safe(f'<script type="application/ld+json">{plain}</script>')  # noqa: S308 -- no markup


@register.simple_tag
def once() -> SafeString:
    """Give a POST form its once-token, so that a second press shows the first result."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())


@register.simple_tag
def control(field: BoundField) -> SafeString:
    return forms.control(field)


@register.simple_tag(takes_context=True)
def kept(context: Mapping[str, object], *own: str) -> SafeString:
    """Keep the other filters of the address when a form with the fields ``own`` is sent by GET."""
    query = context["request"].GET  # type: ignore[attr-defined]
    hidden = [(name, one) for name, all_of in query.lists() if name not in own for one in all_of]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden)


register.filter("kind", forms.kind)
register.filter("room_left", forms.room_left)


@register.filter
def wan(number: int | None) -> str:
    return "" if number is None else words.wan(number)


@register.filter
def size(count: int | None) -> str:
    return "" if count is None else words.size(count)


@register.filter
def clock(seconds: float | None) -> str:
    return "" if seconds is None else words.clock(seconds)


@register.filter
def spoken(seconds: float | None) -> str:
    return "" if seconds is None else words.length(seconds)


@register.filter
def day(when: date | None, now: datetime | None = None) -> str:
    return "" if when is None else words.day(when, now)


@register.filter
def moment(when: datetime | None, now: datetime | None = None) -> str:
    return "" if when is None else words.moment(when, now)


@register.filter
def deadline(when: datetime | None, now: datetime | None = None) -> str:
    return "" if when is None else words.deadline(when, now)


@register.filter
def left(due: datetime | None, now: datetime) -> str:
    return "" if due is None else words.left(due, now)


@register.filter
def waited(since: datetime | None, now: datetime) -> str:
    return "" if since is None else words.waited(since, now)


@register.filter
def ph(text: str, terms: Sequence[str] = ()) -> SafeString:
    """Let a title break between words only; mark the terms by which it was found."""
    return _marked(words.phrases(str(text)), str(text), terms)


@register.filter(is_safe=True)
def lean(html: str) -> str:
    """Take the indents of templates out of a long list; not for what holds text as it was typed."""
    return INDENTS.sub("\n", html)


@register.filter
def excerpt(text: str, terms: Sequence[str]) -> SafeString:
    """Cut a text to where the first of the terms stands in it, and mark them; nothing without."""
    found = spans(text, terms)
    if not found:
        return mark_safe("")
    begin = max(0, found[0][0] - BEFORE)
    cut = text[begin : begin + EXCERPT]
    shown = f"{'…' if begin else ''}{cut}{'…' if begin + EXCERPT < len(text) else ''}"
    return _marked([shown], shown, terms)


def _marked(pieces: Sequence[str], text: str, terms: Sequence[str]) -> SafeString:
    ends = set(accumulate(map(len, pieces)))
    found = spans(text, terms) if terms else []
    opens, closes = {begin for begin, _ in found}, {end for _, end in found}
    cuts = sorted({0, len(text), *ends, *opens, *closes})
    html = ""
    for begin, end in pairwise(cuts):
        html += f"{'<mark>' * (begin in opens)}{conditional_escape(text[begin:end])}"
        html += f"{'</mark>' * (end in closes)}{'<wbr>' * (end in ends and end < len(text))}"
    return mark_safe(html)  # noqa: S308 -- escaped piece by piece
