"""The map of addresses: every page of a thing, every duty and kind of scope, in and out of reach.

What a page answers is what the policy says: it is there for whoever may one of the things its gate
names to this very thing, and for nobody else.
"""

import re

import pytest
from django.db import transaction
from django.db.models import Model

from kepu.access import jurisdiction
from kepu.access.duties import DUTIES, Scope
from kepu.access.models import Appointment
from kepu.access.queries import actor_of
from kepu.campaigns.models import Attachment, Campaign, CampaignVersion
from kepu.library.models import Item, Push
from kepu.orgs.models import Membership, Org
from kepu.people.models import Person
from kepu.submissions.models import Batch, SlotFile, Work
from tests.access.test_gate import CLOSED, NEEDING, PAGES

HELD = [(duty, scope) for duty, of in DUTIES.items() for scope in sorted(of.scopes)]
THINGS: dict[str, type[Model]] = {  # what the id in an address names, by how the address begins
    "orgs/": Org,
    "people/": Person,
    "appointments/": Appointment,
    "library/pushes/": Push,
    "library/": Item,
    "checks/versions/": CampaignVersion,
    "campaigns/mine/papers/": Attachment,
    "campaigns/mine/": Campaign,
    "works/taken/": Campaign,
    "works/over/": Campaign,
    "works/files/": SlotFile,
    "works/batches/": Batch,
    "works/": Work,
}
ELSEWHERE = {
    "library/pushes/<uuid:pk>/dissolve/",  # not once it has items: tests/library/test_gathering.py
    "library/pushes/<uuid:pk>/works/<uuid:work>/",  # see tests/library/test_pushing.py
    "library/pushes/<uuid:pk>/works/<uuid:work>/<int:order>/<slug:what>/",
    "works/new/<slug:slug>/",  # a campaign, open to every clerk
    "works/many/<slug:slug>/",
    "works/drafts/<slug:slug>/",
    "works/drafts/<slug:slug>/manifest/",
    "works/drafts/<slug:slug>/fill/",
    "desk/dues/<uuid:pk>/",  # not for whoever owes it: tests/desk/test_dues.py says for whom
    "desk/jobs/<int:pk>/retry/",  # a job lies in no place
    "works/files/<uuid:pk>/shown/<slug:kind>/",  # there only when it is made
}
ROUTES = [route for route in NEEDING if "<" in route and route not in ELSEWHERE]


def things_of(route):
    kind = next(kind for start, kind in THINGS.items() if route.startswith(start))
    things = kind.objects.all()
    return things.exclude(members=None) if "<uuid:member>" in route else things


def reached_through(thing):
    """Give what the policy is asked about: a file is reached through its work."""
    return thing.work if isinstance(thing, SlotFile) else thing


@pytest.fixture
def world(make, province):
    """Set up two of everything: one in 新郑市, one in 洛阳市."""
    society = make.org("省气象学会", place=province)
    campaign = make.campaign()
    Attachment.objects.create(
        campaign=campaign, label="附件", name="a.pdf", blob=make.blob(), added_at=make.NOON
    )
    for place in ("新郑市", "洛阳市"):
        org = make.org(f"{place}气象学会", place=make.place(place), parent=society)
        make.work(org=org, campaign=campaign)
        Batch.objects.create(
            campaign=campaign, org=org, place=org.place, category="image", made_at=make.NOON
        )
        make.items(f"{place}的雷雨", org=org)
        Membership.objects.create(association=org, org=society, began_at=make.NOON)
        Push.objects.create(
            campaign=campaign, place=make.place(place), name="批", gathered_at=make.NOON
        )
    return {
        Scope.PLACE: {"over": make.place("郑州市")},
        Scope.ORG: {"over": Org.objects.get(name="新郑市气象学会")},
        Scope.SYSTEM: {"system": society},
        Scope.CAMPAIGN: {"over": campaign},
    }


def test_every_address_of_a_thing_is_on_the_map():
    assert [route for route in ROUTES if not route.startswith(tuple(THINGS))] == []


@pytest.mark.parametrize(("duty", "scope"), HELD)
def test_a_page_is_there_for_whom_the_policy_says(make, client, world, duty, scope):
    hat = make.appointment(duty, **world[scope])
    actor = actor_of(hat)
    client.force_login(hat.person)

    wrong, seen, adrift = [], set(), []
    for route in ROUTES:
        for thing in things_of(route):
            gate = PAGES[route].callback.gate
            expected = any(jurisdiction.may(actor, need, reached_through(thing)) for need in gate)
            answer = answer_at(client, f"/{filled(route, thing)}")
            there = answer.status_code != 404
            seen.add(there)
            if there != expected:
                wrong.append((route, str(thing), "there" if there else "not there"))
            if says_where_one_is(answer) is False:
                adrift.append(route)

    assert wrong == []
    assert adrift == []
    assert False in seen


@pytest.mark.parametrize("duty", sorted({duty for duty, _ in HELD}))
def test_every_page_without_a_thing_says_in_its_menu_where_one_is(make, client, province, duty):
    client.force_login(make.appointment(duty).person)

    answers = {route: answer_at(client, f"/{route}") for route in CLOSED if "<" not in route}

    assert [route for route, answer in answers.items() if says_where_one_is(answer) is False] == []


def says_where_one_is(answer):
    """Say whether exactly one entry of the side menu is marked; None: the page has no menu."""
    page = b"" if answer.streaming else answer.content
    menu = re.search(rb'<nav class="desk-side".*?</nav>', page, re.DOTALL)
    return menu and menu[0].count(b'aria-current="page"') == 1


def answer_at(client, path):
    """Ask for a page, press its button where it is only a button, and leave no trace."""
    answer = client.get(path)
    if answer.status_code == 405:
        with transaction.atomic():
            answer = client.post(path)
            transaction.set_rollback(True)
    for close in answer._resource_closers:
        close()  # the file alone: closing the answer closes the test's connection too
    return answer


def filled(route, thing):
    member = Membership.objects.filter(association_id=thing.pk).first()
    path = route.replace("<uuid:pk>", str(thing.pk)).replace("<int:number>", "1")
    return path.replace("<uuid:member>", str(member.pk)) if member else path
