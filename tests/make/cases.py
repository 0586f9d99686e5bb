"""Cases, by default of a work from 薛店镇 on its way through check, county, city and province."""

from typing import Any

from kepu.cases import actions
from kepu.cases.models import Case
from kepu.cases.subject import Subject
from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.rulebook.spec import Body, Step
from make.moments import NOON
from make.places import place as a_place

FLOW, CHECKS = Actor.machine("flow"), Actor.machine("checks")


def step(code: str = "county", kind: str = "sign_off", **more: Any) -> Step:
    """Give a step of a spec; ``rule`` and what goes with it make its body."""
    names = ("rule", "level", "duty", "org_kinds", "org")
    body = {name: more.pop(name) for name in names if name in more}
    label = more.pop("label", {"county": "县级科协推荐"}.get(code, code))
    if kind != "check" and not body:
        body = {"rule": "ancestor", "level": "county", "duty": "officer"}
    whole = Body(**body) if body else None
    return Step(code=code, label=label, kind=kind, body=whole, ours=True, **more)


def subject(**named: Any) -> Subject:
    """Give the subject of a case: a work from 新郑市, of nobody's campaign."""
    pk = named.pop("id", uuid7())
    given = {"kind": "matter", "label": "雷雨来临前", "what": "作品 · 图片", "url": f"/works/{pk}/"}
    if "place_id" not in named:
        place = named.pop("place", None) or a_place()
        named["place_id"] = place.pk
    return Subject(id=pk, **{**given, **named})


def case(*steps: Step, by: Actor = FLOW, now: Any = NOON, **named: Any) -> Case:
    """Open a case, by default with one step at the county."""
    host = named.pop("host", None)
    if host is not None:
        named["host_id"] = host.pk
    return actions.open(subject(**named), steps or (step(),), by=by, now=now)


def answer(case: Case, outcome: str = "let_pass", **more: Any) -> actions.Answer:
    """Answer a case as it stands now."""
    return actions.Answer(outcome=outcome, turn=case.turn, **more)
