"""Many works at once: what they share, what becomes of each file, and how long a title may be."""

from datetime import datetime
from functools import cache

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.campaigns.queries import spec_of
from kepu.core.clock import CHINA
from kepu.journal.models import Line
from kepu.submissions import actions, queries
from kepu.submissions.actions import Draft, Piece
from kepu.submissions.actions.refusals import (
    CampaignClosed,
    NoSuchBatch,
    NoSuchCategory,
    NoSuchSlot,
    NotEligible,
)
from kepu.submissions.models import Work
from make.campaigns import NOT_ROLLING
from make.files import word
from make.media import jpg
from make.submissions import ANSWERS

pytestmark = pytest.mark.django_db
AFTER = datetime(2022, 9, 1, tzinfo=CHINA)
SHARED = Draft(subtype="wall-chart", fields={"theme": ["emergency"], "made_in": "2021"})


@pytest.fixture
def org(make):
    return make.org()


@pytest.fixture
def clerk(make, org):
    return make.actor("clerk", over=org)


@pytest.fixture
def batch(make, org, clerk, now):
    return actions.begin(make.campaign(NOT_ROLLING), "image", org=org, by=clerk, now=now)


@cache
def picture(width, dpi):
    return jpg(width, 300, dpi=dpi)


@pytest.fixture
def bring(make, batch, clerk, now):
    def of(name, *, key="", dpi=300, width=400, by=clerk, at=now):
        blob = make.blob(picture(width, dpi), by=clerk)
        brought = actions.Brought(blob=blob, name=name)
        piece = Piece(key=key or name, title=(key or name[:-4]), slot="picture", brought=brought)
        return actions.bring(batch.pk, piece, by=by, now=at)

    return of


def files(work):
    return [file.name for file in queries.files_of(work)]


def test_every_file_becomes_a_draft_with_its_name_and_what_all_share(batch, bring, clerk, now):
    actions.share(batch.pk, SHARED, by=clerk, now=now)

    work = bring("03-雷电_从哪来.jpg")

    work = Work.objects.get(pk=work.pk)
    assert (work.title, work.subtype, work.state) == ("雷电 从哪来", "wall-chart", "draft")
    assert work.fields == {"theme": ["emergency"], "made_in": "2021", "title": "雷电 从哪来"}
    assert files(work) == ["03-雷电_从哪来.jpg"]


def test_the_same_file_once_more_is_there_already(bring):
    first = bring("雷电.jpg")

    assert bring("雷电.jpg").pk == first.pk
    assert Work.objects.count() == 1
    assert files(first) == ["雷电.jpg"]


def test_another_file_of_the_same_name_takes_the_place_of_what_was_refused(make, bring):
    first = bring("雷电.jpg", dpi=72)

    again = bring("雷电.jpg")

    assert (again.pk, files(again)) == (first.pk, ["雷电.jpg"])
    assert queries.lacking(queries.sheet(again, spec_of(again.version)))[0].word == "缺细类"


def test_a_good_file_is_not_displaced_where_a_work_holds_one(make, org, clerk, now, tmp_path):
    batch = actions.begin(make.campaign(), "article", org=org, by=clerk, now=now)

    one, other = (word(tmp_path / "防雷.docx", text).read_bytes() for text in "甲乙")

    def bring(content):
        brought = actions.Brought(blob=make.blob(content, by=clerk), name="防雷.docx")
        piece = Piece(key="防雷.docx", title="防雷", slot="text", brought=brought)
        return actions.bring(batch.pk, piece, by=clerk, now=now)

    works = [bring(one), bring(other), bring(one)]

    assert [work.batch_key for work in works] == ["防雷.docx", "防雷.docx (2)", "防雷.docx"]


def test_files_of_one_group_are_one_work(bring):
    first = bring("1.jpg", key="雷电")

    assert bring("2.jpg", key="雷电", width=416).pk == first.pk
    assert (first.title, files(first)) == ("雷电", ["1.jpg", "2.jpg"])


def test_a_group_that_was_handed_in_is_left_alone(make, bring, clerk, now):
    first = bring("雷电.jpg")
    draft = Draft(subtype="wall-chart", fields=ANSWERS)
    actions.save(first.pk, draft, seen=first.edits, by=clerk, now=now)
    actions.submit(first.pk, by=clerk, now=now)

    assert bring("雷电.jpg").pk == first.pk
    assert bring("雷电.jpg", width=416).batch_key == "雷电.jpg (2)"


def test_what_is_shared_later_reaches_drafts_but_not_what_was_typed_in_them(
    batch, bring, clerk, now
):
    actions.share(batch.pk, SHARED, by=clerk, now=now)
    plain, typed = bring("雷电.jpg"), bring("台风.jpg", width=416)
    own = Draft(subtype="photo", fields={"made_in": "2019"})
    actions.save(typed.pk, own, seen=typed.edits, by=clerk, now=now)

    later = Draft(subtype="wall-chart", fields={"made_in": "2020", "author": "科普部"})
    told = actions.share(batch.pk, later, by=clerk, now=now)

    plain, typed = (Work.objects.get(pk=work.pk) for work in (plain, typed))
    assert told == 2
    assert (plain.fields["made_in"], plain.fields["author"]) == ("2020", "科普部")
    assert (typed.fields["made_in"], typed.fields["author"]) == ("2019", "科普部")
    assert (plain.subtype, typed.subtype) == ("wall-chart", "photo")
    assert actions.share(batch.pk, later, by=clerk, now=now) == 0


def test_a_batch_and_what_is_shared_have_their_lines_in_the_journal(batch, bring, clerk, now):
    bring("雷电.jpg")
    actions.share(batch.pk, SHARED, by=clerk, now=now)

    verbs = list(Line.objects.order_by("pk").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith(("batch.", "work."))] == [
        "batch.begin", "work.start", "work.attach", "batch.share",
    ]  # fmt: skip


def test_after_the_window_nothing_is_begun_and_no_file_is_taken(make, batch, bring, clerk, now):
    with pytest.raises(CampaignClosed):
        actions.begin(batch.campaign, "image", org=batch.org, by=clerk, now=AFTER)
    with pytest.raises(CampaignClosed):
        actions.admit_to(batch.pk, "picture", at_most_bytes=1, by=clerk, now=AFTER)
    with pytest.raises(CampaignClosed):
        bring("雷电.jpg", at=AFTER)
    assert Work.objects.count() == 0


def test_a_batch_is_begun_by_who_may_and_in_what_there_is(make, batch, clerk, now):
    stranger, village = make.org("洛阳市科协"), make.org("一村科普组", kind="village-group")

    with pytest.raises(NotYours):
        actions.begin(batch.campaign, "image", org=stranger, by=clerk, now=now)
    with pytest.raises(NoSuchCategory):
        actions.begin(batch.campaign, "poem", org=batch.org, by=clerk, now=now)
    villager = make.actor("clerk", over=village)
    with pytest.raises(NotEligible):
        actions.begin(batch.campaign, "image", org=village, by=villager, now=now)


def test_another_organisation_finds_no_such_batch(make, batch, bring):
    stranger = make.actor("clerk", over=make.org("洛阳市科协"))

    with pytest.raises(NoSuchBatch):
        bring("雷电.jpg", by=stranger)


def test_a_slot_that_there_is_not_takes_nothing(batch, clerk, now):
    with pytest.raises(NoSuchSlot):
        actions.admit_to(batch.pk, "film", at_most_bytes=1, by=clerk, now=now)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("03-雷电_从哪来", "雷电 从哪来"),
        ("12、防溺水", "防溺水"),
        ("3-5岁儿童怎样刷牙", "3-5岁儿童怎样刷牙"),
        ("3.15 消费提示", "3.15 消费提示"),
        ("10个误区", "10个误区"),
        ("2022-冬奥里的科学", "2022-冬奥里的科学"),
        ("  .雷电\x07\t来了 - ", "雷电 来了"),
        ("长" * 90, "长" * 80),
        ("007", "007"),
    ],
)
def test_a_title_is_made_of_the_name_of_a_file(make, said, title):
    assert actions.title_of(said, make.spec(), "image") == title


def test_where_the_notice_is_silent_a_title_is_as_long_as_its_column(make):
    spec = make.spec(("bounds = { at_most = 80 }, ", ""))

    assert actions.title_of("长" * 120, spec, "image") == "长" * 100
