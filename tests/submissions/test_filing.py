"""Files in slots: versions, order, limits; and what checks say at once."""

from uuid import uuid4

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.checks.queries import judgements_of
from kepu.journal.models import Line
from kepu.submissions import actions, queries
from kepu.submissions.actions import Brought, Draft
from kepu.submissions.actions.refusals import ItemShut, NoSuchFile, NoSuchSlot, TooMany
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def org(make):
    return make.org()


@pytest.fixture
def clerk(make, org):
    return make.actor("clerk", over=org)


@pytest.fixture
def work(make, org, clerk):
    return make.work("draft", by=clerk, org=org)


def judgement(file):
    return judgements_of([file.file_ref])[file.file_ref]


@pytest.mark.parametrize(
    ("content", "verdict", "rule"),
    [
        ("jpg-300", "warn", None),
        ("jpg-72", "block", "dpi"),
        ("png", "block", "format"),
    ],
)
def test_a_file_is_judged_as_soon_as_it_is_in(make, work, clerk, content, verdict, rule):
    contents = {"jpg-300": make.jpg(), "jpg-72": make.jpg(dpi=72), "png": make.png()}

    file = make.attached(work, make.blob(contents[content], by=clerk), by=clerk)

    found = judgement(file)
    blocking = [
        one["rule"] for one in found.findings if one["passed"] is False and one["weight"] == "block"
    ]
    assert found.verdict == verdict
    assert rule is None or rule in blocking


def test_a_series_keeps_its_order_and_can_be_reordered(make, work, clerk, now):
    first, second, third = (make.attached(work, by=clerk, name=f"{n}.jpg") for n in (1, 2, 3))

    actions.move(third.pk, back=True, by=clerk, now=now)
    actions.move(first.pk, back=True, by=clerk, now=now)
    actions.move(first.pk, back=False, by=clerk, now=now)

    assert [file.name for file in queries.files_of(work)] == ["3.jpg", "1.jpg", "2.jpg"]
    assert second.order == 2


def test_the_same_file_brought_twice_is_there_once(make, work, clerk):
    blob = make.blob(make.jpg(), by=clerk)
    first = make.attached(work, blob, by=clerk, name="1.jpg")

    again = make.attached(work, blob, by=clerk, name="1.jpg")

    assert (again, queries.files_of(work)) == (first, [first])


def test_a_file_of_a_series_is_put_in_the_place_it_was_dragged_to(make, work, clerk, now):
    files = [make.attached(work, by=clerk, name=f"{n}.jpg") for n in range(1, 5)]

    actions.place(files[3].pk, at=2, by=clerk, now=now)
    actions.place(files[0].pk, at=99, by=clerk, now=now)

    assert [file.name for file in queries.files_of(work)] == ["4.jpg", "2.jpg", "3.jpg", "1.jpg"]


def test_replacing_keeps_the_place_and_the_earlier_version(make, work, clerk):
    first = make.attached(work, by=clerk, name="1.jpg")
    make.attached(work, by=clerk, name="2.jpg")

    better = make.attached(work, by=clerk, name="1好.jpg", replaces=first.pk)

    assert [file.name for file in queries.files_of(work)] == ["1好.jpg", "2.jpg"]
    assert (better.version, better.order) == (2, 1)
    assert SlotFile.objects.filter(work=work).count() == 3
    assert judgement(first).file_ref != judgement(better).file_ref


def test_removing_keeps_the_version_on_record(make, work, clerk, now):
    file = make.attached(work, by=clerk)

    actions.detach(file.pk, by=clerk, now=now)

    assert queries.files_of(work) == []
    assert SlotFile.objects.get(pk=file.pk).current is False


def test_what_was_taken_out_is_put_back_where_it_was(make, work, clerk, now):
    first, second, third = (make.attached(work, by=clerk, name=f"{n}.jpg") for n in (1, 2, 3))
    actions.detach(second.pk, by=clerk, now=now)
    actions.move(third.pk, back=True, by=clerk, now=now)
    actions.move(third.pk, back=False, by=clerk, now=now)

    actions.restore(second.pk, by=clerk, now=now)
    again = actions.restore(second.pk, by=clerk, now=now)

    assert [file.name for file in queries.files_of(work)] == ["1.jpg", "2.jpg", "3.jpg"]
    assert (again.file_ref, judgement(second).verdict) == (second.file_ref, "warn")
    assert Line.objects.filter(verb="work.restore").count() == 1
    assert first.current


def test_put_back_it_is_judged_by_what_the_form_says_by_now(make, work, clerk, now):
    file = make.attached(work, by=clerk)
    actions.detach(file.pk, by=clerk, now=now)
    draft = Draft(fields={"title": "避雷挂图"})
    actions.save(work.pk, draft, seen=work.edits, by=clerk, now=now)

    actions.restore(file.pk, by=clerk, now=now)

    work.refresh_from_db()
    assert judgement(file).given == queries.given(work, file.name).as_json()


def test_what_has_no_room_any_more_is_not_put_back(make, clerk, org, now):
    work = make.work("draft", by=clerk, org=org, category="video")
    old, new = (Brought(blob=make.blob(by=clerk), name=name) for name in ("a.jpg", "b.jpg"))
    file = actions.attach(work.pk, "cover", old, by=clerk, now=now)
    actions.detach(file.pk, by=clerk, now=now)
    actions.attach(work.pk, "cover", new, by=clerk, now=now)

    with pytest.raises(TooMany):
        actions.restore(file.pk, by=clerk, now=now)
    with pytest.raises(NoSuchFile):
        actions.restore(uuid4(), by=clerk, now=now)


def test_nobody_else_puts_it_back(make, work, clerk, now):
    file = make.attached(work, by=clerk)
    actions.detach(file.pk, by=clerk, now=now)

    with pytest.raises(NotYours):
        actions.restore(file.pk, by=make.actor("officer"), now=now)


def test_a_full_slot_refuses_with_its_number(make, now, clerk, org):
    from make.campaigns import campaign

    work = make.work(
        "draft", by=clerk, org=org, campaign=campaign(("count = [1, 60]", "count = [1, 2]"))
    )
    for _ in range(2):
        make.attached(work, by=clerk)

    with pytest.raises(TooMany, match="最多 2 个文件"):
        make.attached(work, by=clerk)


def test_a_slot_for_one_file_takes_the_newest(make, clerk, org, now):
    work = make.work("draft", by=clerk, org=org, category="video")
    for name in ("a.jpg", "b.jpg"):
        brought = Brought(blob=make.blob(by=clerk), name=name)
        actions.attach(work.pk, "cover", brought, by=clerk, now=now)

    assert [file.name for file in queries.files_of(work)] == ["b.jpg"]


def test_an_unknown_slot_is_refused(make, work, clerk, now):
    with pytest.raises(NoSuchSlot):
        actions.attach(
            work.pk, "film", Brought(blob=make.blob(by=clerk), name="x"), by=clerk, now=now
        )


def test_a_slot_that_was_not_named_stays_shut(make, now):
    work = make.work()
    clerk = make.actor("clerk", over=work.org)
    Work.objects.filter(pk=work.pk).update(state=State.RETURNED, open_items=["abstract"])

    with pytest.raises(ItemShut, match="图片文件"):
        make.attached(work, by=clerk)


def test_a_typed_text_becomes_a_file_once(make, clerk, org, now):
    work = make.work("draft", by=clerk, org=org, category="sms")
    actions.save(work.pk, Draft(typed={"text": "雷雨天不要站在树下。"}), seen=0, by=clerk, now=now)

    first = actions.write(work.pk, by=clerk, now=now)
    again = actions.write(work.pk, by=clerk, now=now)

    assert [file.name for file in first] == ["短信正文.txt"]
    assert again == []
    assert [one.file.version for one in queries.sheet(Work.objects.get(), make.spec()).files] == [1]
