"""QR codes (二维码) of pages of this site, as SVG: black on white, whatever the theme."""

from __future__ import annotations

from functools import lru_cache

import segno

QUIET = 4  # modules of white around, as the standard asks
MASK = 3  # any of the eight can be read; trying all of them takes most of the time
KEPT = 256  # the codes of what many read today


@lru_cache(KEPT)
def svg(text: str) -> str:
    """Draw ``text`` as a code that a phone can read."""
    rows = [bytes(row) for row in _made(text).matrix]
    path = "".join(
        f"M{QUIET + left} {QUIET + y}h{run}v1h-{run}z"
        for y, row in enumerate(rows)
        for left, run in _runs(row)
    )
    side = len(rows) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path shape-rendering="crispEdges" d="{path}"/></svg>'
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
