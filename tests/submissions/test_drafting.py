"""Starting works and saving drafts: who may, when, and what two windows do to each other."""

from datetime import datetime, timedelta

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.campaigns.models import Campaign
from kepu.checks.queries import judgements_of
from kepu.core.clock import CHINA
from kepu.journal.models import Line
from kepu.submissions import actions, queries
from kepu.submissions.actions import Draft
from kepu.submissions.actions.refusals import (
    CampaignClosed,
    EditedElsewhere,
    ItemShut,
    NoSuchCategory,
    NotEligible,
    NotYetOpen,
    ShutNow,
)
from kepu.submissions.life import State
from kepu.submissions.models import Work
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db
LAST = datetime(2022, 8, 31, 23, 59, 59, tzinfo=CHINA)
SECOND = timedelta(seconds=1)


def test_a_clerk_starts_a_draft_for_their_own_organisation(make, now):
    org = make.org()
    clerk = make.actor("clerk", over=org)

    work = actions.start(make.campaign(), "image", org=org, by=clerk, now=now)

    assert (work.state, work.klass, work.place) == (State.DRAFT, "unit", org.place)
    assert work.created_by == clerk.person_id


def test_not_for_another_organisation(make, now):
    clerk = make.actor("clerk", over=make.org())

    with pytest.raises(NotYours):
        actions.start(make.campaign(), "image", org=make.org("别家"), by=clerk, now=now)


def test_an_organisation_of_another_kind_is_told_why_it_may_not(make, now):
    org = make.org("一村科普组", kind="village-group")

    with pytest.raises(NotEligible, match="登记为“村（社区）科普组织”"):
        actions.start(make.campaign(), "image", org=org, by=make.actor("clerk", over=org), now=now)


@pytest.mark.parametrize(
    ("instant", "error", "says"),
    [
        (datetime(2022, 7, 3, 23, 59, 59, tzinfo=CHINA), NotYetOpen, "7 月 4 日 00:00 开始"),
        (LAST, None, ""),
        (LAST + SECOND, CampaignClosed, "8 月 31 日 24:00 截止"),
    ],
)
def test_the_window_holds_to_the_second(make, instant, error, says):
    org, campaign = make.org(), make.campaign(NOT_ROLLING)
    clerk = make.actor("clerk", over=org)

    def start():
        return actions.start(campaign, "image", org=org, by=clerk, now=instant)

    if error is None:
        assert start().state == State.DRAFT
    else:
        with pytest.raises(error, match=says):
            start()


def test_a_campaign_in_preparation_takes_nothing(make, now):
    org, campaign = make.org(), make.campaign()
    Campaign.objects.filter(pk=campaign.pk).update(version=None, draft={}, state="draft")
    campaign.refresh_from_db()

    with pytest.raises(NotYetOpen):
        actions.start(campaign, "image", org=org, by=make.actor("clerk", over=org), now=now)


def test_an_unknown_category_is_refused(make, now):
    org = make.org()

    with pytest.raises(NoSuchCategory):
        actions.start(make.campaign(), "opera", org=org, by=make.actor("clerk", over=org), now=now)


def test_saving_keeps_what_is_typed_even_if_it_is_wrong(make, now):
    clerk = make.actor("clerk", over=make.org())
    work = make.work("draft", by=clerk, org=work_org(clerk))

    saved = actions.save(
        work.pk, Draft(fields={"title": "雷雨", "made_in": "去年"}), seen=0, by=clerk, now=now
    )

    assert (saved.title, saved.fields["made_in"], saved.edits) == ("雷雨", "去年", 1)


def test_fields_the_notice_does_not_ask_are_dropped(make, now):
    clerk = make.actor("clerk", over=make.org())
    work = make.work("draft", by=clerk, org=work_org(clerk))

    saved = actions.save(
        work.pk, Draft(fields={"colour": "red"}, typed={"picture": "x"}), seen=0, by=clerk, now=now
    )

    assert (saved.fields, saved.typed) == ({}, {})


def test_autosave_writes_no_line(make, now):
    clerk = make.actor("clerk", over=make.org())
    work = make.work("draft", by=clerk, org=work_org(clerk))
    before = Line.objects.count()

    actions.save(work.pk, Draft(fields={"title": "雷雨"}), seen=0, by=clerk, now=now)

    assert Line.objects.count() == before


def test_the_second_of_two_windows_is_told_and_the_first_keeps_its_words(make, now):
    clerk = make.actor("clerk", over=make.org())
    work = make.work("draft", by=clerk, org=work_org(clerk))
    actions.save(work.pk, Draft(fields={"title": "第一窗"}), seen=0, by=clerk, now=now)

    with pytest.raises(EditedElsewhere):
        actions.save(work.pk, Draft(fields={"title": "第二窗"}), seen=0, by=clerk, now=now)

    assert Work.objects.get().title == "第一窗"


def test_the_same_words_said_twice_are_kept_once(make, now):
    clerk = make.actor("clerk", over=make.org())
    work = make.work("draft", by=clerk, org=work_org(clerk))
    draft = Draft(fields={"title": "雷雨"})
    once = actions.save(work.pk, draft, seen=0, by=clerk, now=now)

    twice = actions.save(work.pk, draft, seen=0, by=clerk, now=now)

    assert (twice.title, twice.edits) == ("雷雨", once.edits)


def test_a_neighbour_may_not_save(make, now):
    work = make.work("draft")

    with pytest.raises(NotYours):
        actions.save(
            work.pk, Draft(), seen=0, by=make.actor("clerk", over=make.org("别家")), now=now
        )


def test_what_is_handed_in_is_not_changed(make, now):
    work = make.work()
    clerk = make.actor("clerk", over=work.org)

    with pytest.raises(ShutNow, match="已报送"):
        actions.save(work.pk, Draft(), seen=work.edits, by=clerk, now=now)


def test_a_returned_work_is_open_only_where_it_was_named(make, now):
    work = make.work()
    clerk = make.actor("clerk", over=work.org)
    Work.objects.filter(pk=work.pk).update(state=State.RETURNED, open_items=["abstract"])

    actions.save(work.pk, changed(work, abstract="改好了"), seen=work.edits, by=clerk, now=now)
    with pytest.raises(ItemShut, match="资源名称"):
        actions.save(
            work.pk, changed(work, title="另一个名字"), seen=work.edits + 1, by=clerk, now=now
        )

    assert Work.objects.get().fields["abstract"] == "改好了"


def test_a_new_print_width_judges_the_picture_anew_without_decoding(make, now):
    org = make.org()
    clerk = make.actor("clerk", over=org)
    work = make.work("ready", by=clerk, org=org)
    file = queries.files_of(work)[0]

    actions.save(work.pk, changed(work, print_width_mm="1000"), seen=work.edits, by=clerk, now=now)

    assert judgements_of([file.file_ref])[file.file_ref].verdict == "block"


def changed(work, **answers):
    return Draft(subtype=work.subtype, fields={**work.fields, **answers})


def work_org(clerk):
    from kepu.orgs.models import Org

    return Org.objects.get(pk=clerk.org_id)
