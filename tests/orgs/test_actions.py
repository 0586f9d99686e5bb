"""Organisations open, change, close and merge; members come and go; people take their seats."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from kepu.access.actions import MayNotAppoint, NotYourself
from kepu.access.jurisdiction import NotYours
from kepu.access.queries import in_force
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.orgs import actions, queries
from kepu.orgs.actions import (
    AlreadyThere,
    MemberAlready,
    OrgClosed,
    RoundAbout,
    StillHasChildren,
)
from kepu.orgs.models import Kind, Org

SETUP = Actor.machine("setup")
LATER = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("province")


def register(make, name, *, by=SETUP, place="新郑市", parent=None, kind=Kind.COUNTY_CAST):
    return actions.register(
        name, kind=kind, place=make.place(place), parent=parent, by=by, now=make.NOON
    )


@pytest.fixture
def officer(make):
    return make.actor("officer", over=make.place("郑州市"))


def test_an_officer_registers_an_organisation_in_reach(make, officer):
    org = register(make, "新郑市农学会", by=officer)

    line = Line.objects.get(verb="org.register", subject_id=str(org.pk))
    assert (org.is_open(), org.sounds.split()[-1], line.person_id) == (
        True, "xzsnxh", officer.person_id,
    )  # fmt: skip


def test_out_of_reach_nothing_is_registered(make, officer):
    with pytest.raises(NotYours):
        register(make, "栾川县农学会", by=officer, place="栾川县")


def test_a_society_registers_its_members_anywhere(make, province):
    society = make.org("省气象学会", place=province)
    secretary = make.actor("officer", system=society)

    org = register(make, "栾川县气象学会", by=secretary, place="栾川县", parent=society)

    assert org.path.startswith(society.path)


def test_the_same_name_in_the_same_place_is_registered_once(make):
    register(make, "新郑市农学会")

    with pytest.raises(AlreadyThere, match="新郑市已经登记了“新郑市农学会”"):
        register(make, "新郑市农学会")

    assert register(make, "新郑市农学会", place="栾川县").pk


def test_the_database_holds_it_too(make):
    org = register(make, "新郑市农学会")

    with pytest.raises(IntegrityError, match="org_once"):
        Org.objects.create(
            name=org.name, kind=org.kind, place=org.place, path="x.", opened_at=org.opened_at
        )


def test_amending_writes_what_was_and_what_is(make, officer):
    org = register(make, "新郑市农学会")

    actions.amend(org, by=officer, now=make.NOON, name="新郑市农业学会", kind=Kind.CITY_SOCIETY)

    line = Line.objects.get(verb="org.amend")
    assert line.facts == {
        "before": {"name": "新郑市农学会", "kind": "county-cast"},
        "after": {"name": "新郑市农业学会", "kind": "city-society"},
    }
    assert Org.objects.get(pk=org.pk).sounds.endswith("xzsnyxh")


def test_it_is_not_moved_to_a_place_out_of_reach(make, officer):
    org = register(make, "新郑市农学会")

    with pytest.raises(NotYours):
        actions.amend(org, by=officer, now=make.NOON, place=make.place("洛阳市"))


def test_a_new_superior_takes_the_whole_branch_along(make):
    top, branch = register(make, "省农学会"), register(make, "市农学会")
    leaf = register(make, "县农学会", parent=branch)

    actions.amend(branch, by=SETUP, now=make.NOON, parent=top)

    leaf.refresh_from_db()
    branch.refresh_from_db()
    assert branch.path == f"{top.path}{branch.pk.hex[-12:]}."
    assert leaf.path == f"{branch.path}{leaf.pk.hex[-12:]}."


def test_nobody_is_their_own_superior(make):
    top = register(make, "省农学会")
    leaf = register(make, "县农学会", parent=top)

    with pytest.raises(RoundAbout):
        actions.amend(top, by=SETUP, now=make.NOON, parent=leaf)


def test_closing_ends_seats_and_memberships(make, officer):
    org, society = register(make, "新郑市农学会"), make.org("省农学会", place=make.place("河南省"))
    make.appointment("clerk", over=org)
    actions.admit(society, org, by=SETUP, now=make.NOON)

    actions.close(org, by=officer, now=make.NOON + LATER, why="撤销")

    line = Line.objects.get(verb="org.close")
    ended = Line.objects.get(verb="appointment.end")
    assert (line.why, ended.because_of_id) == ("撤销", line.pk)
    assert not in_force(make.NOON + LATER).filter(of_org=org).exists()
    assert not queries.members_of(society).exists()


def test_who_was_called_into_a_campaign_stays_there(make):
    org = register(make, "某高校")
    expert = make.appointment("expert", of_org=org)

    actions.close(org, by=SETUP, now=make.NOON + LATER, why="撤销")

    assert expert in in_force(make.NOON + LATER)


def test_an_officer_closes_no_organisation_where_another_officer_sits(make, officer):
    org = register(make, "新郑市农学会")
    make.appointment("officer", over=org)

    with pytest.raises(MayNotAppoint):
        actions.close(org, by=officer, now=make.NOON, why="撤销")

    assert Org.objects.get(pk=org.pk).is_open()


def test_nobody_closes_the_organisation_they_sit_in(make):
    org = make.org(place=make.place("郑州市"))
    mine = make.actor("administrator", over=make.place("郑州市"), of_org=org)

    with pytest.raises(NotYourself):
        actions.close(org, by=mine, now=make.NOON, why="撤销")


def test_a_superior_closes_last(make):
    top = register(make, "省农学会")
    register(make, "县农学会", parent=top)

    with pytest.raises(StillHasChildren, match="还有 1 个下属单位"):
        actions.close(top, by=SETUP, now=make.NOON, why="撤销")


def test_what_is_closed_stays_closed(make):
    org = register(make, "新郑市农学会")
    actions.close(org, by=SETUP, now=make.NOON, why="撤销")

    with pytest.raises(OrgClosed, match="已经注销"):
        actions.amend(org, by=SETUP, now=make.NOON, name="再生")


def test_a_merger_moves_the_subordinates_and_keeps_where_it_went(make):
    old, new = register(make, "农学会"), register(make, "农业学会")
    child = register(make, "分会", parent=old)

    actions.merge(old, into=new, by=SETUP, now=make.NOON, why="合并")

    child.refresh_from_db()
    old.refresh_from_db()
    assert (old.merged_into, old.closed_at, child.parent) == (new, make.NOON, new)
    assert child.path.startswith(new.path)
    assert Line.objects.get(verb="org.merge").facts == {"into": str(new.pk)}


def test_it_does_not_merge_into_its_own_branch(make):
    top = register(make, "省农学会")
    leaf = register(make, "县农学会", parent=top)

    for into in (top, leaf):
        with pytest.raises(RoundAbout):
            actions.merge(top, into=into, by=SETUP, now=make.NOON, why="合并")


def test_members_are_organisations_and_persons(make):
    society, org, person = make.org("省农学会"), make.org(), make.person()

    for member in (org, person):
        actions.admit(society, member, by=SETUP, now=make.NOON)

    assert queries.is_member(society, org)
    assert queries.is_member(society, person)
    assert str(society.members.get(person=person)) == f"{person}（省农学会会员）"
    assert not queries.is_member(org, society)
    with pytest.raises(MemberAlready, match="已经是“省农学会”的会员"):
        actions.admit(society, org, by=SETUP, now=make.NOON)


def test_a_member_leaves_once_and_may_come_again(make):
    society, org = make.org("省农学会"), make.org()
    membership = actions.admit(society, org, by=SETUP, now=make.NOON)

    for _ in range(2):
        actions.let_go(membership, by=SETUP, now=make.NOON + LATER, why="退会")

    assert Line.objects.filter(verb="membership.end").count() == 1
    assert not queries.is_member(society, org)
    assert actions.admit(society, org, by=SETUP, now=make.NOON + 2 * LATER).ended_at is None


def test_only_the_association_decides_about_its_members(make, officer):
    society = make.org("省农学会", place=make.place("河南省"))

    with pytest.raises(NotYours):
        actions.admit(society, make.org(), by=officer, now=make.NOON)


def test_taking_on_opens_an_account_with_a_first_password(make, officer):
    org = make.org()

    seated, password = actions.take_on(
        org, "clerk-1", name="测试甲", seat="clerk:org", by=officer, now=make.NOON
    )

    assert seated.person.check_password(password)
    assert (seated.person.must_change_password, seated.org) == (True, org)


def test_taking_on_somebody_known_gives_no_password(make):
    org, person = make.org(), make.person()

    seated, password = actions.take_on(
        org, person.login, name="另写的名字", seat="officer:place", by=SETUP, now=make.NOON
    )

    assert (seated.person, seated.place, password) == (person, org.place, "")
    assert seated.person.name == person.name


def test_one_person_sits_in_several_organisations_and_one_holds_several_people(make):
    person, first, second = make.person(), make.org(), make.org("新郑市农学会")
    for org in (first, second):
        make.appointment("clerk", over=org, person=person)
    make.appointment("clerk", over=first)

    assert person.appointments.count() == 2
    assert queries.staff_of(first, make.NOON).count() == 2


def test_a_system_seat_reaches_the_system(make):
    society = make.org("省农学会")

    seated, _ = actions.take_on(
        society, "boss", name="测试乙", seat="officer:system", by=SETUP, now=make.NOON
    )

    assert (seated.scope, seated.org) == ("system", society)


def test_the_association_of_a_place_is_registered_once(make):
    luanchuan = make.place("栾川县")

    first, again = (
        actions.association("栾川县科协", place=luanchuan, by=SETUP, now=make.NOON) for _ in "12"
    )

    assert (first, first.kind) == (again, Kind.COUNTY_CAST)
