"""A row of choices (选项条), drawn here and by no template: a list draws some sixty of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name, where it leads, how many items it has, where that is known."""

    label: str
    url: str
    items: int | None = None
    chosen: bool = False


def row(name: str, label: str, choices: Sequence[Choice]) -> SafeString:
    """Draw the choices under a label; the first of them is all, whose whole name is only read."""
    everything, *others = choices
    told = escape(label)
    html = _chip(everything, f'全部<span class="sr">{told}</span>')
    html += "".join(_chip(choice, escape(choice.label)) for choice in others)
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        f'<div class="facet"><span class="of" id="f-{name}">{told}</span>'
        f'<ul class="scroller" aria-labelledby="f-{name}">{html}</ul></div>'
    )


def _chip(choice: Choice, says: str) -> str:
    current = ' aria-current="true"' if choice.chosen else ""
    number = "" if choice.items is None else f" <small>{choice.items}</small>"
    return f'<li><a class="chip" href="{escape(choice.url)}"{current}>{says}{number}</a></li>'
