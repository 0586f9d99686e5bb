"""Jobs on files: facts after an arrival, then what shows it; keeping house by the clock."""

from __future__ import annotations

import time

import structlog
from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.jobs import every, is_waited_for, job
from kepu.journal.models import Line
from kepu.media import actions
from kepu.media.models import Blob
from kepu.rulebook.facts import Tier

A_WHILE = 9 * 60.0  # seconds of catching up, until the clock calls again


@job()  # quick: nobody waits for it behind a long film
def probe(line: int) -> None:
    _measure(line, Tier.PROBE)


@job(queue="media")
def scan(line: int) -> None:
    _measure(line, Tier.SCAN)


@job(queue="media")
def read(line: int) -> None:
    _measure(line, Tier.READ)


@job(queue="play")  # of its own: it lasts, and what a clerk waits for must not wait for it
def play(line: int) -> None:
    _measure(line, Tier.PLAY)


@job(queue="media")
def render(line: int) -> None:
    actions.render(_blob(line), by=Actor.machine("media"), now=timezone.now())


@job(queue="media")
def typeset(line: int) -> None:
    actions.typeset(_blob(line), by=Actor.machine("media"), now=timezone.now())


@job(queue="media", tries=2, priority=-1)
def reel(line: int) -> None:
    actions.reel(_blob(line), by=Actor.machine("media"), now=timezone.now())


@every("*/15 * * * *")
@job(tries=1)
def expire(timestamp: int = 0) -> None:  # noqa: ARG001 - the clock says when
    actions.expire(by=Actor.machine("media"), now=timezone.now())


@every("*/10 * * * *")
@job(queue="play", tries=1, priority=-1)
def catch_up(timestamp: int = 0) -> None:  # noqa: ARG001
    until = time.monotonic() + A_WHILE
    actions.catch_up(
        may_go_on=lambda: time.monotonic() < until and not is_waited_for("play"),
        by=Actor.machine("media"),
        now=timezone.now(),
    )


@every("20 18 * * *")  # 2:20 in China
@job(tries=1)
def collect(timestamp: int = 0) -> None:  # noqa: ARG001
    actions.collect(by=Actor.machine("media"), now=timezone.now())


@every("40 18 * * *")
@job(tries=1)
def sweep(timestamp: int = 0) -> None:  # noqa: ARG001
    actions.sweep(by=Actor.machine("media"), now=timezone.now())


@every("0 19 * * 6")  # the night to Sunday
@job(queue="media", tries=1)
def inspect(timestamp: int = 0) -> None:  # noqa: ARG001
    faults = actions.inspect(by=Actor.machine("media"), now=timezone.now())
    if faults:
        structlog.get_logger("kepu").error("blobs_damaged", count=len(faults), some=faults[:10])


def _measure(line: int, tier: Tier) -> None:
    actions.measure(_blob(line), tier, by=Actor.machine("media"), now=timezone.now())


def _blob(line: int) -> Blob:
    return Blob.objects.get(pk=Line.objects.get(pk=line).subject_id)
