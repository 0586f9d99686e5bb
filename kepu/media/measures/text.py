"""Plain text (文本): which encoding, how many characters, which links."""

from dataclasses import replace
from pathlib import Path

from kepu.media.measures import VERSIONS, counting
from kepu.rulebook.facts import Read, TextFacts, Tier

HEAD = 262_144
AT_MOST = 20_000_000
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"


def encoding(path: Path) -> str:
    """Name the encoding of a text; "" where the bytes are no text at all."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    if head.translate(None, CONTROLS) != head:
        return ""
    return next((name for name in ("utf-8", "gb18030") if _decodes(head, name)), "")


def probe(path: Path, bare: TextFacts) -> TextFacts:
    """Take the facts of a text."""
    return replace(bare, encoding=encoding(path))


def read(path: Path, _: str = "txt") -> Read:
    """Count the characters and list the links."""
    with path.open("rb") as file:
        raw = file.read(AT_MOST)
    return reading(raw.decode(encoding(path) or "utf-8", "replace"))


def reading(text: str, more_links: tuple[str, ...] = ()) -> Read:
    """Sum up a text; ``more_links`` are those that do not stand in its words."""
    words, signs, han = counting.count(text)
    every = tuple(dict.fromkeys((*counting.links(text), *more_links)))[: counting.AT_MOST]
    return Read(
        version=VERSIONS[Tier.READ],
        words=words,
        signs=signs,
        han=han,
        links=every,
        phones=counting.phones(text),
    )


def _decodes(head: bytes, name: str) -> bool:
    """Try an encoding, forgiving a last character that the cut went through."""
    try:
        head.decode(name)
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > HEAD - 4
    return True
