"""The demo's works (演示作品): each goes as far as its story, by the actions everybody uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from kepu.cases import actions as cases
from kepu.cases.actions import Answer
from kepu.cases.life import State as CaseState
from kepu.cases.queries import case_of, may_decide
from kepu.checks import actions as checks
from kepu.checks.queries import waiting_for
from kepu.cli.demo.cast import HENAN, Cast
from kepu.cli.demo.drawn.media import File
from kepu.cli.demo.stories import Stage, Story
from kepu.core.actor import Actor
from kepu.media import actions as media
from kepu.media.models import Blob
from kepu.rulebook.answers import Answer as FormAnswer
from kepu.rulebook.facts import Tier
from kepu.submissions import actions as submissions
from kepu.submissions.actions import Brought, Draft
from kepu.submissions.models import SlotFile, Work

LARGEST = 64 * 1024 * 1024
SOON = timedelta(minutes=5)
NOT_HANDED_IN = {Stage.DRAFT, Stage.BLURRED}
PASS, BACK, REFUSE = "let_pass", "send_back", "refuse"
TO_THE_END = (PASS,) * 9
DECIDED: dict[Stage, tuple[str, ...]] = {
    Stage.WITH_CITY: (PASS, PASS),
    Stage.WITH_EXPERT: (PASS,),
    Stage.RETURNED: (BACK,),
    Stage.RESUBMITTED: (BACK,),
    Stage.REFUSED: (REFUSE,),
    Stage.PASSED: TO_THE_END,
    Stage.RELEASED: TO_THE_END,
    Stage.LEAD: TO_THE_END,
    Stage.ROLLED_BACK: TO_THE_END,
}
OFFERED = {
    "老年人": "old",
    "农民": "farmers",
    "社区居民": "residents",
    "全体公众": "everybody",
}
MENDED = {"abstract": "内容简介", "audience": "适用人群"}
SAID = {
    PASS: "内容准确，可以推荐。",
    BACK: "内容很好。简介请写明由谁审定，适用人群请再具体些。",
    REFUSE: "通知四（三）1：不得出现商业广告。作品推销产品，功效的说法也没有依据。",
}
A_WHILE = timedelta(hours=3)


def tell(story: Story, files: Sequence[File], cast: Cast, *, now: datetime) -> Work:
    """Hand a work in and decide it, as far as its story goes."""
    clerk = cast.of_org(story.by)
    work = _written(story, files, cast, by=clerk, now=now)
    if story.stage in NOT_HANDED_IN:
        return work
    work = submissions.submit(work.pk, by=clerk, now=now)
    for outcome in DECIDED.get(story.stage, ()):
        now += A_WHILE
        _decide(work, cast, outcome, now=now)
    if story.stage == Stage.RESUBMITTED:
        _mend(work, story, by=clerk, now=now + A_WHILE)
    if story.stage == Stage.WITHDRAWN:
        submissions.withdraw(work.pk, why="要换一个新版本", by=clerk, now=now + A_WHILE)
    return work


def _written(story: Story, files: Sequence[File], cast: Cast, *, by: Actor, now: datetime) -> Work:
    """Write a draft: its files are attached and measured, its form is filled in."""
    campaign, org = cast.campaigns[story.campaign], cast.orgs[story.by]
    work = submissions.start(campaign, story.category, org=org, by=by, now=now)
    deep = story.stage != Stage.CHECKING  # what the worker would do in a moment; or let it do it
    for file in files:
        blob = _attach(work, file, deep=deep, by=by, now=now)
        if story.stage == Stage.LEAD:  # the home shows it before the worker comes to it
            media.render(blob, by=Actor.machine("media"), now=now)
    work.refresh_from_db()
    typed = {"text": story.sms} if story.sms else {}
    draft = Draft(subtype=story.subtype, fields=answers(story), typed=typed)
    work = submissions.save(work.pk, draft, seen=work.edits, by=by, now=now)
    if story.sms and story.stage not in NOT_HANDED_IN:
        for written in submissions.write(work.pk, by=by, now=now):
            media.measure(written.blob, Tier.READ, by=Actor.machine("media"), now=now)
            _judge(written, now=now)
    return work


def _attach(work: Work, file: File, *, deep: bool, by: Actor, now: datetime) -> Blob:
    ticket = media.allow("work", at_most_bytes=LARGEST, expires=now + SOON, by=by, now=now)
    blob = media.receive(ticket, BytesIO(file.data), name=file.name, by=by, now=now)
    for tier in Tier if deep else ():
        media.measure(blob, tier, by=Actor.machine("media"), now=now)
    brought = Brought(blob=blob, name=file.name)
    submissions.attach(work.pk, file.slot, brought, by=by, now=now)
    return blob


def _judge(file: SlotFile, *, now: datetime) -> None:
    """Judge a typed text at once, by all that is known of it now."""
    for judgement in waiting_for(file.blob_id):
        checks.judge(judgement.pk, by=Actor.machine("checks"), now=now)


def answers(story: Story) -> dict[str, FormAnswer]:
    """Give what a story writes into the form of its work."""
    if story.campaign != HENAN:
        return {"title": story.title} | story.fields
    promised = "" if story.stage in NOT_HANDED_IN else "yes"
    return {
        "title": story.title,
        "theme": [story.theme],
        "made_in": "2022",
        "rights": "own",
        "rights-holder": story.owner,
        "abstract": story.abstract,
        "keywords": story.keywords,
        "audience": audience(story.audience or "全体公众"),
        "occasion": story.occasion,
        "print_width_mm": "210" if "posters" in story.raw else "",
        "promise": promised,
        "licence": promised,
    }


def audience(said: str) -> list[str]:
    """Tick whom a story names and the form offers; others are written out."""
    named = said.split("、")
    others = "、".join(one for one in named if one not in OFFERED)
    return [*(OFFERED[one] for one in named if one in OFFERED), *([others] if others else [])]


def _decide(work: Work, cast: Cast, outcome: str, *, now: datetime) -> None:
    """Let whoever sits where the case waits decide it; a case that is closed stays as it is."""
    case = case_of("work", work.pk)
    if case is None or case.state != CaseState.WAITING:
        return
    judge = next(actor for actor in cast.actors.values() if may_decide(actor, case))
    items = MENDED if outcome == BACK else {}
    answer = Answer(
        outcome=outcome,
        turn=case.turn,
        items=list(items),
        labels=list(items.values()),
        comment=SAID[outcome],
    )
    cases.decide(case.pk, answer, by=judge, now=now)


def _mend(work: Work, story: Story, *, by: Actor, now: datetime) -> None:
    work.refresh_from_db()
    mended = {
        "abstract": story.abstract + "县医院急诊科审定。",
        "audience": audience("农民、户外劳动者"),
    }
    draft = Draft(subtype=story.subtype, fields={**answers(story), **mended})
    submissions.save(work.pk, draft, seen=work.edits, by=by, now=now)
    submissions.submit(work.pk, by=by, now=now)
