"""A draft that is given up is nobody's business any more, and is brought back as it was."""

import pytest

from kepu.access.queries import actor_of
from kepu.campaigns.queries import spec_of
from kepu.journal.models import Line
from kepu.submissions import actions, queries
from kepu.submissions.life import State
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db
TABLE = "/works/drafts/henan-resources-2022/"


@pytest.fixture
def draft(make, hat):
    return make.work("ready", by=actor_of(hat), org=hat.org)


def state(work):
    return Work.objects.get(pk=work.pk).state


def text(answer):
    return answer.content.decode().replace("<wbr>", "")


def test_a_draft_is_given_up_from_its_page_and_found_again(clerk, draft):
    away = clerk.post(f"/works/{draft.pk}/discard/", follow=True)
    listed, kept = text(clerk.get("/works/")), text(clerk.get("/works/?state=discarded"))
    page = text(clerk.get(f"/works/{draft.pk}/edit/", follow=True))
    back = clerk.post("/works/bring-back/", {"work": str(draft.pk)}, follow=True)

    assert "已丢弃，在“我的报送”的“已丢弃”里可以找回" in text(away)
    assert str(draft.pk) not in listed
    assert str(draft.pk) in kept
    assert "这份草稿丢弃了" in page
    assert queries.files_of(draft)[0].name in page
    assert "已找回" in text(back)
    assert state(draft) == State.DRAFT
    assert queries.lacking(queries.sheet(draft, spec_of(draft.version))) == []


def test_who_still_types_in_another_window_is_told(clerk, draft, hat, now):
    actions.discard([draft.pk], by=actor_of(hat), now=now)

    told = clerk.post(
        f"/works/{draft.pk}/edit/", {"do": ""}, headers={"accept": "application/json"}
    )

    assert (told.status_code, told.json()["says"]) == (422, f"“{draft}”现在是“已丢弃”，不能改")


def test_each_leaves_a_line(draft, hat, now):
    actions.discard([draft.pk], by=actor_of(hat), now=now)
    actions.bring_back([draft.pk], by=actor_of(hat), now=now)

    lines = Line.objects.filter(subject_kind="work", subject_id=str(draft.pk)).order_by("pk")
    assert [line.verb for line in lines][-2:] == ["work.discard", "work.bring_back"]


def test_nobody_else_sees_what_was_given_up(client, make, draft, hat, now):
    actions.discard([draft.pk], by=actor_of(hat), now=now)
    officer = make.appointment("officer", over=make.place("新郑市"))
    client.force_login(officer.person)

    assert draft not in queries.works_before(actor_of(officer))
    assert draft not in queries.taken_in(draft.campaign, actor_of(officer))
    assert client.get(f"/works/{draft.pk}/review/").status_code == 404


def test_the_drafts_of_others_and_what_was_handed_in_are_left_alone(clerk, make, draft, hat, now):
    sent = make.work(by=actor_of(hat), org=hat.org)
    theirs = make.work("draft", org=make.org("别家"))

    gone = actions.discard([draft.pk, sent.pk, theirs.pk], by=actor_of(hat), now=now)
    answer = clerk.post(f"/works/{sent.pk}/discard/", follow=True)

    assert gone == [draft]
    assert (state(sent), state(theirs)) == (State.HANDED_IN, State.DRAFT)
    assert "没有丢弃：刚才已经报送" in text(answer)


def test_one_line_of_the_table_is_given_up(clerk, make, draft, hat):
    other = make.work("ready", by=actor_of(hat), org=hat.org)

    answer = clerk.post(TABLE, {"do": f"discard:{draft.pk}"}, follow=True)

    assert str(draft.pk) not in text(answer)
    assert str(other.pk) in text(answer)


def test_a_batch_that_was_sorted_wrongly_is_given_up_and_sent_again(clerk, make, draft, hat, now):
    batch, by = make.batch(by=actor_of(hat), org=hat.org), actor_of(hat)
    wrong = make.many(2, batch, by=by)

    answer = clerk.post(f"{TABLE}?batch={batch.pk}", {"do": "discard_all"}, follow=True)
    again = make.many(2, batch, by=by)
    clerk.post("/works/bring-back/", {"work": [str(work.pk) for work in wrong]})

    assert "丢弃了 2 件草稿" in text(answer)
    assert {work.pk for work in again}.isdisjoint(work.pk for work in wrong)
    assert batch.works.count() == 2
    assert [state(work) for work in (*wrong, draft)] == [State.DRAFT] * 3


def test_all_is_given_up_of_a_batch_only(clerk, draft):
    clerk.post(TABLE, {"do": "discard_all"})

    assert state(draft) == State.DRAFT


def test_handed_in_and_given_up_at_once_one_of_the_two_happens(make, now, at_once):
    make.appointment("officer", over=make.place("新郑市"))
    org = make.org()
    clerk = make.actor("clerk", over=org)
    work = make.work("ready", by=clerk, org=org)
    deeds = [actions.submit, lambda pk, **named: actions.discard([pk], **named)]

    at_once(2, lambda: deeds.pop()(work.pk, by=clerk, now=now))

    left = Work.objects.get(pk=work.pk)
    assert (left.state == State.HANDED_IN) == bool(left.number)
    assert left.state in {State.HANDED_IN, State.DISCARDED}
