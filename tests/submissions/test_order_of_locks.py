"""Whoever takes a work on locks its case first, as deciding does: nobody waits for each other."""

import threading

import pytest
from django.db import connection, transaction

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.models import Case
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.submissions import actions, queries
from kepu.submissions.models import Work
from make.locks import until_somebody_waits
from make.moments import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hat(make, province):
    return make.appointment("clerk", over=make.org())


def settle(work, _):
    ref = queries.files_of(work)[0].file_ref
    actions.settle_check(ref, by=Actor.machine("checks"), now=NOON)


def take_back(work, clerk):
    actions.withdraw(work.pk, by=clerk, now=NOON)


def hand_in_again(work, clerk):
    actions.submit(work.pk, by=clerk, now=NOON)


@pytest.mark.parametrize("act", [settle, take_back, hand_in_again])
def test_a_work_is_not_held_while_its_case_is_waited_for(make, hat, act):
    clerk = actor_of(hat)
    work = make.work(by=clerk, org=hat.org)
    if act is hand_in_again:
        officer = make.actor("officer", over=make.place("新郑市"))
        case = case_of("work", make.judged(work).pk)
        back = Answer(outcome="send_back", turn=case.turn, items=["abstract"])
        decide(case.pk, back, by=officer, now=NOON)

    def run():
        try:
            act(work, clerk)
        finally:
            connection.close()

    acting = threading.Thread(target=run)
    with transaction.atomic():
        Case.objects.select_for_update().get(subject_id=str(work.pk))
        acting.start()
        until_somebody_waits()
        held = Work.objects.select_for_update(nowait=True).get(pk=work.pk)
    acting.join()

    assert held == work
