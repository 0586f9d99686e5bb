"""Tables and places in the form of a work: drawn, saved, held to their bounds, told in words."""

from html import unescape

import pytest
from django.utils import timezone

from kepu.access.queries import actor_of
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.submissions import queries
from kepu.submissions.actions import Draft, save
from kepu.submissions.models import Edition, Work
from make.campaigns import MICROVIDEO

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
TWO = {
    "f-creators.0.name": "测试甲",
    "f-creators.0.org": "新郑市第一小学（测试）",
    "f-creators.0.position": "教师",
    "f-creators.2.name": "测试乙",
    "f-creators.3.name": "",
}
CREATORS = [
    {"name": "测试甲", "org": "新郑市第一小学（测试）", "position": "教师"},
    {"name": "测试乙", "org": "", "position": ""},
]


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def hat(make):
    society = make.org("协会（测试）", kind="youth-association", place=make.place("河南省"))
    return make.appointment("clerk", over=society)


@pytest.fixture
def film(make, hat):
    campaign = make.campaign(slug=MICROVIDEO)
    return make.work("draft", by=actor_of(hat), org=hat.org, campaign=campaign, category="video")


@pytest.fixture
def photo(make, hat, now):
    """Begin a photo of the season in Henan, whose form asks for a place."""
    campaign = make.campaign(slug="science-day-xinjiang-2023")
    return Work.objects.create(
        campaign=campaign,
        version=campaign.version,
        org=hat.org,
        place=hat.org.place,
        category="photo",
        saved_at=now,
    )


def url(work):
    return f"/works/{work.pk}/edit/"


def text(page):
    return unescape(page.content.decode())


def saved(work):
    return Work.objects.get(pk=work.pk).fields


def test_a_table_is_saved_row_by_row_without_the_blank_ones_at_its_end(clerk, film):
    clerk.post(url(film), TWO | {"edits": 0, "do": "save"})

    assert saved(film)["creators"] == CREATORS
    page = text(clerk.get(url(film)))
    assert 'value="测试乙"' in page
    assert 'name="f-creators.2.name" value=""' in page  # for who has no scripts
    assert 'name="f-creators.__n__.name"' in page


def test_a_row_is_taken_out_by_its_button(clerk, film):
    clerk.post(url(film), TWO | {"edits": 0, "do": "drop:creators.0"})
    clerk.post(url(film), {"edits": 1, "do": "drop:nothing.7"})

    assert [row["name"] for row in saved(film)["creators"]] == []
    clerk.post(url(film), TWO | {"edits": 2, "do": "drop:creators.0"})
    assert [row["name"] for row in saved(film)["creators"]] == ["测试乙"]


def test_what_is_wrong_stands_beside_its_cell_and_what_is_missing_only_when_sent(clerk, film):
    answer = clerk.post(url(film), TWO | {"edits": 0, "do": ""}, headers=JSON).json()
    sent = text(clerk.post(url(film), TWO | {"edits": 1, "do": "send"}))

    assert answer["errors"]["f-creators.1.org"] == ""
    assert "主创人员（或单位）第 2 行：还没填工作或学习单位" in answer["parts"]["waiting"]
    error = sent[sent.index('data-error="f-creators.1.org"') :].partition("</p>")[0]
    assert "hidden" not in error.partition(">")[0]
    assert "还没填工作或学习单位" in error


def test_a_table_is_told_in_words_and_its_changes_too(film, hat, now, make):
    by = actor_of(hat)
    work = save(film.pk, Draft(fields={"creators": CREATORS}), seen=0, by=by, now=now)
    spec = spec_of(work.version)
    for number, rows in enumerate((CREATORS, CREATORS[:1]), start=1):
        content = queries.content(work) | {"fields": {"creators": rows}}
        Edition.objects.create(work=work, number=number, content=content, made_at=now)

    said = dict(queries.answers(spec, work))
    change = queries.changes(work, spec)[0]

    assert said["主创人员（或单位）"] == "测试甲，新郑市第一小学（测试），教师；测试乙"
    assert (change.label, change.after) == (
        "主创人员（或单位）",
        "测试甲，新郑市第一小学（测试），教师",
    )


def test_two_windows_show_what_the_table_holds(clerk, film):
    clerk.post(url(film), TWO | {"edits": 0, "do": "save"})

    clash = clerk.post(url(film), {"f-creators.0.name": "别人", "edits": 0}, headers=JSON)

    assert clash.status_code == 409
    told = {one["label"]: one["saved"] for one in clash.json()["theirs"]}
    assert told["主创人员（或单位）"] == "测试甲，新郑市第一小学（测试），教师；测试乙"


def test_a_place_is_chosen_step_by_step_and_kept_by_its_code(clerk, photo, make):
    county = make.place("新郑市")
    city = county.parent

    page = text(clerk.get(url(photo)))
    clerk.post(url(photo), {"f-place": [city.pk, county.pk], "edits": 0, "do": "save"})
    after = text(clerk.get(url(photo)))

    assert f'<option value="{city.pk}">' in page
    assert saved(photo)["place"] == county.code
    assert f'<option value="{county.pk}" selected>' in after
    answers = dict(queries.answers(spec_of(photo.version), Work.objects.get(pk=photo.pk)))
    assert answers["地点"] == "河南省郑州市新郑市"


def test_a_place_outside_the_campaign_is_none(clerk, photo, make):
    Campaign.objects.update(place=make.place("洛阳市"))

    clerk.post(url(photo), {"f-place": [make.place("新郑市").pk], "edits": 0, "do": "save"})

    assert saved(photo).get("place", "") == ""


def test_without_scripts_a_place_is_sought_by_name(clerk, photo, make):
    make.place("新郑市")
    sought = {"f-place-q": "新郑", "f-place-find": "1", "edits": 0}

    answer = clerk.post(url(photo), sought)
    page = text(clerk.get(answer["Location"]))

    assert answer["Location"].endswith("#f-place")
    assert 'name="f-place-hit"' in page


def test_a_form_without_a_search_leads_back_to_itself(clerk, film):
    assert clerk.post(url(film), {"edits": 0, "do": "save"})["Location"] == url(film)


def test_a_date_has_a_calendar_but_not_over_what_it_cannot_show(clerk, film):
    empty = text(clerk.get(url(film)))
    clerk.post(url(film), {"f-broadcast": "去年", "edits": 0, "do": "save"})

    def control(page):
        return page[page.index('id="f-broadcast" ') :].partition(">")[0]

    assert 'type="date"' in control(empty)
    odd = control(text(clerk.get(url(film))))
    assert 'value="去年" type="text"' in odd
