"""Who sees what, in the browser: county, city, system, campaign; and a work sent back twice."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.submissions.models import Work
from make import people as builders


@pytest.fixture
def now():
    return datetime.now(UTC)  # noqa: TID251 - pages ask the clock


@pytest.fixture
def enter(visit):
    """Log in by name and password, on a screen of one's own."""

    def as_person(login, path="/desk/inbox/"):
        page = visit(f"/accounts/login/?next={path}")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(builders.PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(f"**{path}")
        return page

    return as_person


@pytest.fixture
def appoint(make, transactional_db, now):
    def one(login, duty, **where):
        person = make.person(login, login=login)
        return make.appointment(duty, person=person, now=now, **where)

    return one


@pytest.fixture
def hand_in(make, now):
    def one(title, org, **named):
        work = make.work(org=org, fields={"title": title}, now=now, **named)
        return make.judged(work, now=now)

    return one


def titles(page):
    return [link.inner_text() for link in page.locator(".todo a").all()]


def status(page, work):
    return page.request.get(f"/works/{work.pk}/review/").status


def test_a_county_sees_itself_a_city_its_counties_and_a_vacancy_falls_to_it(
    make, enter, appoint, hand_in
):
    county, next_city = make.place("新郑市"), make.place("洛阳市")
    appoint("county", "officer", over=county)
    appoint("city", "officer", over=make.place("郑州市"))
    appoint("luoyang", "officer", over=next_city)
    own = hand_in("雷雨来临前", make.org(place=county))
    vacant = hand_in("山里的星空", make.org(place=make.place("栾川县")))

    at_county, at_city, at_luoyang = (enter(who) for who in ("county", "city", "luoyang"))

    assert titles(at_county) == ["雷雨来临前"]
    assert titles(at_city) == []
    assert titles(at_luoyang) == ["山里的星空"]
    at_luoyang.get_by_role("link", name="山里的星空").click()
    expect(at_luoyang.locator("#pane")).to_contain_text("暂缺，转由洛阳市科协管理员办理")
    assert (status(at_county, own), status(at_county, vacant)) == (200, 404)
    assert (status(at_city, own), status(at_city, vacant)) == (200, 404)
    assert (status(at_luoyang, own), status(at_luoyang, vacant)) == (404, 200)


def test_a_society_sees_its_system_and_an_operator_the_campaign(make, enter, appoint, hand_in):
    campaign = make.campaign()
    society = make.org("河南省某学会", place=make.place("河南省"))
    member = make.org("某学会栾川分会", parent=society, place=make.place("栾川县"))
    appoint("society", "officer", system=society)
    appoint("operator", "operator", over=campaign)
    appoint("stranger", "operator")
    inside = hand_in("山里的星空", member, campaign=campaign)
    outside = hand_in("雷雨来临前", make.org(), campaign=campaign)

    by_system, by_campaign = enter("society"), enter("operator")
    elsewhere = enter("stranger")

    assert (status(by_system, inside), status(by_system, outside)) == (200, 404)
    assert (status(by_campaign, inside), status(by_campaign, outside)) == (200, 200)
    assert (status(elsewhere, inside), status(elsewhere, outside)) == (404, 404)


@pytest.mark.slow
def test_a_work_sent_back_twice_is_mended_and_passes(make, enter, appoint, hand_in):
    org = make.org()
    clerk = actor_of(appoint("clerk", "clerk", over=org))
    appoint("county", "officer", over=org.place)
    appoint("expert", "expert", over=make.campaign())
    work = hand_in("雷雨来临前", org, by=clerk)
    officer, sender = enter("county"), enter("clerk", "/works/")

    for turn in ("第一次补充", "第二次补充"):
        officer.goto(f"/works/{work.pk}/review/")
        officer.get_by_label("退回修改").check()
        officer.locator("input[name=items][value=abstract]").check()
        officer.locator("form[data-decide] button[type=submit]").click()
        officer.wait_for_url("**/desk/**")
        sender.goto(f"/works/{work.pk}/edit/")
        assert sender.get_by_label("资源名称").is_disabled()
        sender.get_by_label("内容简介").fill(f"讲清打雷时该怎么做。{turn}。")
        sender.get_by_text("改好了就可以再次报送").wait_for()
        sender.get_by_role("button", name="改好了，再次报送").click()
        sender.wait_for_url(f"**/works/{work.pk}/")
        make.judged(Work.objects.get(pk=work.pk))
    officer.goto(f"/works/{work.pk}/review/")
    assert "第二次补充" in officer.locator("main").inner_text()
    officer.get_by_label("通过", exact=True).check()
    officer.locator("form[data-decide] button[type=submit]").click()
    officer.wait_for_url("**/desk/**")

    assert titles(enter("expert")) == ["雷雨来临前"]
