"""Seats: one text that says whose turn it is, and on which seats an actor sits."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.access.duties import DUTIES, May, Scope, permissions
from kepu.core.actor import Actor
from kepu.orgs.models import Org
from kepu.places.models import Place

DECIDERS = frozenset({May.CASE_DECIDE, May.CASE_JUDGE})


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat (岗位): a duty somewhere, held by whoever is appointed there; ``code`` names it."""

    code: str
    label: str


def at_place(duty: str, place: Place) -> Seat:
    return Seat(f"{duty}@place:{place.path}", f"{place.name}{DUTIES[duty].label}")


def in_org(duty: str, org: Org) -> Seat:
    return Seat(f"{duty}@org:{org.pk}", f"{org.name}（{DUTIES[duty].label}）")


def in_campaign(duty: str, campaign_id: object) -> Seat:
    return Seat(f"{duty}@campaign:{campaign_id}", f"本活动{DUTIES[duty].label}")


def of_applicant(org: Org | None, person_id: object) -> Seat:
    """Seat who handed in: any clerk of the organisation, else the person alone."""
    if org is not None:
        return Seat(f"applicant@org:{org.pk}", org.name)
    return Seat(f"applicant@person:{person_id}", "报送人")


def of_machine(name: str) -> Seat:
    return Seat(f"machine:{name}", "平台")


def can_be_held(duty: str, scope: Scope) -> bool:
    """Say whether a duty decides at all, and may be held in this kind of scope."""
    return bool(permissions(duty) & DECIDERS) and scope in DUTIES[duty].scopes


def office_seats(actor: Actor) -> list[str]:
    """List the seats an actor sits on by appointment.

    Who is appointed over a place, a system or an organisation also sits in the organisation they
    belong to; who is appointed in a campaign acts in that campaign alone.
    """
    if actor.is_machine:
        return [of_machine(actor.machine_name).code]
    if not permissions(actor.duty) & DECIDERS:
        return []
    if actor.reach_kind == Scope.CAMPAIGN:
        return [f"{actor.duty}@campaign:{actor.reach_key}"]
    held = [f"{actor.reach_kind}:{actor.reach_key}", f"org:{actor.org_id}"]
    if actor.reach_kind == Scope.SYSTEM:
        held = held[1:]
    return [f"{actor.duty}@{where}" for where in dict.fromkeys(held)]


def own_seats(actor: Actor) -> list[str]:
    """List the seats an actor sits on as the one who hands in."""
    seats = [f"applicant@person:{actor.person_id}"] if actor.person_id else []
    if actor.duty == "clerk":
        seats.append(f"applicant@org:{actor.reach_key}")
    return seats
