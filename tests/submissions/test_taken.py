"""The works a campaign took in, as who runs it finds them."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kepu.people.models import Person
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def campaign(make):
    return make.campaign()


@pytest.fixture
def host(make, client, campaign):
    """Seat an officer of the host alone: no place lies in their reach."""
    actor = make.actor("officer", over=campaign.host)
    client.force_login(Person.objects.get(pk=actor.person_id))
    return actor


@pytest.fixture
def three(make, campaign):
    """Hand in two works of 新郑市 and one of 栾川县, a minute apart; a draft lies by."""
    society = make.org("栾川县气象学会", place=make.place("栾川县"))
    told = (("雷雨来临前", None), ("地震了怎么办", None), ("山洪", society))
    works = [
        make.work(campaign=campaign, org=org, fields={"title": title}, now=make.NOON + nth * MINUTE)
        for nth, (title, org) in enumerate(told)
    ]
    make.work("ready", campaign=campaign, fields={"title": "草稿里的"})
    return works


def titles(client, campaign, query=""):
    rows = client.get(f"/works/taken/{campaign.pk}/{query}").context["rows"]
    return [str(row.work) for row, _ in rows]


def test_the_campaign_leads_to_its_works_the_latest_on_top(client, campaign, host, three):
    one = client.get(f"/campaigns/mine/{campaign.pk}/").content.decode()
    mine = client.get("/campaigns/mine/").content.decode()
    shown = unescape(client.get(f"/works/taken/{campaign.pk}/").content.decode())

    assert f'href="/works/taken/{campaign.pk}/"' in one
    assert f'href="/works/taken/{campaign.pk}/">3 件' in mine
    assert titles(client, campaign) == ["山洪", "地震了怎么办", "雷雨来临前"]
    assert "草稿里的" not in shown
    assert "洛阳市栾川县" in shown
    assert three[2].number in shown


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?q=地震", ["地震了怎么办"]),
        ("?q=栾川县气象", ["山洪"]),
        ("?q=HN-2022-000001", ["雷雨来临前"]),
        ("?state=returned", ["地震了怎么办"]),
        ("?state=shelved", ["雷雨来临前"]),
        ("?state=taken_off", ["山洪"]),
        ("?state=passed", []),
        ("?category=image", ["山洪", "地震了怎么办", "雷雨来临前"]),
        ("?category=video", []),
        ("?place=410300000000", ["山洪"]),
        ("?place=1&state=nonsense", ["山洪", "地震了怎么办", "雷雨来临前"]),
    ],
)
def test_it_is_sought_and_narrowed(client, campaign, host, three, query, kept):
    Work.objects.filter(title="雷雨来临前").update(
        state="passed", shelf_item=three[0].pk, on_shelf=True
    )
    Work.objects.filter(title="地震了怎么办").update(state="returned")
    Work.objects.filter(title="山洪").update(state="passed", shelf_item=three[2].pk)

    assert titles(client, campaign, query) == kept


def test_what_is_seen_goes_home_as_a_workbook(client, campaign, host, three):
    answer = client.get(f"/works/taken/{campaign.pk}/export/?place=410300000000")

    rows = list(load_workbook(BytesIO(answer.getvalue())).active.values)
    assert rows[0][:5] == ("编号", "作品", "类别", "报送单位", "地区")
    assert [row[1:6] for row in rows[1:]] == [
        ("山洪", "图片类", "栾川县气象学会", "洛阳市栾川县", "已报送")
    ]


def test_who_runs_the_campaign_sees_its_works_and_waives_nothing_out_of_reach(
    client, make, campaign, host, three
):
    seen = client.get(f"/works/{three[2].pk}/review/")
    elsewhere = make.campaign(slug="youth-microvideo-2022", host=make.org("省作协"))

    assert seen.status_code == 200
    assert (seen.context["waives"], seen.context["contacts"]) == (False, False)
    assert client.get(f"/works/taken/{elsewhere.pk}/").status_code == 404


def test_an_administrator_is_told_who_sees_them(client, make, campaign, three):
    administrator = make.actor("administrator", over=make.place("河南省"))
    client.force_login(Person.objects.get(pk=administrator.person_id))

    assert "系统管理员不看作品" in client.get(f"/works/taken/{campaign.pk}/").content.decode()


def test_an_empty_list_says_so(client, make, campaign, host):
    assert "还没有收到作品" in client.get(f"/works/taken/{campaign.pk}/").content.decode()
    sought = client.get(f"/works/taken/{campaign.pk}/?q=山").content.decode()
    assert "没有符合条件的作品" in sought


def test_more_than_are_counted_is_said_so(client, make, campaign, host, three, monkeypatch):
    monkeypatch.setattr("kepu.submissions.queries.taken.MOST_COUNTED", 2)

    assert "2 件以上" in client.get(f"/works/taken/{campaign.pk}/").content.decode()


def test_it_is_counted_how_many_hold_more_than_a_revision_would_take(client, campaign, host, three):
    at = f"/works/over/{campaign.pk}/?slot=image.picture."

    assert "草稿 1 件，已报送的 3 件（不受影响）" in client.get(f"{at}0").content.decode()
    assert "现在没有作品超过" in client.get(f"{at}1").content.decode()
    assert "现在没有作品超过" in client.get(f"{at}many").content.decode()


def test_a_page_costs_the_same_with_1_and_30_rows(client, make, campaign, host):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            make.work(campaign=campaign)
        with CaptureQueriesContext(connection) as counted:
            client.get(f"/works/taken/{campaign.pk}/")
        counts.append(len(counted))

    assert counts == [12, 12]
