"""What can be done to organisations. Every write to an Org or a Membership is in this file."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from kepu.access import actions as access
from kepu.access.actions import Over
from kepu.access.duties import May, Scope
from kepu.access.jurisdiction import NotYours, insist, may
from kepu.access.models import Appointment
from kepu.access.queries import in_force
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.core.text import sounds
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.orgs.models import CAST_AT, Kind, Membership, Org
from kepu.people import actions as people
from kepu.people.models import Person
from kepu.places.models import Place


class AlreadyThere(Refused):
    """An open organisation of this name is registered in this place."""

    code, says = "already_there", "{place}已经登记了“{name}”"


class OrgClosed(Refused):
    """The organisation is closed or merged into another."""

    code, says = "org_closed", "“{org}”已经注销，不能再办理"


class StillHasChildren(Refused):
    """Open organisations belong to this one in their system."""

    code, says = "still_has_children", "“{org}”还有 {count} 个下属单位，请先把它们转到别的主管单位"


class RoundAbout(Refused):
    """An organisation would belong to itself."""

    code, says = "round_about", "“{parent}”是本单位或本单位的下属，不能作主管单位"


class MemberAlready(Refused):
    """The membership is in force."""

    code, says = "member_already", "{member}已经是“{association}”的会员"


class Changes(TypedDict, total=False):
    """What may be amended."""

    name: str
    kind: str
    place: Place
    parent: Org | None
    credit_code: str


class More(TypedDict, total=False):
    """What an organisation may have besides."""

    parent: Org | None
    credit_code: str


@transaction.atomic
def register(
    name: str, *, kind: Kind, place: Place, by: Actor, now: datetime, **more: Unpack[More]
) -> Org:
    """Enter an organisation (登记单位) into both trees."""
    parent = more.get("parent")
    if not may(by, May.ORG_MANAGE, place) and not (parent and may(by, May.ORG_MANAGE, parent)):
        raise NotYours
    if Org.objects.filter(name=name, place=place, closed_at=None).exists():
        raise AlreadyThere(place=place, name=name)
    pk = uuid7()
    org = Org.objects.create(
        id=pk,
        name=name,
        kind=kind,
        place=place,
        parent=parent,
        path=_path(parent, pk),
        credit_code=more.get("credit_code", ""),
        sounds=sounds(name)[:255],
        opened_at=now,
    )
    journal.record("org.register", by=by, now=now, on=org)
    return org


@transaction.atomic
def amend(org: Org, *, by: Actor, now: datetime, **changes: Unpack[Changes]) -> Org:
    """Correct what is registered (变更登记); a new place or superior must be in reach as well."""
    org = _open(org, by)
    told = {name: new for name, new in changes.items() if getattr(org, name) != new}
    if "place" in told:
        insist(by, May.ORG_MANAGE, changes["place"])
    before = {name: _plain(getattr(org, name)) for name in told}
    for name, new in told.items():
        setattr(org, name, new)
    org.sounds = sounds(org.name)[:255]
    if "parent" in told:
        _move(org, org.parent)
    org.save()
    after = {name: _plain(new) for name, new in told.items()}
    journal.record("org.amend", by=by, now=now, on=org, before=before, after=after)
    return org


@transaction.atomic
def close(org: Org, *, by: Actor, now: datetime, why: str) -> Org:
    """Close an organisation (注销); its appointments and memberships end with it."""
    org = _open(org, by)
    if children := org.children.filter(closed_at=None).count():
        raise StillHasChildren(org=org, count=children)
    org.closed_at = now
    org.save()
    line = journal.record("org.close", by=by, now=now, on=org, why=why)
    _let_go(org, by, line)
    return org


@transaction.atomic
def merge(org: Org, *, into: Org, by: Actor, now: datetime, why: str) -> Org:
    """Close an organisation because it became part of another (并入); its subordinates go along."""
    org, into = _open(org, by), _open(into, by)
    if into.path.startswith(org.path):
        raise RoundAbout(parent=into)
    for child in org.children.filter(closed_at=None):
        child.parent = into
        _move(child, into)
        child.save()
    org.closed_at, org.merged_into = now, into
    org.save()
    line = journal.record("org.merge", by=by, now=now, on=org, why=why, into=str(into.pk))
    _let_go(org, by, line)
    return org


@transaction.atomic
def admit(association: Org, member: Org | Person, *, by: Actor, now: datetime) -> Membership:
    """Take an organisation or a person into an association (入会)."""
    association = _open(association, by)
    who = {"org": member} if isinstance(member, Org) else {"person": member}
    if association.members.filter(ended_at=None, **who).exists():
        raise MemberAlready(member=member, association=association)
    membership = association.members.create(began_at=now, **who)
    journal.record(
        "membership.begin", by=by, now=now, on=membership, association=str(association.pk)
    )
    return membership


@transaction.atomic
def let_go(membership: Membership, *, by: Actor, now: datetime, why: str) -> Membership:
    """End a membership (退会)."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    insist(by, May.ORG_MANAGE, membership.association)
    if membership.ended_at is None:
        membership.ended_at = now
        membership.save()
        journal.record("membership.end", by=by, now=now, on=membership, why=why)
    return membership


@transaction.atomic
def take_on(
    org: Org, login: str, *, name: str, seat: str, by: Actor, now: datetime
) -> tuple[Appointment, str]:
    """Seat a person in an organisation (添加人员); opens an account where there is none.

    ``seat`` is a duty and the kind of its scope, ``officer:place``; gives the first password too.
    """
    org = _open(org, by)
    person, password = Person.objects.filter(login=login).first(), ""
    if person is None:
        password = people.first_password()
        person = people.register(login, name=name, password=password, by=by, now=now)
    duty, _, scope = seat.partition(":")
    over: Over = (
        {"place_id": org.place_id}
        if scope == Scope.PLACE
        else {"system_id": org.pk}
        if scope == Scope.SYSTEM
        else {"org_id": org.pk}
    )
    seated = access.appoint(person.pk, duty, of_org_id=org.pk, by=by, now=now, **over)
    return seated, password


@transaction.atomic
def association(name: str, *, place: Place, by: Actor, now: datetime) -> Org:
    """Give the open organisation of this name in a place, or register it as its association."""
    there = Org.objects.filter(name=name, place=place, closed_at=None).first()
    kind = Kind(CAST_AT[place.manage_level])
    return there or register(name, kind=kind, place=place, by=by, now=now)


def _open(org: Org, by: Actor) -> Org:
    org = Org.objects.select_for_update(of=("self",)).select_related("place").get(pk=org.pk)
    insist(by, May.ORG_MANAGE, org)
    if org.closed_at is not None:
        raise OrgClosed(org=org)
    return org


def _path(parent: Org | None, pk: UUID) -> str:
    return f"{parent.path if parent else ''}{pk.hex[-12:]}."


def _move(org: Org, parent: Org | None) -> None:
    """Take an organisation, and all below it, to another branch of the system tree."""
    old, new = org.path, _path(parent, org.pk)
    if parent and parent.path.startswith(old):
        raise RoundAbout(parent=parent)
    below = Org.objects.filter(path__startswith=old).exclude(pk=org.pk)
    below.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    org.path = new


def _let_go(org: Org, by: Actor, line: Line) -> None:
    """End what hung on an organisation; who was called into a campaign stays there."""
    seats = in_force(line.at).filter(Q(of_org=org) | Q(org=org)).exclude(scope=Scope.CAMPAIGN)
    for seat in seats:
        access.dismiss(seat, by=by, now=line.at, why=line.why, because_of=line.pk)
    Membership.objects.filter(Q(org=org) | Q(association=org), ended_at=None).update(
        ended_at=line.at
    )


def _plain(value: object) -> str:
    return str(getattr(value, "pk", value) or "")
