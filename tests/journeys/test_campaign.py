"""A campaign's life in the browser: begun from a spec of one's own, opened, revised, closed.

With ``KEPU_SHOTS`` naming a folder, each page is also pictured there, to be looked at.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kepu.access.models import Appointment
from kepu.campaigns.models import Campaign
from kepu.campaigns.specs import founding
from kepu.orgs.models import Kind
from make import people as builders
from make.browser import faults_of, too_wide

SHOTS = os.environ.get("KEPU_SHOTS")
SPEC = founding()["henan-resources-2022"].read_text(encoding="utf-8")
WRONG = SPEC.replace("henan-resources-2022", "henan-2026").replace('"dpi"', '"dip"')
RIGHT = WRONG.replace('"dip"', '"dpi"').replace("2022-08-31", "2099-08-31")
LOOKS = [{"width": width} for width in (390, 1440)]


@pytest.fixture
def host(make, transactional_db):
    """Let the province have an officer; an operator and two experts wait."""
    now = datetime.now(UTC)  # noqa: TID251 - pages ask the clock
    province = make.place("河南省")
    host = make.org("河南省科学技术协会", kind=Kind.PROVINCE_CAST, place=province)
    officer = make.person("温存良", login="officer")
    make.appointment("officer", over=province, person=officer, of_org=host, now=now)
    for name in ("许知行", "林一苇", "乔木"):
        make.person(name)
    return host


def enter(visit, path, **reader):
    page = visit(f"/accounts/login/?next={path}", **reader)
    page.get_by_label("登录名").fill("officer")
    page.get_by_label("密码").fill(builders.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{path}")
    return page


def pictured(page, name, look):
    if SHOTS:
        file = f"c-{name.strip('/').replace('/', '-')[:24] or 'list'}-{look['width']}.png"
        page.screenshot(path=Path(SHOTS) / file, full_page=True)


def appoint(page, names, duty):
    page.get_by_label("姓名或登录名").fill(names)
    page.get_by_role("button", name="查找").click()
    for name in names.split("、"):
        page.get_by_label(name).check()
    page.get_by_label(duty, exact=True).check()
    page.get_by_role("button", name="任命").click()
    page.get_by_text("已任命").wait_for()


def begin(page):
    """Paste a spec with a fault, mend it, keep it as a draft."""
    page.get_by_role("link", name="新建第一个活动").click()
    page.get_by_label("自己准备的设置文件", exact=True).check()
    page.get_by_text("自己准备的设置文件：选择文件，或者粘贴全文").click()
    page.get_by_label("设置全文").fill(WRONG)
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_text("设置里有 1 处要改").first.wait_for()
    assert "dip" in page.get_by_role("alert", name="设置里的问题").inner_text()
    assert page.get_by_label("设置全文").input_value().replace("\r\n", "\n") == WRONG
    page.get_by_label("设置全文").fill(RIGHT)
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_text("草稿建好了").wait_for()


def open_it(page):
    """Look at it as the public will, then open it."""
    page.get_by_role("link", name="预览").click()
    page.get_by_text("这是预览").wait_for()
    page.get_by_role("link", name="回到活动").click()
    page.get_by_role("link", name="开放活动").click()
    page.get_by_role("button", name="开放活动").click()
    page.get_by_text("已开放").first.wait_for()


def revise(page):
    """Give it more time, and see what differs first."""
    page.get_by_role("link", name="改基本信息").click()
    page.get_by_role("textbox", name="集中征集截止").fill("2099-09-30 18:00")
    page.get_by_role("button", name="对照现行版本").click()
    page.get_by_text("改了 1 处").wait_for()
    page.get_by_role("button", name="启用新版本").click()
    page.get_by_text("第 2 版已启用").wait_for()


def close(page):
    page.get_by_role("link", name="结束活动").click()
    page.get_by_label("原因").fill("征集工作完成")
    page.get_by_role("button", name="结束活动").click()
    page.get_by_text("活动已经结束").wait_for()


def test_a_campaign_lives_from_its_spec_to_its_end(visit, host):
    page = enter(visit, "/campaigns/mine/", forgive="422")

    begin(page)
    open_it(page)
    page.get_by_role("link", name="承办人员和专家").click()
    appoint(page, "许知行", "承办人员")
    appoint(page, "林一苇、乔木", "评审专家")
    page.get_by_role("link", name="返回").click()
    page.get_by_text("有 3 人在任").wait_for()
    revise(page)
    close(page)

    campaign = Campaign.objects.get()
    assert (campaign.slug, campaign.state, campaign.version.number) == ("henan-2026", "closed", 2)
    duties = Appointment.objects.filter(campaign_id=campaign.pk).values_list("duty", flat=True)
    assert sorted(duties) == ["expert", "expert", "operator"]


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: str(look["width"]))
def test_every_page_is_sound_in_every_width(make, visit, host, look):
    campaign = make.campaign(host=host)
    make.appointment("expert", over=campaign, person=make.person("苏砚"), of_org=host)
    make.work(campaign=campaign)
    at = f"/campaigns/mine/{campaign.pk}/"
    page, found = enter(visit, "/campaigns/mine/", forgive="422", **look), {}

    for path in (
        "", "new/", at, f"{at}basics/", f"{at}text/", f"{at}preview/", f"{at}versions/1/",
        f"/checks/versions/{campaign.version.pk}/", f"{at}people/?q=林一苇、乔木",
        f"{at}people/new/", f"{at}papers/", f"{at}close/", f"/works/taken/{campaign.pk}/",
    ):  # fmt: skip
        page.goto(path if path.startswith("/") else f"/campaigns/mine/{path}")
        pictured(page, f"{path.removeprefix(at).split('?')[0] or path}", look)
        if faults := faults_of(page):
            found[path] = faults
        if too_wide(page):
            found[path] = "too wide"
    page.goto(f"{at}text/")
    page.get_by_label("设置全文").fill(SPEC.replace("2022-08-31", "2022-09-30"))
    page.get_by_role("button", name="对照现行版本").click()
    page.get_by_text("改了 1 处").wait_for()
    pictured(page, "changes", look)
    assert faults_of(page) == []
    assert found == {}
