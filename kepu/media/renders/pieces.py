"""The pieces (段落) that a reading is made of, as plain values: nothing in them can run."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

VERSION = 1  # raise it when readings should be made anew
NAME = "reading.json"
LONGEST = 200_000  # characters of one reading
TABLE = 500  # cells of one table
# Controls, halves of characters, and what turns the direction of writing around.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a text: heading, words, list, table, picture, or a page drawn whole.

    ``shows`` names the rendition of a picture or page; "" is a picture that cannot be shown.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    shows: str = ""
    number: int = 0

    @property
    def length(self) -> int:
        return len(self.text) + sum(len(cell) for row in self.rows for cell in row)


def of_lines(text: str) -> list[Piece]:
    """Take each line of a plain text for a paragraph."""
    return [Piece(kind="words", text=line.strip()) for line in text.splitlines() if line.strip()]


def gathered(pieces: list[Piece]) -> list[Piece]:
    """Put the items that follow each other into one list."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "list" and found and found[-1].kind == "list":
            found[-1] = replace(found[-1], rows=found[-1].rows + piece.rows)
        else:
            found.append(piece)
    return found


def cleaned(piece: Piece) -> Piece:
    """Leave out the signs that are no text."""
    rows = tuple(tuple(NO_TEXT.sub("", cell) for cell in row) for row in piece.rows)
    return replace(piece, text=NO_TEXT.sub("", piece.text), rows=rows)


def as_json(pieces: list[Piece]) -> dict[str, Any]:
    """Write pieces down, as many as a page can hold; ``cut`` says that there are more."""
    kept, length = [], 0
    for piece in map(cleaned, pieces):
        length += piece.length
        if length > LONGEST:
            break
        kept.append(piece)
    said = [{name: value for name, value in asdict(piece).items() if value} for piece in kept]
    return {"pieces": said, "cut": len(kept) < len(pieces)}


def from_json(raw: dict[str, Any]) -> Piece:
    """Read a piece back."""
    rows = tuple(tuple(row) for row in raw.get("rows", ()))
    return Piece(**{**raw, "rows": rows})
