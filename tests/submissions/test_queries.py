"""What pages are told about works: what is lacking, what changed, what can be sent back."""

from uuid import uuid4

import pytest

from kepu.access.queries import actor_of
from kepu.campaigns.queries import spec_of
from kepu.cases.actions import Answer, decide
from kepu.cases.models import Case
from kepu.cases.queries import case_of
from kepu.journal.models import Line
from kepu.submissions import actions, queries
from kepu.submissions.actions import Brought, Draft, filing
from kepu.submissions.actions.refusals import NoSuchFile
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(hat):
    return actor_of(hat)


def page_of(work):
    fresh = Work.objects.select_related("version", "campaign").get(pk=work.pk)
    return queries.sheet(fresh, spec_of(fresh.version))


def says(work):
    return [wait.says for wait in queries.waits(page_of(work))]


def test_an_empty_draft_lacks_file_subtype_answers_and_promises(make):
    lacking = says(make.work("draft"))

    assert lacking[:2] == ["还没有图片文件", "还没选细类"]
    assert lacking[-2:] == ["还没确认版权承诺", "还没确认公益使用授权"]


def test_too_few_files_are_counted(make, hat, clerk):
    three = make.campaign(("count = [1, 60]", "count = [3, 60]"))
    work = make.work("draft", by=clerk, org=hat.org, campaign=three)
    make.attached(work, by=clerk)

    assert says(work)[0] == "图片文件至少 3 件，现在 1 件"


def test_a_file_not_looked_at_yet_is_waited_for(make, hat, clerk, monkeypatch):
    monkeypatch.setattr("kepu.media.children.measure", refuse_to_measure)
    work = make.work("draft", by=clerk, org=hat.org)
    make.attached(work, by=clerk)

    assert says(work)[0] == "图片文件第 1 件正在检查"


def refuse_to_measure(*_, **__):
    raise OSError


def test_granted_rights_ask_for_the_authorisation(make, hat, clerk, now):
    work = make.work("ready", by=clerk, org=hat.org, fields={"rights": "granted"})

    assert "还没有授权文件" in says(work)


def test_what_was_changed_since_it_came_back_is_listed(make, hat, clerk, now):
    officer = make.actor("officer", over=make.place("新郑市"))
    work = make.judged(make.work(by=clerk, org=hat.org))
    assert queries.changes(work, spec_of(work.version)) == []
    case = case_of("work", work.pk)
    back = Answer(outcome="send_back", turn=case.turn, items=["abstract", "picture", "phone"])
    decide(case.pk, back, by=officer, now=now)
    said = {**work.fields, "abstract": "改好了", "phone": "0371-0000 0100"}
    mended = Draft(subtype=work.subtype, fields=said)
    actions.save(work.pk, mended, seen=work.edits, by=clerk, now=now)
    make.attached(work, by=clerk, name="第二张.jpg")
    actions.submit(work.pk, by=clerk, now=now)

    found = queries.changes(work, spec_of(work.version))

    after = {change.label: change.after for change in found}
    assert set(after) == {"内容简介", "图片文件", "联系电话"}
    assert (after["内容简介"], after["联系电话"]) == ("改好了", "037*********00")


def test_what_can_be_sent_back_begins_with_what_is_wrong(make, hat, clerk):
    work = make.work(by=clerk, org=hat.org)

    offered = queries.offers(page_of(work))

    assert offered[0].code == "picture"
    assert "低于" in offered[0].note
    assert {"title", "subtype"} <= {offer.code for offer in offered}
    assert "remark" not in {offer.code for offer in offered}


def test_a_waived_rule_keeps_nothing_back_and_is_shown(make, hat, clerk, now):
    from kepu.checks.actions import waive

    officer = make.actor("officer", over=make.place("新郑市"))
    work = make.work("ready", by=clerk, org=hat.org)
    file = make.attached(work, make.blob(make.jpg(dpi=72), by=clerk), by=clerk)

    waive(file.file_ref, "dpi", reason="老照片，无法重拍", by=officer, now=now)

    page = page_of(work)
    assert queries.lacking(page) == []
    assert [one.waiver.reason for one in page.files[1].waived] == ["老照片，无法重拍"]


def test_an_earlier_work_lends_its_answers_but_not_its_title(make, hat, clerk, now):
    source = make.work(by=clerk, org=hat.org)
    work = make.work("draft", by=clerk, org=hat.org)

    filled = actions.take_over(work.pk, source, by=clerk, now=now)

    assert (filled.title, filled.subtype) == ("", "wall-chart")
    assert filled.fields["rights-holder"] == source.fields["rights-holder"]
    assert "promise" not in filled.fields
    assert list(queries.earlier(work, clerk)) == [source]


def test_where_a_work_stands_without_anybody_to_act(make, hat, clerk):
    work = make.judged(make.work(by=clerk, org=hat.org))

    assert "请系统管理员任命" in queries.course(work).says


@pytest.mark.parametrize(
    ("state", "own", "others"),
    [
        (State.RETURNED, "请按意见改好后再次报送", "等报送单位改好后再次报送"),
        (State.PASSED, "等着推送入库，不用再做什么", "已通过全部环节，等着推送入库"),
        (State.REFUSED, "没有通过", "没有通过"),
        (State.WITHDRAWN, "已由你单位撤回", "已由报送单位撤回"),
    ],
)
def test_what_is_settled_is_said_in_a_word(make, state, own, others):
    work = make.work()
    Work.objects.filter(pk=work.pk).update(state=state)

    work = Work.objects.get(pk=work.pk)
    assert own in queries.course(work, own=True).says
    assert queries.course(work).says.endswith(others)


@pytest.mark.parametrize(
    ("item", "on_shelf", "says", "stop", "listed"),
    [
        (None, False, "等着推送入库", "等主办单位分批推送", "passed"),
        (uuid4(), True, "已入库，谁都能查到、下载", "已入库", "shelved"),
        (uuid4(), False, "入库后又下架了", "已下架", "taken_off"),
    ],
)
def test_after_its_last_step_a_work_waits_for_the_library(make, item, on_shelf, says, stop, listed):
    work = make.work()
    told = {"state": State.PASSED, "shelf_item": item, "on_shelf": on_shelf}
    Work.objects.filter(pk=work.pk).update(**told)
    clerk = make.actor("clerk", over=work.org)

    course = queries.course(Work.objects.get(pk=work.pk))
    asked = ("passed", "shelved", "taken_off")
    pages = {state: queries.own_page(clerk, state=state).rows for state in asked}

    assert says in course.says
    assert (course.stops[-1].name, course.stops[-1].fact) == ("入库", stop)
    assert [state for state, rows in pages.items() if rows] == [listed]
    assert pages[listed][0].holder == ("" if item else "等着推送入库")


def test_a_work_older_than_its_cases_can_be_taken_back(make, hat, clerk, now):
    work = make.work(by=clerk, org=hat.org)
    Case.objects.all().delete()

    assert actions.withdraw(work.pk, by=clerk, now=now).state == State.WITHDRAWN


def test_names_on_lists(make):
    work = make.work()

    assert str(make.work("draft", org=work.org)) == "未命名作品"
    assert [str(work.files.get()), str(work.editions.get())] == [
        "图.jpg",
        "打雷时，你站的地方安全吗 第 1 稿",
    ]


def test_an_earlier_work_does_not_touch_what_is_filled_already(make, hat, clerk, now):
    source = make.work(by=clerk, org=hat.org)
    work = make.work("draft", by=clerk, org=hat.org)
    own = Draft(subtype="comic", fields={"rights-holder": "另一家"})
    actions.save(work.pk, own, seen=0, by=clerk, now=now)

    filled = actions.take_over(work.pk, source, by=clerk, now=now)

    assert (filled.subtype, filled.fields["rights-holder"]) == ("comic", "另一家")


def test_answers_no_rule_heeds_leave_the_findings_alone(make, hat, clerk, now):
    work = make.work("draft", by=clerk, org=hat.org, category="video")
    came = Brought(blob=make.blob(by=clerk), name="封面.jpg")
    file = actions.attach(work.pk, "cover", came, by=clerk, now=now)
    before = Line.objects.filter(subject_id=str(file.file_ref)).count()

    actions.save(work.pk, Draft(fields={"made_in": "2021"}), seen=0, by=clerk, now=now)

    assert Line.objects.filter(subject_id=str(file.file_ref)).count() == before


def test_a_file_replaced_while_its_button_is_pressed_is_told(make, hat, clerk, now, monkeypatch):
    work = make.work("draft", by=clerk, org=hat.org)
    file = make.attached(work, by=clerk)
    locked = filing.own

    def replaced_first(*args, **named):
        SlotFile.objects.filter(pk=file.pk).update(current=False)
        return locked(*args, **named)

    monkeypatch.setattr(filing, "own", replaced_first)

    with pytest.raises(NoSuchFile):
        actions.detach(file.pk, by=clerk, now=now)
