"""A draft follows the campaign to the version in force: the form asks what sending will ask."""

import pytest

from kepu.access.queries import actor_of
from kepu.campaigns import actions as campaigns
from kepu.checks import actions as checks
from kepu.checks.queries import impact, judgements_of
from kepu.core.actor import Actor
from kepu.people.models import Person
from kepu.submissions import actions
from kepu.submissions.actions.refusals import CategoryOver, NotReady
from kepu.submissions.models import SlotFile, Work

pytestmark = pytest.mark.django_db
SETUP = Actor.machine("setup")
STRICTER = ("limits = { at_least = 300 }", "limits = { at_least = 600 }")
RENAMED = ('code = "picture"', 'code = "photo"')


@pytest.fixture
def clerk(make):
    return make.actor("clerk", over=make.org())


@pytest.fixture
def draft(make, clerk, client):
    client.force_login(Person.objects.get(pk=clerk.person_id))
    return make.work("ready", by=clerk, org=make.org())


def revise(make, work, now, *changes):
    return campaigns.revise(work.campaign_id, make.spec(*changes), by=SETUP, now=now).version


def test_the_form_shows_what_the_version_in_force_asks(client, make, draft, now):
    revised = revise(make, draft, now, STRICTER)

    page = client.get(f"/works/{draft.pk}/edit/", follow=True).content.decode()

    assert "低于 600 DPI" in page
    assert "第 2 版" in page
    assert Work.objects.get(pk=draft.pk).version == revised


def test_what_is_asked_for_no_more_is_taken_out_and_the_new_can_be_put_in(
    client, make, draft, clerk, now
):
    revise(make, draft, now, RENAMED)

    page = client.get(f"/works/{draft.pk}/edit/", follow=True)

    assert 'name="file-photo"' in page.content.decode()
    old = SlotFile.objects.get(work=draft)
    assert (old.slot, old.current) == ("picture", False)
    make.attached(Work.objects.get(pk=draft.pk), by=clerk, slot="photo")
    assert actions.submit(draft.pk, by=clerk, now=now).version.number == 2


def test_what_was_typed_before_the_revision_is_kept_under_the_new_one(client, make, draft, now):
    revise(make, draft, now, STRICTER)
    said = {"f-title": "雷雨天怎么走", "edits": draft.edits, "do": ""}

    answer = client.post(f"/works/{draft.pk}/edit/", said, headers={"accept": "application/json"})

    assert answer.status_code == 200
    work = Work.objects.get(pk=draft.pk)
    assert (work.title, work.version.number) == ("雷雨天怎么走", 2)


def test_more_files_than_the_revision_takes_are_to_be_taken_out(client, make, draft, clerk, now):
    for n in range(2):
        make.attached(
            draft, make.blob(make.jpg(3508 + n, 2480, dpi=300), by=clerk), by=clerk, name=f"{n}.jpg"
        )
    revise(make, draft, now, ("count = [1, 60]", "count = [1, 2]"))

    page = client.get(f"/works/{draft.pk}/edit/", follow=True).content.decode()

    assert "图片文件最多 2 件，现在 3 件，要移除 1 件" in page
    with pytest.raises(NotReady):
        actions.submit(draft.pk, by=clerk, now=now)
    actions.detach(SlotFile.objects.filter(work=draft).last().pk, by=clerk, now=now)
    assert actions.submit(draft.pk, by=clerk, now=now).version.number == 2


def test_a_file_brought_under_a_new_version_is_still_one_file(make, draft, now):
    for work in (draft, make.work("ready", campaign=draft.campaign)):
        make.judged(work)
    revised = revise(make, draft, now, STRICTER)
    checks.reconsider_all(revised, by=SETUP, now=now)

    actions.renew(draft.pk, by=actor_of(make.appointment("clerk", over=draft.org)), now=now)
    checks.reconsider_all(revised, by=SETUP, now=now)

    assert sum(turn.files for turn in impact(revised)) == 2
    assert SlotFile.objects.get(work=draft).file_ref in judgements_of(
        SlotFile.objects.filter(work=draft).values_list("file_ref", flat=True)
    )


def test_for_whom_it_was_typed_stays_where_it_is_now_ticked(client, make, clerk, now):
    ticked = 'kind = "choices", choices = "audience", '
    client.force_login(Person.objects.get(pk=clerk.person_id))
    campaign = make.campaign((ticked, ""))
    said = {"audience": "中小学生、家长"}
    draft = make.work("ready", by=clerk, org=make.org(), campaign=campaign, fields=said)
    revise(make, draft, now)

    page = client.get(f"/works/{draft.pk}/edit/", follow=True).content.decode()
    form = {"f-audience": ["farmers"], "f-audience-other": "中小学生、家长", "edits": draft.edits}
    client.post(f"/works/{draft.pk}/edit/", form | {"do": "save", "f-title": "雷雨"})

    assert '<input type="checkbox" name="f-audience" value="farmers">农民' in page
    assert 'name="f-audience-other" value="中小学生、家长"' in page
    kept = Work.objects.get(pk=draft.pk)
    assert kept.fields["audience"] == ["farmers", "中小学生、家长"]


def test_a_category_that_is_over_says_so_and_keeps_the_draft(client, make, draft, clerk, now):
    spec = make.spec()
    fewer = tuple(one for one in spec.categories if one.code != "image")
    changed = spec.model_copy(update={"categories": fewer})
    campaigns.revise(draft.campaign_id, changed, by=SETUP, now=now)

    with pytest.raises(CategoryOver, match="不再征集“图片类”"):
        actions.submit(draft.pk, by=clerk, now=now)

    assert client.get(f"/works/{draft.pk}/edit/").status_code == 200
    assert Work.objects.get(pk=draft.pk).version.number == 1


def test_a_work_that_was_handed_in_stays_with_its_version(client, make, draft, clerk, now):
    work = actions.submit(draft.pk, by=clerk, now=now)
    revise(make, work, now, STRICTER)

    assert client.get(f"/works/{work.pk}/").status_code == 200
    assert Work.objects.get(pk=work.pk).version.number == 1
