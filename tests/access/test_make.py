"""The builders that other tests stand on."""

import pytest

from kepu.access.duties import DUTIES
from kepu.journal.models import Line


@pytest.mark.parametrize("duty", DUTIES)
def test_an_actor_of_every_duty_has_a_reach(make, province, duty):
    actor = make.actor(duty)

    assert (actor.duty, bool(actor.reach_key)) == (duty, True)


def test_an_officer_over_a_place_sits_in_its_association(make, province):
    officer = make.appointment("officer", over=make.place("洛阳市"))

    assert (officer.place.name, officer.of_org.name) == ("洛阳市", "洛阳市科学技术协会")


def test_a_system_a_person_and_an_organisation_may_be_named(make, province):
    society, member = make.org("省气象学会"), make.person("测试甲")

    officer = make.appointment("officer", system=society, person=member)

    assert (officer.scope, officer.org, officer.person) == ("system", society, member)


def test_the_small_province_is_loaded_once(make, province):
    make.place("济源市")
    make.province()

    assert Line.objects.filter(verb="place.load").count() == 1
