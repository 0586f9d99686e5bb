"""Clocks that start, remind, lapse, are given more time, and stop."""

from datetime import UTC, timedelta

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.core import clock
from kepu.core.actor import NOBODY, Actor
from kepu.journal.models import Line
from kepu.obligations import actions, jobs
from kepu.obligations.due import DueAt
from kepu.obligations.life import State
from kepu.obligations.models import Extension, Obligation

CLOCK = Actor.machine("obligations")
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def verbs():
    lines = Line.objects.filter(verb__startswith="obligation.").order_by("pk")
    return list(lines.values_list("verb", flat=True))


@pytest.mark.parametrize(("hours", "reminds_after"), [(72, 48), (48, 24), (24, 12), (2, 1)])
def test_the_reminder_comes_a_day_before_or_half_way(make, now, hours, reminds_after):
    obligation = make.obligation(hours=hours)

    assert obligation.remind_at == now + reminds_after * HOUR


def test_it_is_reminded_of_once_and_lapses_once(make, now):
    obligation = make.obligation(hours=48)

    for hours in (23, 24, 25, 48, 49, 50):
        actions.remind(obligation.pk, by=CLOCK, now=now + hours * HOUR)
        actions.lapse(obligation.pk, by=CLOCK, now=now + hours * HOUR)

    assert verbs() == ["obligation.owe", "obligation.remind", "obligation.lapse"]


def test_done_in_time_nothing_lapses(make, now):
    obligation = make.obligation(hours=48)
    actions.meet(obligation.kind, obligation.subject_id, by=CLOCK, now=now + 47 * HOUR)
    obligation.refresh_from_db()

    actions.lapse(obligation.pk, by=CLOCK, now=now + 49 * HOUR)

    assert (obligation.state, obligation.is_late(now + 99 * HOUR)) == (State.MET, False)
    assert verbs() == ["obligation.owe", "obligation.meet"]
    assert Line.objects.get(verb="obligation.meet").facts["late"] is False


def test_done_late_says_so(make, now):
    obligation = make.obligation(hours=48)

    actions.meet(obligation.kind, obligation.subject_id, by=CLOCK, now=now + 49 * HOUR)

    assert Line.objects.get(verb="obligation.meet").facts["late"] is True


def test_what_was_dropped_is_owed_no_more(make, now):
    obligation = make.obligation()

    actions.drop(obligation.kind, obligation.subject_id, by=CLOCK, now=now)

    assert Obligation.objects.get().state == State.DROPPED


def test_the_city_gives_the_county_more_time_and_the_clock_starts_again(make, now):
    city = make.actor("officer", over=make.place("郑州市"))
    obligation = make.obligation(hours=48)
    actions.lapse(obligation.pk, by=CLOCK, now=now + 49 * HOUR)

    until = now + 96 * HOUR
    actions.extend(obligation.pk, until=until, reason="汛期", by=city, now=now + 50 * HOUR)

    extension = Extension.objects.get()
    obligation.refresh_from_db()
    assert (extension.approver_id, extension.reason) == (city.person_id, "汛期")
    assert (str(obligation), str(extension)[-16:]) == (
        "答复",
        f"{until.astimezone(UTC):%Y-%m-%d %H:%M}",
    )
    assert (extension.due_before, extension.due_after) == (now + 48 * HOUR, until)
    assert (obligation.due_at, obligation.lapses_at) == (until, until)
    assert obligation.remind_at == now + 73 * HOUR


def test_nobody_gives_themselves_more_time(make, now):
    county, neighbour = make.actor("officer"), make.actor("officer", over=make.place("栾川县"))
    obligation = make.obligation()

    for actor in (county, neighbour, make.actor("clerk")):
        with pytest.raises(NotYours):
            actions.extend(obligation.pk, until=now + 99 * HOUR, reason="忙", by=actor, now=now)


@pytest.mark.parametrize(
    ("hours", "reason", "refusal"),
    [(96, " ", actions.ReasonMissing), (48, "汛期", actions.NotLater)],
)
def test_an_extension_is_later_and_explained(make, now, hours, reason, refusal):
    city = make.actor("officer", over=make.place("郑州市"))
    obligation = make.obligation(hours=48)

    with pytest.raises(refusal):
        actions.extend(obligation.pk, until=now + hours * HOUR, reason=reason, by=city, now=now)


@pytest.mark.parametrize("act", ["owe", "meet", "drop", "remind", "lapse"])
def test_only_the_platform_keeps_the_time(make, now, act):
    obligation = make.obligation()
    about = (obligation.kind, obligation.subject_id)
    calls = {
        "owe": lambda: actions.owe(None, DueAt(now), by=NOBODY, now=now),
        "meet": lambda: actions.meet(*about, by=NOBODY, now=now),
        "drop": lambda: actions.drop(*about, by=NOBODY, now=now),
        "remind": lambda: actions.remind(obligation.pk, by=NOBODY, now=now),
        "lapse": lambda: actions.lapse(obligation.pk, by=NOBODY, now=now),
    }

    with pytest.raises(NotYours):
        calls[act]()


def test_the_watch_reminds_and_lapses_whatever_is_due(make):
    now = clock.now()
    make.obligation(hours=48, now=now - 30 * HOUR)
    make.obligation(hours=48, now=now - 60 * HOUR)
    make.obligation(hours=48, now=now)

    jobs.watch(timestamp=0)
    jobs.watch(timestamp=0)

    assert sorted(verbs()[3:]) == ["obligation.lapse", "obligation.remind", "obligation.remind"]
