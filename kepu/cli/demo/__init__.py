"""The demo (演示): a small province with one person per duty and works at every stage.

Made by calling our own actions, so that it shows nothing the platform cannot do; made once per
home, with pictures drawn on the spot.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kepu.cli.demo import cast, stories, works
from kepu.core import clock
from kepu.core.home import Home
from kepu.places import actions as places


def make(home: Home) -> None:
    """Make the demo unless it is there, and print the log-ins."""
    password = home.secret("demo-password")[:10]
    now = clock.now()
    if not cast.is_made():
        places.load_country(by=cast.SETUP, now=now)
        with transaction.atomic():
            _play(password)
    print("\n演示账号（密码都是 " + password + "）")
    for role in cast.ROLES:
        print(f"  {role.login:<10}{role.name}　{cast.ORGS[role.org][0]}：{role.does}")
    print(flush=True)


def _play(password: str) -> None:
    """Play the stories, each a little later than the one before, up to the present."""
    now = clock.now()
    begin = now - timedelta(days=6)
    people = cast.make(password, now=begin)
    released = []
    for number, story in enumerate(stories.told()):
        at = begin + timedelta(hours=6 + 9 * number)
        work = works.tell(story, people, now=at)
        if story.stage == works.Stage.RELEASED:
            released.append(work)
    works.release(released, people, now=now - timedelta(hours=2))
