"""Questions about organisations: those within reach, their people, their members, their past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kepu.access.duties import DUTIES, May, Scope, gives
from kepu.access.jurisdiction import within
from kepu.access.models import Appointment
from kepu.access.queries import in_force
from kepu.core.actor import Actor
from kepu.core.text import plain
from kepu.journal import queries as journal
from kepu.journal.models import Line
from kepu.orgs.models import Membership, Org
from kepu.people.models import Person

VERBS = {  # what the history of an organisation calls each of its verbs
    "org.register": "登记单位",
    "org.amend": "变更登记",
    "org.close": "注销",
    "org.merge": "并入其他单位",
}
SCOPES = {Scope.PLACE: "辖区：{org.place}", Scope.SYSTEM: "本单位的系统", Scope.ORG: "本单位"}
SHOWN = 30


def orgs_of(actor: Actor) -> QuerySet[Org]:
    """List the organisations an actor manages."""
    mine = within(Org.objects.all(), actor, May.ORG_MANAGE)
    return mine.select_related("place", "parent", "merged_into")


def matching(found: QuerySet[Org], text: str) -> QuerySet[Org]:
    """Narrow to what is asked by name, pinyin, initials or credit code."""
    asked = plain(text)
    if not asked:
        return found
    said = asked.replace(" ", "")
    by_sound = Q(sounds__startswith=asked) | Q(sounds__contains=f" {said}")
    by_code = Q(credit_code__startswith=asked.upper())
    return found.filter(by_sound | by_code if asked.isascii() else Q(name__contains=asked))


def staff_of(org: Org, now: datetime) -> QuerySet[Appointment]:
    """List who sits in an organisation, in which duty."""
    seats = in_force(now).filter(of_org=org).select_related("person", "of_org", "place", "org")
    return seats.order_by("starts_at", "pk")


def members_of(org: Org) -> QuerySet[Membership]:
    """List the members of an association who have not left, newest first."""
    members = org.members.filter(ended_at=None).select_related("org", "person", "association")
    return members.order_by("-began_at", "-pk")


def is_member(association: Org, who: Org | Person) -> bool:
    """Say whether an organisation or a person is a member (是否为会员)."""
    one = Q(org=who) if isinstance(who, Org) else Q(person=who)
    return association.members.filter(one, ended_at=None).exists()


def associations_of(org: Org) -> set[UUID]:
    """Name the associations that an organisation is a member of."""
    current = Membership.objects.filter(org=org, ended_at=None)
    return set(current.values_list("association_id", flat=True))


def seats(org: Org, actor: Actor) -> list[tuple[str, str]]:
    """List the seats ``actor`` may give in an organisation, as choices: ``officer:place``."""
    may_give = gives(actor.duty)
    return [
        (f"{code}:{scope}", f"{duty.label}（{words.format(org=org)}）")
        for code, duty in DUTIES.items()
        for scope, words in SCOPES.items()
        if code in may_give and scope in duty.scopes
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the past of an organisation, or of another thing, in words."""

    says: str
    at: datetime
    why: str
    who: str


def past_of(org: Org) -> list[Event]:
    """Tell what happened to an organisation (经过), newest first; two questions, however long."""
    return told(journal.history("org", org.pk)[:SHOWN], VERBS)


def told(lines: Iterable[Line], verbs: Mapping[str, str]) -> list[Event]:
    """Put lines of the journal into the words a page has for their verbs, with who did it.

    A line for which the page has no word is not its to tell.
    """
    lines = [line for line in lines if line.verb in verbs]
    who = Person.objects.filter(pk__in={line.person_id for line in lines})
    names: dict[UUID | None, str] = {person.pk: person.name for person in who}
    return [
        Event(
            verbs[line.verb],
            line.at,
            line.why,
            names.get(line.person_id, "平台"),
        )
        for line in lines
    ]
