"""``may`` and ``within`` agree: every duty, permission and scope kind, on every kind of object."""

from itertools import product

import pytest

from kepu.access import jurisdiction
from kepu.access.duties import DUTIES, MACHINES, May, Scope, permissions
from kepu.access.jurisdiction import NotYours
from kepu.access.models import Appointment
from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.core.actor import NOBODY, Actor
from kepu.journal.models import Line
from kepu.orgs.models import Org
from kepu.people.models import Person
from kepu.places.models import Place

HELD = [(duty, scope) for duty, of in DUTIES.items() for scope in sorted(of.scopes)]
KINDS = (Place, Org, Appointment, Person, Campaign, CampaignVersion)


@pytest.fixture
def world(make, province):
    """Set up two of everything: in 新郑市 (within reach) and in 洛阳市 (not)."""
    society = make.org("省气象学会", place=province)
    campaign = make.campaign()
    for name in ("新郑市", "洛阳市"):
        org = make.org(place=make.place(name))
        make.org(f"{name}气象学会", place=make.place(name), parent=society)
        make.appointment("clerk", over=org)
    return {
        Scope.PLACE: {"over": make.place("郑州市")},
        Scope.ORG: {"over": Org.objects.get(name="新郑市科学技术协会")},
        Scope.SYSTEM: {"system": society},
        Scope.CAMPAIGN: {"over": campaign},
    }


@pytest.mark.parametrize(("duty", "scope"), HELD)
def test_may_and_within_agree(make, world, duty, scope):
    actor = make.actor(duty, **world[scope])

    for model, permission in product(KINDS, May):
        kept = set(jurisdiction.within(model.objects.all(), actor, permission))
        allowed = {one for one in model.objects.all() if jurisdiction.may(actor, permission, one)}
        assert kept == allowed, (model, permission)
        assert bool(kept) <= (permission in permissions(duty))


@pytest.mark.parametrize(("duty", "scope"), HELD)
def test_reach_has_an_inside_and_an_outside(make, world, duty, scope):
    """Without this the agreement could be one of two empty sets."""
    actor = make.actor(duty, **world[scope])
    model = {Scope.CAMPAIGN: Campaign}.get(scope, Org)
    permission = min(DUTIES[duty].may, key=lambda one: one.name)

    inside = jurisdiction.within(model.objects.all(), actor, permission)

    assert inside.exists()
    assert Org.objects.exclude(pk__in=jurisdiction.within(Org.objects.all(), actor, permission))


def test_a_place_reaches_its_subtree_and_not_its_neighbour(make, province):
    city = make.actor("officer", over=make.place("郑州市"))

    reached = jurisdiction.within(Place.objects.all(), city, May.ORG_MANAGE)

    names = {place.name for place in reached}
    assert names == {"郑州市", "金水区", "新郑市", "薛店镇"}


def test_a_system_reaches_its_members_wherever_they_lie(make, world):
    society = make.actor("officer", **world[Scope.SYSTEM])

    reached = jurisdiction.within(Org.objects.all(), society, May.ORG_MANAGE)

    assert {org.name for org in reached} == {"省气象学会", "新郑市气象学会", "洛阳市气象学会"}


@pytest.mark.parametrize("actor", [NOBODY, Actor(duty="officer"), Actor(duty="no such duty")])
def test_without_an_appointment_nothing_is_within_reach(world, actor):
    for permission in May:
        assert not jurisdiction.within(Org.objects.all(), actor, permission).exists()


@pytest.mark.parametrize("name", MACHINES)
def test_a_machine_reaches_everything_for_what_it_may(world, name):
    machine = Actor.machine(name)

    for permission in May:
        reached = jurisdiction.within(Org.objects.all(), machine, permission).exists()
        assert reached == (permission in MACHINES[name])


def test_a_model_without_the_column_is_out_of_reach(make, world):
    officer = make.actor("officer", **world[Scope.PLACE])

    assert not jurisdiction.within(Line.objects.all(), officer, May.WORK_SEE).exists()


def test_insisting_refuses_with_a_sentence(make, world):
    officer = make.actor("officer", **world[Scope.PLACE])

    jurisdiction.insist(officer, May.ORG_MANAGE, make.place("新郑市"))

    with pytest.raises(NotYours, match="不在你的职责或辖区内"):
        jurisdiction.insist(officer, May.ORG_MANAGE, make.place("洛阳市"))
