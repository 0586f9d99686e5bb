"""The life of a case as one table, and what the table promises."""

import pytest

from kepu.access.lives import WrongState
from kepu.cases.life import LIFE, State
from kepu.cases.models import Case
from kepu.core.actor import Actor

TABLE = {
    # step: from which states, to which
    "open": ("", "waiting"),
    "advance": ("waiting", "waiting"),
    "let_pass": ("waiting", "passed"),
    "send_back": ("waiting", "returned"),
    "refuse": ("waiting", "refused"),
    "resubmit": ("returned", "waiting"),
    "withdraw": ("waiting returned", "withdrawn"),
    "reseat": ("waiting", "waiting"),
    "extend": ("waiting", "waiting"),
}
LAST = {State.PASSED, State.REFUSED, State.WITHDRAWN}


def test_the_table_is_this_one():
    assert {step.name: (" ".join(step.source), step.to) for step in LIFE.steps} == TABLE


def test_every_state_but_the_last_ones_has_a_way_out_and_every_one_a_way_in():
    left = {state for step in LIFE.steps if step.to not in step.source for state in step.source}
    reached = {step.to for step in LIFE.steps}

    assert left == set(State) - LAST
    assert reached == set(State)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", [step for step in TABLE if step != "open"])
def test_a_step_leads_only_from_its_states(make, now, step, state):
    if state in TABLE[step][0].split():
        return
    case = make.case()
    closed = {"seat": "", "closed_at": now} if state in LAST else {}
    Case.objects.filter(pk=case.pk).update(state=state, **closed)
    case.refresh_from_db()

    with pytest.raises(WrongState):
        LIFE.take(case, step, by=Actor.machine("flow"), now=now)
