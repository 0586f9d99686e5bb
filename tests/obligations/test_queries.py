"""Who may grant more time: those above the seat where it is owed, and nobody else."""

import pytest

from kepu.core.ids import uuid7
from kepu.obligations.queries import extendable_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def hats(make):
    """Seat an officer at each level, one of the county's own body, and an operator."""
    host = make.org(place=make.place("河南省"))
    campaign = make.campaign(host=host)
    return {
        "county": make.actor("officer"),
        "city": make.actor("officer", over=make.place("郑州市")),
        "province": make.actor("officer", over=make.place("河南省")),
        "next city": make.actor("officer", over=make.place("洛阳市")),
        "operator": make.actor("operator", over=campaign),
        "campaign": campaign,
    }


SEATS = {  # where it is owed, about a work of 薛店镇, and who may grant more time for it
    "township": ("officer@place:{township}", {"county", "city", "province"}),
    "county": ("officer@place:{county}", {"city", "province"}),
    "city": ("officer@place:{city}", {"province"}),
    "province": ("officer@place:{province}", set()),
    "a body of the county": ("officer@org:{body}", {"county", "city", "province"}),
    "the host": ("officer@org:{host}", set()),
    "an expert": ("expert@campaign:{campaign}", {"province", "operator"}),
    "the operators": ("operator@campaign:{campaign}", {"province"}),
    "the sender": ("applicant@org:{body}", {"county", "city", "province", "operator"}),
    "the platform": ("machine:checks", set()),
}


@pytest.mark.parametrize("owed_by", SEATS)
def test_time_is_granted_from_above_the_seat(make, hats, owed_by):
    seat, granted_by = SEATS[owed_by]
    known = {
        "township": make.place("薛店镇").path,
        "county": make.place("新郑市").path,
        "city": make.place("郑州市").path,
        "province": make.place("河南省").path,
        "body": make.org("新郑市第一中学").pk,
        "host": hats["campaign"].host_id,
        "campaign": (campaign := hats.pop("campaign")).pk,
    }
    where = {"seat": seat.format(**known), "campaign_id": campaign.pk}
    owed = make.obligation(place=make.place("薛店镇"), **where)

    may = {name for name, hat in hats.items() if owed in extendable_by(hat)}

    assert may == granted_by


def test_who_runs_another_campaign_grants_nothing(make):
    expert = f"expert@campaign:{(named := uuid7())}"
    owed = make.obligation(seat=expert, campaign_id=named)

    assert owed not in extendable_by(make.actor("officer", over=make.place("河南省")))
    assert owed not in extendable_by(make.actor("operator", over=make.campaign()))
