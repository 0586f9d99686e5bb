"""What goes wrong while a work is handed in loses nothing, and is told in one sentence."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.core.clock import CHINA
from kepu.submissions.life import State
from kepu.submissions.models import Edition, Work
from make.browser import log_in
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db(transaction=True)
CLOSES = datetime(2022, 9, 1, tzinfo=CHINA)  # 2022-08-31 ends then
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock(monkeypatch):
    """Let the pages see another time: the live server runs in this process."""
    state = {"now": CLOSES - timedelta(hours=1)}
    monkeypatch.setattr(timezone, "now", lambda: state["now"])
    return state


@pytest.fixture
def ready(make):
    """Have everything in order but the sending."""
    make.campaign(NOT_ROLLING)
    hat = make.appointment("clerk", over=make.org())
    work = make.judged(make.work("ready", by=actor_of(hat), org=hat.org))
    return hat, work


@pytest.fixture
def open_form(visit, ready):
    def open_form(**reader):
        hat, work = ready
        return log_in(visit("/accounts/login/", **reader), hat, f"/works/{work.pk}/edit/")

    return open_form


def sending(page):
    return page.locator("#waiting").get_by_role("button", name="报送")


def test_a_second_before_the_window_closes_a_work_is_taken(clock, open_form, ready):
    page = open_form()
    clock["now"] = CLOSES - SECOND

    sending(page).click()

    expect(page.get_by_text("HN-").first).to_be_visible()
    assert Work.objects.get().state == State.HANDED_IN


def test_a_second_after_it_the_page_says_so_and_the_draft_stays(clock, open_form, ready):
    page = open_form(forgive="status of 422")
    page.get_by_label("资源名称").fill("雷雨来临前")
    clock["now"] = CLOSES + SECOND

    sending(page).click()

    said = page.get_by_role("alert")
    expect(said).to_contain_text("8 月 31 日 24:00 截止，没有报送；草稿还在，内容没有丢")
    expect(page.get_by_label("资源名称")).to_have_value("雷雨来临前")
    work = Work.objects.get()
    assert (work.state, work.title, work.number) == (State.DRAFT, "雷雨来临前", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_hands_in_once(clock, open_form, ready, scripts):
    page = open_form(scripts=scripts)

    sending(page).dblclick()

    expect(page.get_by_text("HN-").first).to_be_visible()
    assert (Edition.objects.count(), Work.objects.get().number[-6:]) == (1, "000001")
