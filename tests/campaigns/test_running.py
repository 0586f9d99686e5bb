"""Pages of those who run campaigns: begin, preview, open, revise, close."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kepu.campaigns import actions
from kepu.campaigns.models import Campaign
from kepu.campaigns.specs import founding
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.orgs.models import Kind

TEXT = founding()["henan-resources-2022"].read_text(encoding="utf-8")
SETUP = Actor.machine("setup")
pytestmark = pytest.mark.usefixtures("province")
LIST = "/campaigns/mine/"
NEW = {"base": "henan-resources-2022", "title": "河南省科普资源征集", "slug": "henan-2026"}
BASICS = {
    "title": "河南省科普资源征集",
    "begins": "HN-",
    "notice": "关于征集的通知",
    "number": "豫科协〔2026〕1号",
    "issuers": "河南省科学技术协会",
    "issued": "2026-03",
    "opens-0": "2026-04-01",
    "closes-0": "2026-05-31 18:00",
    "rolling-0": "on",
    "words-0": "集中征集时间为2026年4月1日至5月31日18时",
}


@pytest.fixture
def host(make):
    province = make.place("河南省")
    return make.org("河南省科学技术协会", kind=Kind.PROVINCE_CAST, place=province)


@pytest.fixture
def officer(make, client, host):
    """Log in an officer of the province, who sits in the host."""
    hat = make.appointment("officer", over=make.place("河南省"), of_org=host)
    client.force_login(hat.person)
    return hat


@pytest.fixture
def draft(make, now, host):
    return actions.prepare(make.spec(), host=host, place=host.place, by=SETUP, now=now)


def text(answer):
    return unescape(answer.content.decode().replace("<wbr>", ""))


def own(campaign, page=""):
    return f"{LIST}{campaign.pk}/{page}"


def test_an_officer_begins_with_a_founding_notice_and_goes_on_to_its_dates(client, officer, host):
    answer = client.post(f"{LIST}new/", NEW | {"host": host.name, "operator": ""})

    campaign = Campaign.objects.get()
    assert answer.url == own(campaign, "basics/")
    assert (campaign.slug, campaign.title, campaign.state) == (
        "henan-2026", "河南省科普资源征集", "draft",
    )  # fmt: skip
    assert campaign.host == host
    assert Line.objects.get(verb="campaign.prepare").person_id == officer.person_id


def test_a_spec_of_ones_own_is_pasted(client, officer, host):
    answer = client.post(f"{LIST}new/", {"base": "own", "text": TEXT, "host": host.name})

    assert answer.url == own(Campaign.objects.get())


def test_a_spec_of_ones_own_is_brought_as_a_file_even_in_an_old_coding(client, officer, host):
    for slug, coding in (("one", "utf-8-sig"), ("two", "gb18030")):
        told = TEXT.replace("henan-resources-2022", slug).replace("•", "")
        client.post(
            f"{LIST}new/",
            {"base": "own", "host": host.name, "file": file_of(told.encode(coding))},
        )

    titles = Campaign.objects.values_list("title", flat=True)
    assert list(titles) == ["河南省优质科普资源征集活动"] * 2


def file_of(content):
    return SimpleUploadedFile("spec.toml", content)


def test_what_is_wrong_stands_with_its_line_and_nothing_typed_is_lost(client, officer, host):
    wrong = TEXT.replace('check = "resolution"', 'check = "resolutoin"')
    line = next(at for at, one in enumerate(wrong.splitlines(), 1) if "resolutoin" in one)

    answer = client.post(f"{LIST}new/", {"base": "own", "text": wrong, "host": host.name})

    page = text(answer)
    assert answer.status_code == 422
    assert f"第 {line} 行" in page
    assert 'check = "resolutoin"</code>' in page.replace("&quot;", '"')
    assert "关于开展河南省优质科普资源征集活动的通知" in page
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "请写这次活动的名称"),
        ({"slug": "大写"}, "网址代号只用小写字母"),
        ({"slug": "mine"}, "已有活动在用"),
        ({"base": "own", "text": " "}, "选择设置文件，或者把全文粘贴在这里"),
        ({"host": "没有这个单位"}, "没有登记过这个单位"),
    ],
)
def test_what_is_missing_is_said(client, officer, host, change, says):
    answer = client.post(f"{LIST}new/", NEW | {"host": host.name} | change)

    assert (answer.status_code, says in text(answer)) == (422, True)


def test_a_file_that_is_no_spec_is_refused_by_its_size(client, officer, host):
    answer = client.post(
        f"{LIST}new/", {"base": "own", "host": host.name, "file": file_of(b"a" * 1_000_001)}
    )

    assert "文件超过 1 MB" in text(answer)


def test_nobody_begins_for_a_host_out_of_reach(make, client, host):
    client.force_login(make.appointment("officer", over=make.place("新郑市")).person)

    answer = client.post(f"{LIST}new/", NEW | {"host": host.name})

    assert "这件事不在你的职责或辖区内" in text(answer)


def test_the_basics_of_a_draft_are_changed(client, officer, draft):
    answer = client.post(own(draft, "basics/"), BASICS)

    draft.refresh_from_db()
    assert answer.url == own(draft)
    assert (draft.title, f"{draft.closes_at:%m-%d %H:%M}") == ("河南省科普资源征集", "05-31 10:00")
    assert draft.draft["notice"]["issued"] == {"on": "2026-03", "precision": "month"}
    assert draft.draft["windows"][0]["words"] == BASICS["words-0"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"closes-0": "五月底"}, "看不懂“五月底”，请写成 2026年8月31日"),
        ({"closes-0": "2026-03"}, "截止 2026-03 早于开始"),
        ({"begins": "hn"}, "编号开头只用大写字母"),
        ({"words-0": ""}, "请填写"),
    ],
)
def test_wrong_basics_are_told_and_kept(client, officer, draft, change, says):
    answer = client.post(own(draft, "basics/"), BASICS | change)

    assert answer.status_code == 422
    assert says in text(answer)
    assert BASICS["notice"] in text(answer)


@pytest.mark.parametrize(
    ("said", "closes"),
    [
        ("2026年5月31日18:00", "05-31 10:00"),
        ("2026/5/31", "05-31 15:59"),
        ("２０２６．５", "05-31 15:59"),
        ("2026年5月31日 9时", "05-31 01:00"),
    ],
)
def test_a_date_is_read_as_people_write_it(client, officer, draft, said, closes):
    client.post(own(draft, "basics/"), BASICS | {"closes-0": said})

    draft.refresh_from_db()
    assert f"{draft.closes_at:%m-%d %H:%M}" == closes


def test_a_window_may_have_no_beginning(client, officer, draft):
    client.post(own(draft, "basics/"), BASICS | {"opens-0": ""})

    draft.refresh_from_db()
    assert draft.opens_at is None


def test_the_preview_is_the_public_page(client, officer, draft, now):
    client.post(own(draft, "basics/"), BASICS)
    preview = client.get(own(draft, "preview/"))
    hidden = client.get(draft.get_absolute_url())
    actions.open_(draft.pk, by=SETUP, now=now)
    public = client.get(draft.get_absolute_url())

    assert hidden.status_code == 404
    assert main_of(preview) == main_of(public)
    assert "活动还没有开放" in text(preview)


def main_of(answer):
    """Give what a page says in its middle, but for the bar of the preview and its links."""
    page = text(answer)
    body = page[page.index('<div class="hero">') : page.index("</main>")]
    return re.sub(r"<[^>]+>", "", body).split()


def test_opening_is_asked_once_more_and_freezes_version_1(client, officer, draft):
    warned = text(client.get(own(draft, "open/")))
    answer = client.post(own(draft, "open/"))

    draft.refresh_from_db()
    assert "只能按常态化报送" in warned
    assert answer.url == own(draft)
    assert (draft.state, draft.version.number) == ("open", 1)
    assert "第 1 版" in text(client.get(own(draft)))


def test_a_window_that_is_over_is_warned_of_before_opening(make, client, officer, host, now):
    spec = make.spec(("rolling = true", "rolling = false"))
    campaign = actions.prepare(spec, host=host, place=host.place, by=SETUP, now=now)

    assert "截止时间已经过了" in text(client.get(own(campaign, "open/")))


def test_a_revision_shows_what_differs_before_it_is_put_in_force(make, client, officer, host):
    campaign = make.campaign(host=host)
    changed = TEXT.replace("2022-08-31", "2022-09-30")

    looked = client.post(own(campaign, "text/"), {"text": changed})

    campaign.refresh_from_db()
    assert campaign.version.number == 1
    page = text(looked)
    assert "时间窗口“集中征集”：截止" in page
    assert "<del>2022 年 8 月 31 日</del>" in page
    assert "<ins>2022 年 9 月 30 日</ins>" in page

    kept = unescape(
        re.search(r'name="text" hidden>(.*?)</textarea>', looked.content.decode(), re.DOTALL)[1]
    )
    answer = client.post(own(campaign, "text/"), {"text": kept, "sure": "1"})

    campaign.refresh_from_db()
    assert answer.url == own(campaign)
    assert campaign.version.number == 2
    differences = text(client.get(own(campaign, "versions/2/")))
    assert "<ins>2022 年 9 月 30 日</ins>" in differences
    assert "这是第一版" in text(client.get(own(campaign, "versions/1/")))


def test_before_a_revision_it_is_said_what_to_look_at_twice(make, client, officer, host):
    campaign = make.campaign(host=host)
    changed = TEXT.replace("closes = { at = 2022-08-31,", "closes = { at = 2022-09-30,")
    changed = changed.replace("count = [1, 60]", "count = [1, 20]")

    shown = text(client.post(own(campaign, "text/"), {"text": changed}))
    client.post(own(campaign, "text/"), {"text": changed, "sure": "1"})
    after = text(client.get(own(campaign, "versions/2/")))

    assert "“集中征集”的截止时间是2022 年 9 月 30 日" in shown
    assert "旁边引用的通知原文里没有这一天" in shown
    for page in (shown, after):
        assert "图片类的“图片文件”：最多 60 件，改为最多 20 件" in page
        assert f'hx-get="/works/over/{campaign.pk}/?slot=image.picture.20"' in page


def test_an_older_version_is_looked_at_as_it_was(make, client, officer, host, now):
    campaign = make.campaign(host=host)
    actions.revise(
        campaign.pk, make.spec(("河南省优质科普资源征集活动", "第二届征集")), by=SETUP, now=now
    )

    assert "河南省优质科普资源征集活动" in text(client.get(own(campaign, "preview/?version=1")))
    assert client.get(own(campaign, "preview/?version=99999999999")).status_code == 200
    assert '<h1 class="ph">第二届征集' in text(client.get(own(campaign, "preview/")))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("2022-08-31", "2022-08-31"), "与现行的第 1 版没有差别"),
        (("henan-resources-2022", "other"), "不能作为它的新版本"),
        (("schema = 1", "schema = 7"), "格式版本 7 不认识"),
    ],
)
def test_a_revision_that_is_none_is_refused(make, client, officer, host, change, says):
    campaign = make.campaign(host=host)

    answer = client.post(own(campaign, "text/"), {"text": TEXT.replace(*change)})

    assert answer.status_code == 422
    assert says in text(answer)


def test_an_empty_text_is_no_spec(client, officer, draft):
    answer = client.post(own(draft, "text/"), {"text": ""})

    assert "选择设置文件，或者把全文粘贴在这里" in text(answer)


def test_a_closed_campaign_is_not_revised_on_its_page(make, client, officer, host, now):
    campaign = actions.close(make.campaign(host=host).pk, by=SETUP, now=now)

    answer = client.post(own(campaign, "text/"), {"text": TEXT})

    assert "已经结束，不能再改" in text(answer)


def test_the_text_is_taken_home_and_brought_back(client, officer, draft):
    answer = client.get(own(draft, "text.toml"))

    assert answer["Content-Disposition"] == 'attachment; filename="henan-resources-2022.toml"'
    assert client.post(own(draft, "text/"), {"text": answer.content.decode()}).status_code == 302


def test_a_campaign_is_closed_with_a_reason(make, client, officer, host):
    campaign = make.campaign(host=host)

    client.post(own(campaign, "close/"), {"why": "征集工作完成"})

    campaign.refresh_from_db()
    assert campaign.state == "closed"
    page = text(client.get(own(campaign)))
    assert "结束：征集工作完成" in page
    assert "改基本信息" not in page


def test_who_undertakes_it_is_said_on_its_page(make, client, officer, host):
    campaign, library = make.campaign(host=host), make.org("某知网公司", kind=Kind.ENTERPRISE)

    client.post(own(campaign, "operator/"), {"operator": library.name})
    assert library.name in text(client.get(own(campaign)))

    client.post(own(campaign, "operator/"), {"operator": ""})
    campaign.refresh_from_db()
    assert campaign.operator is None


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_1_and_30(
    make, client, officer, host, rows, django_assert_num_queries
):
    for number in range(rows):
        make.campaign(("henan-resources-2022", f"campaign-{number}"), host=host)

    with django_assert_num_queries(6):  # session, person, hat, two of the frame, campaigns
        page = text(client.get(LIST))

    assert page.count('href="/campaigns/mine/0') == rows


def test_the_list_is_narrowed_by_state_and_says_when_it_is_empty(make, client, officer, host):
    assert "还没有活动" in text(client.get(LIST))
    make.campaign(host=host)

    assert "没有这种状态的活动" in text(client.get(LIST, {"state": "closed"}))
    assert "第 1 版" in text(client.get(LIST, {"state": "open"}))


def test_the_page_of_a_campaign_asks_eleven_questions(
    make, client, officer, host, django_assert_num_queries
):
    campaign = make.campaign(host=host)
    client.get(own(campaign))

    with django_assert_num_queries(11):
        client.get(own(campaign))
