"""Plays the demo (演出): people first, then one story after the other, then the library."""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction

from kepu.cli.demo import cast, stories, works
from kepu.cli.demo.cast import HENAN, Cast
from kepu.cli.demo.drawn import media
from kepu.cli.demo.stories import Stage, Story
from kepu.core import clock
from kepu.core.home import Home
from kepu.library import actions as library
from kepu.library.models import Push
from kepu.submissions.life import State
from kepu.submissions.models import Work

DAYS = timedelta(days=12)
PUSHES = {
    "第一批（演示）": {Stage.RELEASED},
    "高铁专题（演示）": {Stage.ROLLED_BACK},
    "第二批（演示）": {Stage.LEAD},
}


def make(home: Home) -> None:
    """Make the demo, or what is still missing of it, and print the log-ins."""
    password = home.secret("demo-password")[:10]
    now = clock.now()
    with transaction.atomic():
        cast.make(password)
    playing = cast.known(now=now)
    played = _play(playing, now=now)
    _push(playing, played, now=now)
    print("\n演示账号（密码都是 " + password + "）")
    for role in cast.ROLES:
        print(f"  {role.login:<10}{role.name}　{cast.ORGS[role.org][0]}：{role.does}")
    print(flush=True)


def _play(playing: Cast, *, now: datetime) -> list[Story]:
    """Play what was not played yet, each story whole or not at all, while the next are drawn."""
    told = stories.told()
    here = set(Work.objects.values_list("campaign__slug", "title"))
    missing = [story for story in told if (story.campaign, story.title) not in here]
    if not missing:
        return told
    moments = _moments(told, now)
    with media.pool(os.cpu_count() or 1) as pool:
        drawn = [
            pool.submit(
                media.files_of, story.raw, story.owner, blurred=story.stage == Stage.BLURRED
            )
            for story in missing
        ]
        for story, files in zip(missing, drawn, strict=True):
            with transaction.atomic():
                works.tell(story, files.result(), playing, now=moments[story.title])
    return told


def _moments(told: list[Story], now: datetime) -> dict[str, datetime]:
    """Say when each story begins: on its own day, else spread over the last days."""
    step = (DAYS - timedelta(days=2)) / len(told)
    return {
        story.title: datetime.combine(story.at, time(10), clock.CHINA)
        if story.at
        else now - DAYS + step * number
        for number, story in enumerate(told)
    }


def _push(playing: Cast, told: list[Story], *, now: datetime) -> None:
    """Bring what passed into the library in batches, take one of them back, let some download."""
    operator, campaign = playing.actors["operator"], playing.campaigns[HENAN]
    for number, (name, stages) in enumerate(PUSHES.items()):
        if Push.objects.filter(campaign=campaign, name=name).exists():
            continue
        at = now - timedelta(hours=20 - 6 * number)
        titles = [story.title for story in told if story.stage in stages]
        ready = Work.objects.filter(campaign=campaign, title__in=titles, state=State.PASSED)
        with transaction.atomic():
            ids = list(ready.values_list("pk", flat=True))
            push = library.gather(campaign, name, work_ids=ids, by=operator, now=at)
            push = library.release(push, by=operator, now=at)
            if stages == {Stage.ROLLED_BACK}:
                why = "数据要更新：线路已经提速，改好再推"
                library.roll_back(push, by=operator, now=at + timedelta(hours=1), why=why)
                continue
            _download(push, now=now)


def _download(push: Push, *, now: datetime) -> None:
    luck = Random(push.name)  # noqa: S311 - which items people like
    for item in push.items.all():
        for _ in range(luck.randint(4, 40)):
            library.count_download(item, now=now - timedelta(minutes=luck.randint(1, 600)))
