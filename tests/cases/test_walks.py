"""Random walks: wherever a case gets, somebody owns it and there is a way out."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import make
from kepu.access import actions as access
from kepu.access.models import Appointment
from kepu.access.queries import actor_of, in_force
from kepu.cases import actions, queries
from kepu.cases.bodies import is_held
from kepu.cases.life import State
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.obligations.models import Obligation
from kepu.rulebook.spec import Due

FLOW, SETUP, CHECKS = (Actor.machine(name) for name in ("flow", "setup", "checks"))
BODIES = (
    {"rule": "ancestor", "level": "county", "duty": "officer"},
    {"rule": "ancestor", "level": "city", "duty": "officer"},
    {"rule": "host", "duty": "officer"},
    {"rule": "operator", "duty": "operator"},
    {"rule": "operator", "duty": "expert"},
    {"rule": "recommender"},
    {"rule": "applicant"},
)
KINDS = ("check", "sign_off", "decision", "panel", "selection", "notice", "seal")
PLACES = ("薛店镇", "新郑市", "郑州市", "河南省")
steps = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.sampled_from(BODIES), st.sampled_from((1, 3)), st.booleans()
    ),
    max_size=4,
)


class Walk(RuleBasedStateMachine):
    """One case, people who come and go, and everything anybody may do, in any order."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now, self.case, self.campaign = make.NOON, None, uuid7()
        self.host = make.org("河南省科学技术协会", place=make.place("河南省"))
        self.clerk = make.actor("clerk")

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def tick(self):
        self.now += timedelta(hours=7)
        return self.now

    def actors(self):
        hats = in_force(self.now).select_related("place", "org")
        return [actor_of(hat) for hat in hats]

    def load(self):
        self.case.refresh_from_db()
        return self.case

    @initialize(given=steps, staffed=st.booleans())
    def open(self, given, staffed):
        if staffed:
            make.actor("officer")
            make.actor("officer", over=self.host)
            make.actor("expert", over=self.campaign, of_org=self.host)
        spec = [
            make.step(
                f"step-{n}",
                kind,
                marks=marks,
                **({"due": Due(hours=24)} if due else {}),
                **({} if kind == "check" else body),
            )
            for n, (kind, body, marks, due) in enumerate(given)
        ]
        self.subject = make.subject(
            place=make.place("薛店镇"),
            host_id=self.host.pk,
            campaign_id=self.campaign,
            org_id=self.clerk.org_id,
            applicant_id=self.clerk.person_id,
        )
        self.case = actions.open(self.subject, spec, by=self.clerk, now=self.tick())

    @rule(where=st.sampled_from(PLACES))
    def an_officer_comes(self, where):
        make.actor("officer", over=make.place(where), now=self.tick())
        self.reseat()

    @rule(duty=st.sampled_from(("operator", "expert")))
    def somebody_joins_the_campaign(self, duty):
        make.actor(duty, over=self.campaign, of_org=self.host, now=self.tick())
        self.reseat()

    @rule()
    def the_host_appoints(self):
        make.actor("officer", over=self.host, now=self.tick())
        self.reseat()

    @rule(which=st.integers(0, 50))
    def somebody_leaves(self, which):
        there = list(in_force(self.now).exclude(person_id=self.clerk.person_id).order_by("pk"))
        if there:
            leaver = Appointment.objects.get(pk=there[which % len(there)].pk)
            access.dismiss(leaver, by=SETUP, now=self.tick(), why="调离")
            self.reseat()

    def owners(self):
        waits = [actor for actor in self.actors() if queries.may_decide(actor, self.load())]
        return waits if self.case.closed_at is None else []

    @precondition(lambda self: self.owners())
    @rule(outcome=st.sampled_from(("let_pass", "let_pass", "send_back", "refuse")))
    def its_owner_decides(self, outcome):
        answer = make.answer(self.load(), outcome, items=["a"], comment="说明")
        actions.decide(self.case.pk, answer, by=self.owners()[0], now=self.tick())

    @rule(who=st.integers(0, 50))
    def anybody_tries(self, who):
        case, actors = self.load(), self.actors()
        actor = actors[who % len(actors)]
        may = queries.inbox(actor).filter(pk=case.pk).exists()
        assert may == queries.may_decide(actor, case)
        try:
            actions.decide(case.pk, make.answer(case), by=actor, now=self.tick())
        except Refused:
            assert not may
        else:
            assert may

    @rule(passed=st.booleans())
    def the_machine_settles(self, passed):
        actions.settle_check(self.case.pk, passed=passed, by=CHECKS, now=self.tick())

    @precondition(lambda self: self.load().state == State.RETURNED)
    @rule()
    def it_is_mended(self):
        at = self.case.at
        assert actions.resubmit(self.subject, by=self.clerk, now=self.tick()).at == at

    @precondition(lambda self: self.load().closed_at is None)
    @rule(yes=st.sampled_from((False, False, False, True)))
    def it_may_be_withdrawn(self, yes):
        if yes:
            actions.withdraw(self.case.pk, by=self.clerk, now=self.tick())

    def reseat(self):
        for pk in queries.misplaced(self.now):
            actions.reseat(pk, by=FLOW, now=self.now)

    @invariant()
    def somebody_owns_it_and_there_is_a_way_out(self):
        if self.load().closed_at is not None:
            return
        case, actors = self.case, self.actors()
        if case.state == State.RETURNED:
            assert queries.most_urgent(self.clerk, 1) == [case]
        elif case.seat.startswith("machine:"):
            assert case.steps.get(place_in_row=case.at).kind == "check"
        elif case.vacant:
            assert "请系统管理员任命" in case.says
            assert self.host.name in case.seat_label
        else:
            assert is_held(case, now=self.now)
            assert any(queries.inbox(actor).filter(pk=case.pk).exists() for actor in actors)

    @invariant()
    def a_clock_runs_only_while_it_waits(self):
        case = self.load()
        running = list(Obligation.objects.filter(state="open").values_list("due_at", flat=True))
        assert running == ([case.due_at] if case.due_at else [])


@pytest.mark.slow
@pytest.mark.django_db
def test_wherever_a_case_gets_somebody_owns_it_and_there_is_a_way_out():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
