"""The desk as a person sees it: inbox, filters, pages, bulk pass, done, failed jobs."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from procrastinate.contrib.django import app

from kepu.access.jurisdiction import NotYours
from kepu.cases import actions
from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.desk import actions as desk
from kepu.desk import queries
from kepu.journal.models import Line
from kepu.people.models import Person
from kepu.rulebook.spec import Due
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FLOW = Actor.machine("flow")


@pytest.fixture
def sign_in(client):
    def sign_in(actor):
        client.force_login(Person.objects.get(pk=actor.person_id), BACKEND)
        return actor

    return sign_in


@pytest.fixture
def officer(make, sign_in):
    return sign_in(make.actor("officer"))


def page(client, url):
    return client.get(url).content.decode()


def titles(client, url):
    return [row.title for row in client.get(url).context["rows"]]


def test_the_inbox_shows_what_waits_for_this_officer_and_nothing_else(client, make, officer):
    make.case(label="龙卷风从哪里来")
    make.actor("officer", over=make.place("栾川县"))
    make.case(label="别县的作品", place=make.place("栾川县"))

    shown = page(client, "/desk/inbox/")

    assert "龙卷风" in shown
    assert "别县的作品" not in shown
    assert "全部 1" not in shown  # one kind only: nothing to choose


def test_who_has_one_hat_is_offered_no_other_and_reads_which_it_is(client, make, officer):
    one = page(client, "/desk/")
    make.appointment("clerk", over=make.org(), person=Person.objects.get(pk=officer.person_id))
    two = page(client, "/desk/")

    assert "换身份" not in one
    assert f"{Person.objects.get().name}，科协管理员" in one
    assert "换身份" in two


def test_the_inbox_is_handed_out_as_a_workbook_as_it_is_narrowed(
    client, make, officer, monkeypatch
):
    monkeypatch.setattr(queries, "A_BATCH", 2)
    for n in range(3):
        make.case(label=f"第 {n} 件")
    make.case(label="别县的作品", place=make.place("栾川县"))

    answer = client.get("/desk/inbox/export/?order=since")
    rows = list(load_workbook(BytesIO(b"".join(answer))).active.values)

    assert rows[0][0] == "名称"
    assert sorted(row[0] for row in rows[1:]) == ["第 0 件", "第 1 件", "第 2 件"]
    assert "导出表格" in page(client, "/desk/inbox/")


def test_a_row_says_who_how_long_which_time_and_why_here(client, make, sign_in, now):
    sign_in(make.actor("officer", over=make.place("郑州市")))
    org = make.org("嵩云县气象局")
    case = make.case(make.step(due=Due(hours=24)), org_id=org.pk)
    Case.objects.filter(pk=case.pk).update(round=2)

    shown = page(client, "/desk/inbox/")

    assert "嵩云县气象局 · 第 2 次报送，等了" in shown
    assert "新郑市科协管理员暂缺，转由郑州市科协管理员办理" in shown
    assert "逾期" in shown


def test_the_due_ones_come_first_or_the_oldest(client, make, officer, now):
    make.case(label="等得久")
    soon = actions.open(
        make.subject(label="快到期"), [make.step(due=Due(hours=24))], by=FLOW,
        now=now + timedelta(hours=1),
    )  # fmt: skip

    assert titles(client, "/desk/inbox/") == ["快到期", "等得久"]
    assert titles(client, "/desk/inbox/?order=since") == ["等得久", "快到期"]
    assert soon.due_at


def test_kinds_are_chips_with_counts_and_narrow_the_list(client, make, officer):
    make.case(kind="work", label="一件作品")
    for _ in range(2):
        make.case(kind="certification", label="一家单位", what="单位认证")

    shown = page(client, "/desk/inbox/?kind=certification")

    assert "全部 3" in shown
    assert "单位认证 2" in shown
    assert "作品 1" in shown
    assert titles(client, "/desk/inbox/?kind=certification") == ["一家单位"] * 2


def test_a_city_narrows_by_county(client, make, sign_in):
    sign_in(make.actor("officer", over=make.place("郑州市")))
    make.case(label="新郑的")
    make.case(label="金水的", place=make.place("金水区"))

    shown = page(client, f"/desk/inbox/?place={make.place('金水区').code}")

    assert "金水的" in shown
    assert "新郑的" not in shown
    assert "没有符合条件的待办" in page(client, "/desk/inbox/?kind=nothing")


@pytest.mark.parametrize("query", ["after=x", "open=x", "after=2022-01-01,x", "order=x", "place=x"])
def test_nonsense_in_the_address_is_left_out(client, make, officer, query):
    make.case(label="龙卷风")

    assert "龙卷风" in page(client, f"/desk/inbox/?{query}")


@pytest.mark.parametrize("order", ["due", "since"])
def test_paging_shows_every_case_once(client, make, officer, now, order, monkeypatch):
    monkeypatch.setattr("kepu.desk.queries.page.__defaults__", (3,))
    for number in range(7):
        rule = {"rule": "host", "duty": "officer"} if number % 2 else {}
        named = {"host_id": officer.org_id} if number % 2 else {}
        make.case(make.step(**rule), label=f"作品{number}", **named)
    seen, url = [], f"/desk/inbox/?order={order}"

    while url:
        shown = client.get(url)
        seen += [row.title for row in shown.context["rows"]]
        url = shown.context["after"] and f"/desk/inbox/{shown.context['after']}"

    assert sorted(seen) == [f"作品{number}" for number in range(7)]


def test_a_case_opens_beside_the_list_with_its_course_and_history(client, make, officer):
    case = make.case(make.step(label="县级科协推荐"), make.step("next", label="市级复核"))

    shown = page(client, f"/desk/inbox/?open={case.pk}")

    assert "轮到你" in shown
    assert "市级复核" in shown
    assert "报送，进入县级科协推荐" in shown
    assert f'hx-get="/works/{case.subject_id}/?next=' in shown


def test_a_case_of_others_does_not_open(client, make, officer):
    make.actor("officer", over=make.place("栾川县"))
    case = make.case(place=make.place("栾川县"))

    assert client.get(f"/desk/inbox/?open={case.pk}").status_code == 404


def test_the_next_case_follows_the_one_decided(client, make, officer, now):
    first, second = make.case(label="一"), make.case(label="二")
    shown = client.get(f"/desk/inbox/?open={first.pk}")
    actions.decide(first.pk, make.answer(first), by=officer, now=now)

    following = client.get(shown.context["next"])
    actions.decide(second.pk, make.answer(second), by=officer, now=now)
    last = client.get(shown.context["next"])

    assert following.url == f"/desk/inbox/?open={second.pk}#pane"
    assert last.url == "/desk/inbox/?"


def test_a_clerk_finds_what_came_back(client, make, sign_in, now):
    officer, clerk = make.actor("officer"), sign_in(make.actor("clerk"))
    subject = make.subject(label="雷雨来临前", org_id=clerk.org_id, own_url="/works/own/")
    case = actions.open(subject, [make.step()], by=clerk, now=now)
    back = make.answer(case, "send_back", items=["film"], labels=["成片"], comment="请补字幕")
    actions.decide(case.pk, back, by=officer, now=now)

    shown = page(client, f"/desk/inbox/?open={case.pk}")

    assert "退回修改 · 作品 · 图片" in shown
    assert "通过选中的" not in shown
    assert "退回修改（成片）：请补字幕" in shown
    assert 'hx-get="/works/own/?next=' in shown
    assert "退回修改" in page(client, "/desk/")


def test_several_pass_after_the_list_was_shown(client, make, officer):
    cases = [make.case(label=f"作品{number}") for number in range(3)]
    picked = [str(case.pk) for case in cases[:2]]

    shown = page(client, f"/desk/inbox/pass/?picked={picked[0]}&picked={picked[1]}")
    done = client.post("/desk/inbox/pass/", {"picked": [f"{pk}.1" for pk in picked]}, follow=True)

    assert "作品0" in shown
    assert "作品2" not in shown
    assert "已通过 2 件" in done.content.decode()
    assert Case.objects.filter(state="passed").count() == 2


def test_of_several_the_ones_that_changed_are_told(client, make, officer, now):
    first, gone = make.case(label="一"), make.case(make.step(), make.step("again"), label="二")
    picked = [f"{case.pk}.{case.turn}" for case in (first, gone)]
    actions.decide(gone.pk, make.answer(gone), by=officer, now=now)

    done = client.post("/desk/inbox/pass/", {"picked": picked}, follow=True).content.decode()

    assert "已通过 1 件" in done
    assert "刚刚已由你办理（通过）" in done


def test_what_left_the_inbox_is_told_too(client, make, officer, now):
    case = make.case()
    actions.decide(case.pk, make.answer(case), by=officer, now=now)

    done = client.post("/desk/inbox/pass/", {"picked": [f"{case.pk}.1"]}, follow=True)

    assert "1 件已经不在你的待办里" in done.content.decode()


def test_different_kinds_do_not_pass_together(client, make, officer):
    one, other = make.case(), make.case(kind="certification")

    shown = page(client, f"/desk/inbox/pass/?picked={one.pk}&picked={other.pk}")

    assert "不是同一类事项" in shown


def test_nothing_picked_says_how_to(client, make, officer):
    assert "还没有选中要通过的事" in page(client, "/desk/inbox/pass/?picked=x")


def test_what_is_done_is_listed_newest_first(client, make, officer, now, monkeypatch):
    monkeypatch.setattr("kepu.desk.queries.A_PAGE", 2)
    for number in range(3):
        case = make.case(label=f"作品{number}")
        later = now + timedelta(minutes=number)
        actions.decide(case.pk, make.answer(case, comment="很好"), by=officer, now=later)

    first = client.get("/desk/done/").context["page"]
    second = client.get(f"/desk/done/{first.after}").context["page"]

    assert [row.case.label for row in first.rows] == ["作品2", "作品1"]
    assert [row.case.label for row in second.rows] == ["作品0"]
    assert page(client, "/desk/done/").count("已通过") == 2


def test_who_has_done_nothing_is_told_so(client, make, officer):
    assert "还没有办过的事" in page(client, "/desk/done/")


def test_the_first_page_says_what_needs_whom_today(client, make, officer):
    assert "没有等你办的事" in page(client, "/desk/")

    make.case(make.step(due=Due(hours=24)), label="雷雨来临前")

    shown = page(client, "/desk/")
    assert "1 件已逾期" in shown
    assert "先办这些" in shown
    assert "失败的后台任务" not in shown


@pytest.fixture
def failed_job(db):
    job = app.configure_task("cases.jobs.reseat", allow_unknown=False).defer(line=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
    return job


def test_an_administrator_sees_empty_seats_and_failed_jobs(client, make, sign_in, failed_job):
    make.case()
    sign_in(make.actor("administrator", over=make.place("河南省")))

    first, jobs = page(client, "/desk/"), page(client, "/desk/jobs/")

    assert "河南省科协管理员" in first
    assert "看一看，再试一次" in first
    assert "cases.jobs.reseat" in jobs


def test_a_failed_job_is_tried_again_once(client, make, sign_in, failed_job):
    sign_in(make.actor("administrator", over=make.place("河南省")))

    again = client.post(f"/desk/jobs/{failed_job}/retry/", follow=True).content.decode()
    from_there = {"HTTP_REFERER": "http://testserver/desk/jobs/"}
    twice = client.post(
        f"/desk/jobs/{failed_job}/retry/", follow=True, **from_there
    ).content.decode()

    assert "已重新排队" in again
    assert "已经不在失败之列" in twice
    assert Line.objects.get(verb="job.retry").facts == {"task": "cases.jobs.reseat"}


def test_the_action_asks_too(make, now, failed_job):
    with pytest.raises(NotYours):
        desk.retry_job(failed_job, by=make.actor("officer"), now=now)


@pytest.mark.parametrize("url", ["/desk/jobs/", "/desk/jobs/1/retry/"])
def test_failed_jobs_are_for_who_runs_the_platform(client, make, officer, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("url", "queries"), [("/desk/inbox/", 8), ("/desk/", 9), ("/desk/done/", 6)]
)
def test_pages_cost_the_same_with_1_and_30_rows(client, make, officer, now, url, queries):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            case = make.case(org_id=officer.org_id)
            if "done" in url:
                actions.decide(case.pk, make.answer(case), by=officer, now=now)
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        counts.append(len(counted))

    assert counts == [queries, queries]


def test_the_frame_alone_asks_nobody_who_they_are(client):
    assert client.get("/styleguide/desk/").status_code == 200


def test_the_operator_is_told_what_waits_for_a_push(client, make, sign_in):
    work = make.passed()
    sign_in(make.operator(work.campaign))

    shown = page(client, "/desk/")

    assert "等着入库" in shown
    assert "建一批，推送入库" in shown
    assert "等着入库" not in page(client, "/desk/inbox/")


def test_what_is_done_says_whether_the_library_has_it(client, make, officer):
    work = make.passed()
    Work.objects.filter(pk=work.pk).update(shelf_item=work.pk, on_shelf=True)
    client.force_login(Person.objects.get(appointments__duty="expert"), BACKEND)

    assert f'href="/library/{work.pk}/">已入库' in page(client, "/desk/done/")


def test_a_row_leads_an_expert_straight_to_the_page_where_they_judge(client, make, sign_in):
    campaign = make.campaign()
    sign_in(make.actor("expert", over=campaign))
    seat = make.step("panel", "panel", rule="host", duty="expert")
    case = make.case(seat, campaign_id=campaign.pk, host=campaign.host)

    assert [row.url for row in client.get("/desk/inbox/").context["rows"]] == [case.url]


def test_an_expert_is_not_offered_several_works_at_once(client, make, sign_in):
    campaign = make.campaign()
    sign_in(make.actor("expert", over=campaign))
    seat = make.step("panel", "panel", rule="host", duty="expert")
    case = make.case(seat, campaign_id=campaign.pk, host=campaign.host)

    shown = page(client, "/desk/inbox/")
    refused = client.post("/desk/inbox/pass/", {"picked": f"{case.pk}.{case.turn}"}, follow=True)

    assert "选中：" not in shown
    assert "通过选中的" not in shown
    assert "评审要打开作品，看过再定，不能成批通过" in refused.content.decode()
    case.refresh_from_db()
    assert case.state == "waiting"
