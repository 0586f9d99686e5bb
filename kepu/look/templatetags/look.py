"""Tags and filters of the design system: ``{% load look %}`` (界面标签)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit
from uuid import uuid4

from django import template
from django.forms import Form
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kepu.core.web import FIELD
from kepu.look import cards, forms, words
from kepu.look import chips as rows
from kepu.look.icons import ICONS

PAGE = "page/"  # stands for the page in the address of all codes
INDENTS = re.compile(r"\n\s+")

NO_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

register = template.Library()


@register.simple_tag
@cache
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
@cache
def address(name: str, *args: str) -> str:
    """Give the address of a page that every page leads to: worked out once, as ``url`` is not."""
    return reverse(name, args=args)


@register.simple_tag
def cover(topic: str = "", title: str = "") -> SafeString:
    """Show the cover drawn for something that came without one; the title is its name."""
    return cards.drawn(topic, title)


@register.simple_tag
def scene(item: cards.Card, play: str = "") -> SafeString:
    """Show the cover of an item, its own or one drawn for it; ``play`` puts a button on it."""
    return cards.cover(item, play=icon("play") if play else "")


@register.simple_tag
def card(item: cards.Card, level: int = 3) -> SafeString:
    """Show the card of an item; ``level`` is that of its heading."""
    eye = icon("eye") if getattr(item, "views", None) is not None else ""
    return cards.card(item, level=level, eye=eye)


@register.simple_tag
def chips(name: str, label: str, choices: Sequence[rows.Choice]) -> SafeString:
    """Show a row of choices, as of a filter: what it is called, and where each choice leads."""
    return rows.row(name, label, choices)


@register.filter
def code(url: str) -> str:
    """Give the address of the QR code of a page of this site, from the page's own address."""
    return _address_of_codes().replace(PAGE, urlsplit(url).path.lstrip("/"))


@cache
def _address_of_codes() -> str:
    return reverse("look:code", args=[PAGE])


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
def kept(context: Mapping[str, object], *own: str | Form) -> SafeString:
    """Keep the other filters of the address when a form is sent by GET: ``own`` are its fields.

    They are named, or the whole form is given. The list begins on its first page.
    """
    query = context["request"].GET  # type: ignore[attr-defined]
    mine = {"after", "before"}.union(
        *([one] if isinstance(one, str) else one.fields for one in own)
    )
    hidden = [(name, one) for name, all_of in query.lists() if name not in mine for one in all_of]
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


register.filter("ph", cards.ph)
register.filter("excerpt", cards.excerpt)


@register.filter(is_safe=True)
def lean(html: str) -> str:
    """Take the indents of templates out of a long list; not for what holds text as it was typed."""
    return INDENTS.sub("\n", html)
