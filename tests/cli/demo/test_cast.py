"""The demo's people: one for each duty, made once, and completed where some are there already."""

import pytest

from kepu.access.models import Appointment
from kepu.campaigns.models import Campaign
from kepu.campaigns.specs import founding
from kepu.cli.demo import cast, stories, works
from kepu.cli.demo.drawn import media
from kepu.cli.demo.stories import Stage
from kepu.core.actor import Actor
from kepu.media.models import Rendition
from kepu.orgs import actions as orgs
from kepu.orgs.models import Org
from kepu.people.models import Person
from kepu.places.actions import load_country
from kepu.places.models import Place
from kepu.submissions.life import State


@pytest.mark.slow  # the whole country is loaded
@pytest.mark.django_db
def test_the_cast_is_made_whole_once_and_takes_a_work_to_its_end(now):
    load_country(by=Actor.machine("setup"), now=now)
    name, kind, code = cast.ORGS["hospital"]
    orgs.register(name, kind=kind, place=Place.objects.get(code=code), by=cast.SETUP, now=now)

    for _ in range(2):
        cast.make("a password")

    playing = cast.known(now=now)
    assert Org.objects.count() == len(cast.ORGS)
    assert Person.objects.count() == Appointment.objects.count() == len(cast.ROLES)
    assert set(Campaign.objects.values_list("slug", flat=True)) == set(founding())
    assert playing.of_org("hospital").duty == "clerk"

    story = next(one for one in stories.told() if one.stage == Stage.LEAD and "film" in one.raw)
    work = works.tell(
        story, media.files_of(story.raw, story.owner, blurred=False), playing, now=now
    )

    work.refresh_from_db()
    assert work.state == State.PASSED
    assert Rendition.objects.filter(kind="thumb-640").exists()
