"""The demo's works (演示作品): posters of our own drawing, at every stage of the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from io import BytesIO

from kepu.cases import actions as cases
from kepu.cases.actions import Answer
from kepu.cases.queries import case_of
from kepu.checks import actions as checks
from kepu.checks.queries import waiting_for
from kepu.cli.demo.cast import Cast
from kepu.cli.demo.posters import Poster, jpg
from kepu.core.actor import Actor
from kepu.library import actions as library
from kepu.media import actions as media
from kepu.rulebook.facts import Tier
from kepu.submissions import actions as submissions
from kepu.submissions.actions import Brought, Draft
from kepu.submissions.models import Work

LARGEST = 64 * 1024 * 1024
MEND = "内容很好。简介请写明由谁审定，适用人群请再具体些。"


class Stage(IntEnum):
    """How far a demo work gets."""

    DRAFT = 0
    HANDED_IN = 1
    RETURNED = 2
    WITH_EXPERT = 3
    PASSED = 4
    RELEASED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One demo work: what it is about, and how far it gets."""

    title: str
    theme: str
    subtype: str
    abstract: str
    stage: Stage
    posters: tuple[Poster, ...]


def tell(story: Story, cast: Cast, *, now: datetime) -> Work:
    """Take a work as far as its story goes, by the actions everybody uses."""
    clerk, org = cast.actors["clerk"], cast.orgs["hospital"]
    work = submissions.start(cast.campaign, "image", org=org, by=clerk, now=now)
    for poster in story.posters:
        _attach(work, poster, by=clerk, now=now)
    work.refresh_from_db()
    draft = Draft(subtype=story.subtype, fields=_answers(story, org.name))
    work = submissions.save(work.pk, draft, seen=work.edits, by=clerk, now=now)
    if story.stage >= Stage.HANDED_IN:
        _judge(work, now=now)
        work = submissions.submit(work.pk, by=clerk, now=now)
    if story.stage == Stage.RETURNED:
        _decide(work, cast.actors["officer"], "send_back", now=now)
    if story.stage >= Stage.WITH_EXPERT:
        _decide(work, cast.actors["officer"], "let_pass", now=now)
    if story.stage >= Stage.PASSED:
        _decide(work, cast.actors["expert"], "let_pass", now=now)
    return work


def release(works: list[Work], cast: Cast, *, now: datetime) -> None:
    """Bring the works that got that far into the library, as one push."""
    operator, ids = cast.actors["operator"], [work.pk for work in works]
    push = library.gather(cast.campaign, "第一批（演示）", work_ids=ids, by=operator, now=now)
    library.release(push, by=operator, now=now)


def _attach(work: Work, poster: Poster, *, by: Actor, now: datetime) -> None:
    soon = now + timedelta(minutes=5)
    ticket = media.allow("work", at_most_bytes=LARGEST, expires=soon, by=by, now=now)
    name = f"{poster.title}.jpg"
    blob = media.receive(ticket, BytesIO(jpg(poster)), name=name, by=by, now=now)
    machine = Actor.machine("media")
    for tier in Tier:
        media.measure(blob, tier, by=machine, now=now)
    submissions.attach(work.pk, "picture", Brought(blob=blob, name=name), by=by, now=now)


def _answers(story: Story, org: str) -> dict[str, str | Sequence[str]]:
    return {
        "title": story.title,
        "theme": [story.theme],
        "made_in": "2022",
        "rights": "own",
        "rights-holder": org,
        "abstract": story.abstract,
        "audience": "社区居民、农民",
        "print_width_mm": "210",
        "promise": "yes",
        "licence": "yes",
    }


def _judge(work: Work, *, now: datetime) -> None:
    """Do at once what the worker would do in a moment."""
    machine = Actor.machine("checks")
    for file in work.files.filter(current=True):
        for judgement in waiting_for(file.blob_id):
            checks.judge(judgement.pk, by=machine, now=now)


def _decide(work: Work, by: Actor, outcome: str, *, now: datetime) -> None:
    case = case_of("work", work.pk)
    back = outcome == "send_back"
    items = ["内容简介", "适用人群"] if back else []
    comment = MEND if back else "内容准确，可以推荐。"
    if case is not None:
        answer = Answer(outcome=outcome, turn=case.turn, items=items, comment=comment)
        cases.decide(case.pk, answer, by=by, now=now)
