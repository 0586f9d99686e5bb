"""QR codes (二维码) as SVG without inline style: dark on white in every theme."""

from __future__ import annotations

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # modules of white around, as the standard asks
MASK = 3  # any of the eight can be read; trying all of them takes most of the time
KEPT = 256  # the codes of what many read today


@lru_cache(KEPT)
def svg(text: str, label: str) -> SafeString:
    """Draw ``text`` as a code a phone can read; ``label`` names it for those who cannot see it."""
    rows = [bytes(row) for row in _made(text).matrix]
    path = "".join(
        f"M{QUIET + left} {QUIET + y}h{run}v1h-{run}z"
        for y, row in enumerate(rows)
        for left, run in _runs(row)
    )
    side = len(rows) + 2 * QUIET
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path fill="currentColor" shape-rendering="crispEdges" d="{}"/></svg>',
        side,
        side,
        label,
        mark_safe(path),  # noqa: S308 -- letters and digits of our own
    )


def _made(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=MASK, boost_error=False)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """List the dark stretches of a row: where they begin and how long they are."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
