"""Questions about the journal: the history of a thing, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import QuerySet

from kepu.journal.chain import FIRST, link_hash
from kepu.journal.models import Line, Link

UNSEALED_AFTER = timedelta(seconds=60)
MOST_FAULTS = 100
CHUNK = 2_000


def history(kind: str, pk: object) -> QuerySet[Line]:
    """List the lines about one thing, newest first (经过)."""
    return Line.objects.filter(subject_kind=kind, subject_id=str(pk)).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the journal is not what was sealed (断链)."""

    seq: int | None
    line_id: int | None
    says: str


def verify(*, now: datetime) -> tuple[int, list[Fault]]:
    """Walk the whole chain; give the number of sealed lines and every fault (at most 100)."""
    faults: list[Fault] = []
    before, expected = FIRST, 1
    for links in _in_chunks(Link.objects.order_by("seq")):
        lines = Line.objects.in_bulk([link.line_id for link in links])
        for link in links:
            faults += _faults_of(link, lines.get(link.line_id), before, expected)
            before, expected = bytes(link.hash), link.seq + 1
        if len(faults) >= MOST_FAULTS:
            return expected - 1, faults[:MOST_FAULTS]
    late = Line.objects.filter(link__isnull=True, at__lt=now - UNSEALED_AFTER)
    faults += [Fault(None, line.pk, "超过一分钟没有封存") for line in late[:MOST_FAULTS]]
    return expected - 1, faults


def _in_chunks(links: QuerySet[Link]) -> Iterator[list[Link]]:
    walk = links.iterator(chunk_size=CHUNK)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk


def _faults_of(link: Link, line: Line | None, before: bytes, expected: int) -> Iterator[Fault]:
    if link.seq != expected:
        yield Fault(link.seq, link.line_id, f"缺少第 {expected} 环")
    if line is None:
        yield Fault(link.seq, link.line_id, "日志行不见了")
    elif link_hash(before, line) != bytes(link.hash):
        yield Fault(link.seq, link.line_id, "内容或顺序与封存时不同")
