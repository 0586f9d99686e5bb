"""Many people press at one instant: one wins, the others get a sentence."""

from datetime import timedelta
from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction

from kepu.cases import actions
from kepu.cases.actions import moving
from kepu.cases.models import Case, Decision
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal import follow
from kepu.journal.models import Line
from kepu.obligations import actions as obligations
from kepu.obligations.models import Obligation
from kepu.rulebook.spec import Due
from make.locks import until_somebody_waits


@pytest.fixture
def many(transactional_db):
    """Give 200, or what a server of fewer connections can bear."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        return min(200, int(cursor.fetchone()[0]) - 20) // 4 * 4


@pytest.fixture
def followed(monkeypatch):
    """Let a subject of the test follow its case, with a line of its own."""

    def settle(subject_id, *, by, now, cause):
        subject, because = ("thing", subject_id), cause.pk
        journal.record("thing.settle", by=by, now=now, on=subject, because_of=because)

    monkeypatch.setattr(follow, "_tables", {"at_once": {}, "later": {}})
    monkeypatch.setattr(follow, "import_string", lambda _: settle)
    follow.connect({(f"case.{outcome}", "thing"): "x" for outcome in ("let_pass", "refuse")}, {})


def one_of(results, kind):
    return [result for result in results if isinstance(result, kind)]


@pytest.mark.slow
def test_of_200_decisions_at_once_exactly_one_counts(make, now, at_once, followed, many):
    officers = [make.actor("officer") for _ in range(2)]
    case = make.case(make.step("one"), kind="thing")
    answers = iter(
        [
            partial(
                actions.decide,
                case.pk,
                make.answer(case, outcome, comment="同时"),
                by=officer,
                now=now,
            )
            for outcome in ("let_pass", "refuse")
            for officer in officers
            for _ in range(many // 4)
        ]
    )

    def press():
        return next(answers)()

    results = at_once(many, press)

    assert len(one_of(results, Case)) == 1
    assert len(one_of(results, actions.DecidedMeanwhile)) == many - 1
    case.refresh_from_db()
    outcome = Decision.objects.get().outcome
    assert case.state == {"let_pass": "passed", "refuse": "refused"}[outcome]
    lines = list(Line.objects.filter(subject_kind="thing").order_by("pk"))
    assert [line.verb for line in lines] == ["case.open", f"case.{outcome}", "thing.settle"]
    assert lines[2].because_of_id == lines[1].pk


@pytest.mark.slow
def test_200_presses_on_an_earlier_step_take_it_one_step_only(make, now, at_once, followed, many):
    officer = make.actor("officer")
    case = make.case(make.step("one"), make.step("two"), make.step("three"), kind="thing")
    answer = make.answer(case)

    results = at_once(many, lambda: actions.decide(case.pk, answer, by=officer, now=now))

    assert len(one_of(results, Case)) == 1
    case.refresh_from_db()
    assert (case.at, case.turn) == (1, 2)


def test_a_subject_is_opened_once(make, now, at_once, followed):
    make.actor("officer")
    subject, step = make.subject(kind="thing"), make.step()
    flow = Actor.machine("flow")

    results = at_once(8, lambda: actions.open(subject, [step], by=flow, now=now))

    assert len(one_of(results, Case)) == 1
    assert len(one_of(results, actions.AlreadyOpen)) == 7


@pytest.mark.django_db(transaction=True)
def test_who_gives_more_time_and_who_decides_do_not_wait_for_each_other(make, now):
    make.actor("officer")
    city = make.actor("officer", over=make.place("郑州市"))
    case = make.case(make.step(due=Due(hours=24)))
    owed, until = Obligation.objects.get().pk, now + timedelta(days=3)
    heard = []

    def give_time():
        try:
            obligations.extend(owed, until=until, reason="汛期", by=city, now=now)
        except Exception as error:  # noqa: BLE001 - the test judges it
            heard.append(error)
        finally:
            connection.close()

    giving = Thread(target=give_time)
    with transaction.atomic():
        moving.locked(case.pk)  # as deciding does first of all
        giving.start()
        until_somebody_waits()
        obligations.meet("case", case.pk, by=Actor.machine("obligations"), now=now)
    giving.join()

    assert [str(error) for error in heard] == ["现在是“已完成”，不能延期"]
    assert Obligation.objects.get().state == "met"
