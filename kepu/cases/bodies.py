"""Who acts (办理方): the six body rules, resolved to a seat when a step is entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kepu.access.duties import Scope
from kepu.access.models import Appointment
from kepu.access.queries import actor_of, in_force
from kepu.cases import seats
from kepu.cases.models import Case, CaseStep
from kepu.cases.seats import Seat
from kepu.orgs.models import Org
from kepu.places.models import Level
from kepu.places.queries import way_up

OFFICER = "officer"
LEVELS = ("nation", "province", "city", "county", "township", "village")
RANK = {level: at for at, level in enumerate(Level)}  # the country is the nation of a spec
HOST = {"rule": "host", "duty": OFFICER}


@dataclass(frozen=True, slots=True)
class Found:
    """Whose turn it is, the sentence that says why if it is not the one named, and the worst."""

    seat: Seat
    says: str = ""
    vacant: bool = False


NOWHERE = Found(Seat("", ""))
OPENING = Found(Seat("opening", ""))


def find(case: Case, step: CaseStep, *, now: datetime) -> Found:
    """Find the seat that a step of a case comes to."""
    if step.kind == "check":
        return Found(seats.of_machine("checks"))
    body, stands_in = _body(step)
    if body["rule"] == "applicant":
        return Found(seats.of_applicant(case.org, case.applicant_id), stands_in)
    named = _named(case, body)
    resort = _host(case, OFFICER) or _at_home(case)
    row = list(dict.fromkeys([*named, *resort]))
    held = _held(row, case, now=now)
    seat = next((seat for seat in row if seat.code in held), None)
    if seat is None:
        last = resort[-1]
        return Found(last, _joined(stands_in, _nobody(row[0], last)), vacant=True)
    fell = "" if seat == row[0] else f"{row[0].label}暂缺，转由{seat.label}办理"
    if not named:
        fell = f"“{step.label}”没有对应的办理单位，由{seat.label}办理"
    return Found(seat, _joined(stands_in, fell))


def _body(step: CaseStep) -> tuple[dict[str, Any], str]:
    """Give the body rule of a step; a kind that has no page yet is decided by the host."""
    if step.kind == "panel" and step.marks > 1:
        says = f"“{step.label}”要 {step.marks} 位专家，暂由主办单位审核决定"
        return dict(HOST), says
    if step.kind in {"selection", "notice", "seal"}:
        return dict(HOST), f"“{step.label}”暂由主办单位审核决定"
    return step.body or dict(HOST), ""


def _named(case: Case, body: dict[str, Any]) -> list[Seat]:
    """List the seats a rule names: the one meant first, then its ancestors upwards."""
    duty = str(body.get("duty") or OFFICER)
    match body["rule"]:
        case "ancestor":
            return _places(case, str(body["level"]), duty)
        case "kind":
            return _by_kind(case, body, duty)
        case "recommender":
            return _orgs(case.recommender, duty)
        case "operator":
            return _in_campaign(case, duty) + _orgs(case.operator, duty)[:1]
        case _:
            return _host(case, duty)


def _places(case: Case, level: str, duty: str) -> list[Seat]:
    """List the nearest place at the level or above, and all places above it."""
    if not seats.can_be_held(duty, Scope.PLACE):
        return []
    lowest = LEVELS.index(level)
    fit = [place for place in way_up(case.place) if RANK[Level(place.manage_level)] <= lowest]
    return [seats.at_place(duty, place) for place in reversed(fit)]


def _by_kind(case: Case, body: dict[str, Any], duty: str) -> list[Seat]:
    """Give the organisation that a rule names for the sender's kind of organisation."""
    if case.org is None or case.org.kind not in body["org_kinds"]:
        return []
    named = Org.objects.filter(name=body["org"], closed_at=None).order_by("opened_at").first()
    return _orgs(named, duty)


def _orgs(org: Org | None, duty: str) -> list[Seat]:
    """List an organisation and those above it in its system."""
    if org is None or not seats.can_be_held(duty, Scope.ORG):
        return []
    steps = [f"{segment}." for segment in org.path.rstrip(".").split(".")]
    chain = Org.objects.filter(path__in=list(accumulate(steps))).order_by("-path")
    return [seats.in_org(duty, above) for above in chain]


def _in_campaign(case: Case, duty: str) -> list[Seat]:
    if case.campaign_id is None or not seats.can_be_held(duty, Scope.CAMPAIGN):
        return []
    return [seats.in_campaign(duty, case.campaign_id)]


def _host(case: Case, duty: str) -> list[Seat]:
    return _in_campaign(case, duty) + _orgs(case.host, duty)[:1]


def _at_home(case: Case) -> list[Seat]:
    """List the last resort of a subject without a host: its officers, up to the province."""
    home = _places(case, LEVELS[-1], OFFICER)
    return home[:-1] or home


def is_held(case: Case, *, now: datetime) -> bool:
    """Say whether a case waits where somebody can decide it, or for a machine or its sender."""
    office = "@" in case.seat and not case.seat.startswith("applicant@")
    here = [Seat(case.seat, case.seat_label)]
    return not case.vacant and (not office or bool(_held(here, case, now=now)))


def holders(codes: Iterable[str], *, now: datetime) -> dict[str, set[UUID]]:
    """Give who sits on each of these seats; a seat with nobody is not among them."""
    held: dict[str, set[UUID]] = {}
    wanted = set(codes)
    for hat in _hats(wanted, now).select_related("place", "org"):
        for code in wanted.intersection(seats.office_seats(actor_of(hat))):
            held.setdefault(code, set()).add(hat.person_id)
    return held


def _held(row: list[Seat], case: Case, *, now: datetime) -> set[str]:
    """Say on which of these seats somebody sits who did not hand the subject in."""
    codes = {seat.code for seat in row}
    hats = _hats(codes, now).exclude(person_id__in=case.hands)
    different = ("duty", "scope", "place", "org", "of_org", "campaign_id")
    each = hats.order_by(*different).distinct(*different).select_related("place", "org")
    return {code for hat in each for code in seats.office_seats(actor_of(hat))} & codes


def _hats(codes: set[str], now: datetime) -> QuerySet[Appointment]:
    """Narrow the appointments in force to those that could sit on one of these seats."""
    duties = {code.split("@")[0] for code in codes}
    places, orgs, campaigns = (
        {code.split(f"@{scope}:")[1] for code in codes if f"@{scope}:" in code}
        for scope in ("place", "org", "campaign")
    )
    where = Q(place__path__in=places) | Q(campaign_id__in=campaigns)
    where |= Q(org_id__in=orgs) | Q(of_org_id__in=orgs)
    return in_force(now).filter(where, duty__in=duties)


def _nobody(wanted: Seat, last: Seat) -> str:
    if wanted == last:
        return f"{last.label}暂缺，请系统管理员任命"
    return f"{wanted.label}暂缺，上级和主办单位也暂缺，请系统管理员任命{last.label}"


def _joined(*sentences: str) -> str:
    return "；".join(sentence for sentence in sentences if sentence)
