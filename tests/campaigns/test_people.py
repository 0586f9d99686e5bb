"""Calling operators and experts into a campaign: many at once, with dates; letting them go."""

import io
import re
from html import unescape

import openpyxl
import pytest

from kepu.access.actions import AlreadyAppointed
from kepu.access.models import Appointment
from kepu.campaigns import actions
from kepu.campaigns.actions import Newcomer
from kepu.journal.models import Line
from kepu.orgs.models import Kind
from kepu.people.models import Person

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def campaign(make):
    return make.campaign()


@pytest.fixture
def officer(make, client, campaign):
    """Log in an officer of the province."""
    hat = make.appointment("officer", over=make.place("河南省"), of_org=campaign.host)
    client.force_login(hat.person)
    return hat


def at(campaign, page=""):
    return f"/campaigns/mine/{campaign.pk}/people/{page}"


def text(answer):
    return unescape(answer.content.decode())


def called(campaign):
    seats = Appointment.objects.filter(campaign_id=campaign.pk)
    return sorted((one.person.name, one.duty) for one in seats)


def test_seeking_people_keeps_the_filter_of_the_list_and_the_other_way_round(
    make, client, campaign, officer
):
    shown = client.get(f"{at(campaign)}?q=林一苇&when=ended&after=x~1")

    page = shown.content.decode()
    seeks, narrows = re.findall(
        r'<form class="mt filters" method="get">.*?</form>', page, re.DOTALL
    )
    assert '<input type="hidden" name="when" value="ended">' in seeks
    assert '<input type="hidden" name="q" value="林一苇">' in narrows
    assert 'name="after"' not in page


def test_several_found_by_name_and_login_are_called_in_at_once(make, client, campaign, officer):
    for name in ("林一苇", "乔木", "别人"):
        make.person(name, login=f"login-{name == '乔木'}-{len(name)}")

    page = text(client.get(at(campaign), {"q": "林一苇、login-True-2"}))
    who = re.findall(r'name="who" value="([^"]+)"', page)
    client.post(at(campaign, "call/"), {"who": who, "duty": "expert", "until": "2099-12-31"})

    assert called(campaign) == [("乔木", "expert"), ("林一苇", "expert")]
    ends = Appointment.objects.filter(campaign_id=campaign.pk).first().ends_at
    assert f"{ends:%Y-%m-%d %H:%M}" == "2099-12-31 15:59"
    assert Line.objects.filter(verb="appointment.make", person_id=officer.person_id).count() == 2


def test_a_part_of_a_name_finds_only_who_is_within_reach(make, client, campaign):
    hat = make.appointment("officer", over=make.place("河南省"), of_org=campaign.host)
    make.appointment("clerk", person=make.person("近处的林老师"))
    make.person("远处的林老师")
    client.force_login(hat.person)

    page = text(client.get(at(campaign), {"q": "林老师"}))

    assert "近处的林老师" in page
    assert "远处的林老师" not in page


def test_who_is_called_in_sits_where_they_sat(make, now, campaign):
    seat = make.org("某大学", kind=Kind.UNIVERSITY, place=make.place("洛阳市"))
    known, unknown = make.person(), make.person()
    make.appointment("clerk", over=seat, person=known)

    made = actions.call_in(campaign.pk, [known, unknown], "expert", by=make.setup(), now=now)

    assert [one.of_org_id for one, _ in made] == [seat.pk, campaign.host_id]


def test_all_are_called_in_or_none(make, now, campaign):
    first, second = make.person(), make.person()
    actions.call_in(campaign.pk, [second], "expert", by=make.setup(), now=now)

    with pytest.raises(AlreadyAppointed):
        actions.call_in(campaign.pk, [first, second], "expert", by=make.setup(), now=now)

    assert len(called(campaign)) == 1


def test_new_accounts_are_opened_line_by_line_with_their_passwords(make, client, campaign, officer):
    make.org("某大学", kind=Kind.UNIVERSITY, place=make.place("洛阳市"))
    people = "甲专家 jia-expert 某大学\n\n乙专家\tyi-expert\n"

    page = text(client.post(at(campaign, "new/"), {"people": people, "duty": "expert"}))

    passwords = re.findall(r">\s*([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})\s*<", page)
    assert len(passwords) == 2
    assert called(campaign) == [("乙专家", "expert"), ("甲专家", "expert")]
    assert "某大学" in page
    assert Person.objects.get(login="jia-expert").must_change_password


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ("甲专家", "第 1 行：写成“姓名 登录名 单位全称”"),
        ("甲专家 a!", "第 1 行：登录名“a!”要用 3 到 64 个"),
        ("甲专家 jia-expert 没有的单位", "第 1 行：没有登记过这个单位"),
        ("\n".join(f"专家{n} expert-{n}" for n in range(51)), "一次最多 50 人，这里有 51 人"),
        ("甲专家 taken", "登录名“taken”已经有人用了"),
    ],
)
def test_a_wrong_line_is_named_and_nobody_is_registered(
    make, client, campaign, officer, people, says
):
    make.person(login="taken")

    answer = client.post(at(campaign, "new/"), {"people": people, "duty": "expert"})

    assert (answer.status_code, says in text(answer)) == (422, True)
    assert called(campaign) == []


def test_who_is_not_found_among_several_is_named(make, client, campaign):
    client.force_login(make.appointment("operator", over=campaign).person)
    make.person("林一苇")

    page = text(client.get(at(campaign), {"q": "林一苇、云知"}))

    assert "找到 1 人" in page
    assert "没有找到：云知" in page


def test_an_operator_calls_in_experts_and_opens_no_accounts(make, client, campaign):
    client.force_login(make.appointment("operator", over=campaign).person)
    expert = make.person("林一苇")

    page = text(client.get(at(campaign), {"q": "林一苇"}))
    wrong = client.post(at(campaign, "call/"), {"who": expert.pk, "duty": "operator"})
    client.post(at(campaign, "call/"), {"who": expert.pk, "duty": "expert"})

    assert 'value="operator"' not in page
    assert client.get(at(campaign, "new/")).status_code == 404
    assert wrong.status_code == 422
    assert "承办人员" not in [duty for _, duty in called(campaign)]
    assert ("林一苇", "expert") in called(campaign)


def test_signs_alone_find_nobody(client, campaign, officer):
    assert "没有找到" in text(client.get(at(campaign), {"q": "、，"}))


def test_nobody_ticked_is_said(client, campaign, officer):
    answer = client.post(at(campaign, "call/"), {"duty": "expert"}, follow=True)

    assert "没有勾选人员" in text(answer)
    assert "没有勾选在任的人员" in text(client.get(at(campaign, "leave/"), follow=True))


def test_who_is_ticked_leaves_with_a_reason(make, client, campaign, officer):
    seats = [make.appointment("expert", over=campaign) for _ in range(2)]
    who = {"who": [str(one.pk) for one in seats]}

    asked = text(client.get(at(campaign, "leave/"), who))
    client.post(at(campaign, "leave/"), who | {"why": "评审完成"})

    assert "立即生效" in asked
    assert "没有符合条件的人员" in text(client.get(at(campaign)))
    ended = Line.objects.filter(verb="appointment.end").values_list("why", flat=True)
    assert list(ended) == ["评审完成"] * 2


def test_the_list_is_taken_home_as_it_is_filtered(make, client, campaign, officer):
    make.appointment("expert", over=campaign, person=make.person("林一苇"))

    answer = client.get(at(campaign, "export/"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet]

    assert [row[:4:2] for row in rows] == [["姓名", "职责"], ["林一苇", "评审专家"]]
    left = client.get(at(campaign, "export/"), {"when": "ended"}).getvalue()
    assert openpyxl.load_workbook(io.BytesIO(left)).active.max_row == 1
    assert "林一苇" in text(client.get(at(campaign), {"when": "all"}))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_1_and_30(
    make, client, campaign, officer, rows, django_assert_num_queries
):
    for _ in range(rows):
        make.appointment("expert", over=campaign)

    with django_assert_num_queries(7):  # session, person, hat, two of the frame, campaign, people
        page = text(client.get(at(campaign)))

    assert page.count('name="who"') == rows


def test_a_newcomer_needs_the_right_to_open_accounts(make, now, campaign):
    operator = make.actor("operator", over=campaign)
    newcomer = Newcomer(login="new-one", name="新专家", org=campaign.host)

    with pytest.raises(Exception, match="不在你的职责"):
        actions.call_in(campaign.pk, [newcomer], "expert", by=operator, now=now)
