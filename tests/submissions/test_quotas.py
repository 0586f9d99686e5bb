"""How many an organisation may hand in: counted exactly, whoever presses at the same instant."""

from datetime import datetime

import pytest

from kepu.campaigns.queries import spec_of
from kepu.core.clock import CHINA
from kepu.submissions import actions, queries
from kepu.submissions.actions.refusals import QuotaFull
from kepu.submissions.models import Work
from make.campaigns import MICROVIDEO, QUOTA_OF_3

pytestmark = pytest.mark.django_db


def room(work, now):
    return queries.rooms(work, spec_of(work.version), now)[0]


def test_a_quota_is_kept_and_a_withdrawn_work_frees_its_place(make, now):
    make.campaign(QUOTA_OF_3)
    org = make.org()
    clerk = make.actor("clerk", over=org)
    works = [make.work(by=clerk, org=org) for _ in range(3)]
    fourth = make.work("ready", by=clerk, org=org)

    says = "“图片类”的名额已满：每单位限报 3 件（通知三），已报 3 件"
    with pytest.raises(QuotaFull, match=says):
        actions.submit(fourth.pk, by=clerk, now=now)
    actions.withdraw(works[0].pk, by=clerk, now=now)

    assert room(fourth, now).left == 1
    assert actions.submit(fourth.pk, by=clerk, now=now).number == "HN-2022-000004"
    assert room(fourth, now).left == 0


def test_what_others_hand_in_takes_no_place(make, now):
    make.campaign(QUOTA_OF_3)
    make.work(org=make.org("洛阳市科协"))

    assert room(make.work("draft"), now).used == 0


@pytest.mark.parametrize(
    ("every", "day", "used"),
    [
        ("month", datetime(2022, 7, 31, 23, tzinfo=CHINA), 1),
        ("month", datetime(2022, 8, 1, tzinfo=CHINA), 0),
        ("quarter", datetime(2022, 9, 30, tzinfo=CHINA), 1),
        ("quarter", datetime(2022, 10, 1, tzinfo=CHINA), 0),
        ("year", datetime(2022, 12, 31, tzinfo=CHINA), 1),
        ("year", datetime(2023, 1, 1, tzinfo=CHINA), 0),
    ],
)
def test_a_quota_may_begin_anew(make, every, day, used):
    old, new = QUOTA_OF_3
    make.campaign((old, new.replace("at_most = 3", f'at_most = 3\nevery = "{every}"')))

    assert room(make.work(), day).used == used


def test_two_clerks_at_once_do_not_pass_the_quota(make, now, at_once):
    make.campaign(QUOTA_OF_3)
    org = make.org()
    clerk = make.actor("clerk", over=org)
    works = [make.work("ready", by=clerk, org=org).pk for _ in range(8)]

    results = at_once(8, lambda: actions.submit(works.pop(), by=clerk, now=now))

    assert sum(isinstance(one, Work) for one in results) == 3
    assert sum(isinstance(one, QuotaFull) for one in results) == 5
    numbers = Work.objects.exclude(number="").order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"HN-2022-{n:06}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("slug", "klass", "category", "most"),
    [
        (MICROVIDEO, "province", "account", 5),
        (MICROVIDEO, "province", "video", 10),
        (MICROVIDEO, "unit-member", "account", 2),
        (MICROVIDEO, "unit-member", "video", 3),
        (MICROVIDEO, "self", "account", 1),
        (MICROVIDEO, "self", "video", 1),
        ("science-day-xinjiang-2023", "", "live", 1),
        ("science-day-xinjiang-2023", "", "live-publicity", 1),
    ],
)
def test_the_quotas_of_the_notices_bind_who_they_name(make, now, slug, klass, category, most):
    campaign, org = make.campaign(slug=slug), make.org()
    kind = queries.Sample(campaign, org, category, klass)

    found = queries.rooms(kind, spec_of(campaign.version), now)

    assert [(room.quota.at_most, room.left) for room in found] == [(most, most)]
