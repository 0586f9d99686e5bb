"""The sender's pages, with and without script: list, new work, form, status, files, review."""

from datetime import datetime
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.core.clock import CHINA
from kepu.media import actions as media
from kepu.people.models import Person
from kepu.submissions import queries
from kepu.submissions.life import State
from kepu.submissions.models import Work
from kepu.submissions.queries import works
from make.campaigns import NOT_ROLLING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
JSON = {"accept": "application/json"}
FORM = {
    "f-subtype": "wall-chart",
    "f-title": "打雷时，你站的地方安全吗",
    "f-theme": ["emergency"],
    "f-made_in": "2021",
    "f-rights": "own",
    "f-rights-holder": "新郑市科学技术协会",
    "f-abstract": "六张挂图。",
    "f-promise": "yes",
    "f-licence": "yes",
}


@pytest.fixture
def draft(make, hat):

    return make.work("draft", by=actor_of(hat), org=hat.org)


def text(response):
    return unescape(response.content.decode().replace("<wbr>", ""))


def url(work, page="edit"):
    return f"/works/{work.pk}/{page}/"


def jpg(make, dpi=300, name="图.jpg"):
    return SimpleUploadedFile(name, make.jpg(dpi=dpi), content_type="image/jpeg")


def test_a_clerk_starts_a_work_from_the_campaign(clerk, make):
    make.campaign()

    page = text(clerk.get("/works/new/henan-resources-2022/"))
    answer = clerk.post("/works/new/henan-resources-2022/", {"category": "image"})

    assert "图片类" in page
    assert answer.url == f"/works/{Work.objects.get().pk}/edit/"


def test_starting_after_the_window_says_so(client, make, hat, clock):
    make.campaign(NOT_ROLLING)
    clock["now"] = datetime(2022, 9, 1, tzinfo=CHINA)
    client.force_login(Person.objects.get(pk=hat.person_id))

    page = text(client.get("/works/new/henan-resources-2022/"))
    answer = client.post("/works/new/henan-resources-2022/", {"category": "image"})

    assert "8 月 31 日 24:00 已截止" in page
    assert answer.status_code == 422
    assert "已于 8 月 31 日 24:00 截止" in text(answer)


def test_an_organisation_of_another_kind_is_told_at_the_door(client, make):
    org = make.org("一村科普组", kind="village-group")
    hat = make.appointment("clerk", over=org)
    client.force_login(Person.objects.get(pk=hat.person_id))
    make.campaign()

    assert "不在这次活动的报送单位之内" in text(client.get("/works/new/henan-resources-2022/"))


def test_without_script_one_form_saves_uploads_and_sends(clerk, draft, make):
    sent = FORM | {"edits": 0, "do": "save", "file-picture": jpg(make)}

    saved = clerk.post(url(draft), sent)
    page = text(clerk.get(url(draft)))
    handed_in = clerk.post(url(draft), FORM | {"edits": 1, "do": "send"})

    work = Work.objects.get()
    assert saved.url == url(draft)
    assert "图片文件：1 件可以报送" in page
    assert (handed_in.url, work.number) == (f"/works/{work.pk}/", "HN-2022-000001")


@pytest.mark.parametrize(
    ("upload", "says", "clause"),
    [
        ("72", "文件写明 72 DPI，低于 300 DPI", "四（二）4"),
        ("png", "格式 PNG，文件名却是 .jpg", "四（二）4"),
    ],
)
def test_a_wrong_file_is_shown_with_value_demand_and_clause(
    clerk, draft, make, upload, says, clause
):
    png = SimpleUploadedFile("图.jpg", make.png())
    file = png if upload == "png" else jpg(make, dpi=72)

    answer = clerk.post(url(draft), {"do": "upload", "file-picture": file}, headers=JSON)

    rows = unescape(answer.json()["parts"]["list-picture"])
    assert says in rows
    assert f"依据：通知{clause}" in rows
    assert "要换一件" in rows


def test_sending_too_early_says_what_is_missing_and_keeps_what_was_typed(clerk, draft):
    answer = clerk.post(url(draft), {"f-title": "雷雨", "edits": 0, "do": "send"})

    page = text(answer)
    assert answer.status_code == 422
    assert "还不能报送，还差" in page
    assert 'value="雷雨"' in page
    assert Work.objects.get().title == "雷雨"


def test_one_second_late_one_sentence_and_nothing_lost(client, make, hat, clock):
    campaign = make.campaign(NOT_ROLLING)
    work = make.work("ready", by=actor_of(hat), org=hat.org, campaign=campaign)
    clock["now"] = datetime(2022, 9, 1, tzinfo=CHINA)
    client.force_login(Person.objects.get(pk=hat.person_id))

    answer = client.post(url(work), FORM | {"edits": 1, "do": "send"})

    assert "已于 8 月 31 日 24:00 截止，没有报送；草稿还在，内容没有丢" in text(answer)
    assert Work.objects.get().title == FORM["f-title"]


def test_a_double_press_hands_in_once_and_shows_the_first_result(clerk, draft, make):
    clerk.post(url(draft), FORM | {"edits": 0, "do": "save", "file-picture": jpg(make)})
    press = FORM | {"edits": 1, "do": "send", "once": "0190a0a0-0000-7000-8000-000000000001"}

    first, second = clerk.post(url(draft), press), clerk.post(url(draft), press)

    assert first.url == second.url == f"/works/{draft.pk}/"
    assert Work.objects.get().editions.count() == 1


def test_autosave_answers_with_time_and_count(clerk, draft):
    answer = clerk.post(url(draft), {"f-title": "雷雨", "edits": 0}, headers=JSON)

    told = answer.json()
    assert (told["edits"], told["saved"]) == (1, "12:00")
    assert "还没有图片文件" in told["parts"]["waiting"]


def test_two_windows_the_second_sees_both(clerk, draft):
    clerk.post(url(draft), {"f-title": "第一窗", "edits": 0}, headers=JSON)

    quick = clerk.post(url(draft), {"f-title": "第二窗", "edits": 0}, headers=JSON)
    plain = clerk.post(url(draft), {"f-title": "第二窗", "edits": 0, "do": "save"})

    assert quick.status_code == 409
    assert quick.json()["theirs"] == [{"label": "资源名称", "saved": "第一窗"}]
    page = text(plain)
    assert "第一窗" in page
    assert 'value="第二窗"' in page


def test_and_may_then_decide_for_its_own(clerk, draft):
    clerk.post(url(draft), {"f-title": "第一窗", "edits": 0}, headers=JSON)
    page = text(clerk.post(url(draft), {"f-title": "第二窗", "edits": 0, "do": "save"}))

    assert 'name="edits" value="1"' in page
    clerk.post(url(draft), {"f-title": "第二窗", "edits": 1, "do": "save"})
    assert Work.objects.get().title == "第二窗"


def test_logged_out_the_save_leads_to_the_log_in(client, draft):
    headers = JSON | {"referer": f"http://testserver{url(draft)}"}
    answer = client.post(url(draft), {"f-title": "雷雨", "edits": 0}, headers=headers)

    assert answer.url == f"/accounts/login/?next={url(draft)}"


def test_a_short_text_is_typed_and_checked(clerk, make, hat):

    work = make.work("draft", by=actor_of(hat), org=hat.org, category="sms")

    answer = clerk.post(
        url(work), {"t-text": "雷雨天不要站在树下。", "edits": 0, "do": "write"}, headers=JSON
    )

    assert "短信正文.txt" in answer.json()["parts"]["list-text"]


def test_files_are_moved_and_removed_by_buttons(clerk, draft, make):
    clerk.post(
        url(draft),
        {"do": "upload", "file-picture": [jpg(make, name="1.jpg"), jpg(make, name="2.jpg")]},
    )
    first, second = queries.files_of(draft)

    clerk.post(url(draft), {"edits": 0, "do": f"before:{second.pk}"})
    clerk.post(url(draft), {"edits": 1, "do": f"remove:{first.pk}"})

    assert [file.name for file in queries.files_of(draft)] == ["2.jpg"]


def test_a_wrong_file_is_replaced_in_its_place(clerk, draft, make):
    clerk.post(url(draft), {"do": "upload", "file-picture": jpg(make, dpi=72)})
    bad = queries.files_of(draft)[0]

    clerk.post(url(draft), {"do": "upload", f"replace-picture:{bad.pk}": jpg(make, name="好.jpg")})

    (file,) = queries.files_of(draft)
    assert (file.name, file.version) == ("好.jpg", 2)


def test_where_a_work_stands_is_said_in_plain_words(clerk, make, hat):

    make.appointment("officer", over=make.place("新郑市"))
    work = make.judged(make.work(by=actor_of(hat), org=hat.org))

    page = text(clerk.get(f"/works/{work.pk}/"))

    assert "正在“形式审查”，由" in page
    assert work.number in page


def test_a_work_is_taken_back(clerk, make, hat):

    work = make.work(by=actor_of(hat), org=hat.org)

    answer = clerk.post(url(work, "withdraw"), {"why": "换一件"}, follow=True)

    assert "已由你单位撤回" in text(answer)


def test_a_neighbour_finds_nothing_there(client, make, draft):
    hat = make.appointment("clerk", over=make.org("别家"))
    client.force_login(Person.objects.get(pk=hat.person_id))

    pages = [url(draft), url(draft, "rows"), url(draft, "withdraw"), f"/works/{draft.pk}/"]
    assert {client.get(page).status_code for page in pages} <= {404, 405}


def test_an_officer_sees_works_handed_in_but_no_drafts(client, make, draft):
    work = make.work()
    hat = make.appointment("officer", over=make.place("新郑市"))
    client.force_login(Person.objects.get(pk=hat.person_id))

    assert client.get(url(draft, "review")).status_code == 404
    page = text(client.get(url(work, "review")))
    assert "300 DPI" in page
    assert "判断不了" in page


@pytest.mark.parametrize(("over", "status"), [("新郑市", 200), ("洛阳市", 404)])
def test_files_are_sent_to_those_who_may_look(client, make, over, status):
    work = make.work()
    file = queries.files_of(work)[0]
    hat = make.appointment("officer", over=make.place(over))
    client.force_login(Person.objects.get(pk=hat.person_id))

    answer = client.get(f"/works/files/{file.pk}/")

    assert answer.status_code == status
    assert ("X-Accel-Redirect" in answer) == (status == 200)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_for_1_and_30(clerk, make, hat, rows, django_assert_num_queries):

    for _ in range(rows):
        make.work("draft", by=actor_of(hat), org=hat.org)
    clerk.get("/works/")

    with django_assert_num_queries(
        10
    ):  # session, person, hats; works, cases; organisation, memberships, campaigns; inbox count
        clerk.get("/works/")


def test_the_list_is_paged_by_key_and_narrowed_by_state(clerk, make, hat):

    works = [make.work("draft", by=actor_of(hat), org=hat.org) for _ in range(31)]
    Work.objects.filter(pk=works[0].pk).update(title="最早的一件")

    first = text(clerk.get("/works/"))
    second = text(clerk.get(f"/works/?before={works[1].pk}"))

    assert f"before={works[1].pk}" in first
    assert "最早的一件" in second
    assert "没有符合条件的作品" in text(clerk.get("/works/?state=passed"))


def test_the_own_list_is_handed_out_as_a_workbook_in_batches(clerk, make, hat, monkeypatch):
    monkeypatch.setattr(works, "A_BATCH", 2)
    made = [make.work("ready", by=actor_of(hat), org=hat.org) for _ in range(3)]
    sent = make.work(by=actor_of(hat), org=hat.org)

    def rows(query):
        book = load_workbook(BytesIO(b"".join(clerk.get(f"/works/export/{query}"))))
        return [list(row) for row in book.active.values]

    everything = rows("")
    assert [row[0] for row in everything] == ["编号", sent.number, None, None, None]
    assert everything[1][4:6] == ["已报送", case_of("work", sent.pk).seat_label]
    assert [row[5] for row in rows("?state=draft")[1:]] == ["本单位"] * len(made)


def test_a_returned_work_shows_what_to_mend_and_shuts_the_rest(clerk, make, hat):

    work = make.work(by=actor_of(hat), org=hat.org)
    Work.objects.filter(pk=work.pk).update(state=State.RETURNED, open_items=["abstract"])

    page = text(clerk.get(url(work)))
    clerk.post(url(work), {"f-abstract": "改好了", "edits": 1, "do": "save"})

    assert 'id="f-title" name="f-title"' in page
    assert page[page.index('id="f-title"') :].split(">")[0].endswith("disabled")
    assert page[page.index('id="f-subtype"') :].split(">")[0].endswith("disabled")
    mended = Work.objects.get(pk=work.pk).fields
    assert (mended["abstract"], mended["title"]) == ("改好了", "打雷时，你站的地方安全吗")


def test_what_is_wrong_is_told_with_its_cure_as_one_types(clerk, draft):
    told = clerk.post(url(draft), {"f-made_in": "去年", "edits": 0, "do": "save"}, headers=JSON)

    assert told.json()["errors"]["f-made_in"] == "完成年份写成了“去年”。写四位数字的年份，如 2021"


def test_only_a_clerk_has_these_pages(client, make):
    hat = make.appointment("expert")
    client.force_login(Person.objects.get(pk=hat.person_id))

    assert client.get("/works/").status_code == 404


def test_an_officer_lets_a_file_off_a_rule_with_a_reason(client, make):
    work = make.judged(make.work(fields={"made_in": "2014"}))
    file = queries.files_of(work)[0]
    hat = make.appointment("officer", over=make.place("新郑市"))
    client.force_login(Person.objects.get(pk=hat.person_id))
    assert "放宽一条" in text(client.get(url(work, "review")))

    answer = client.post(
        f"/works/files/{file.pk}/waive/", {"rule": "made-since", "reason": "特别优质"}, follow=True
    )

    assert "已获放宽" in text(answer)
    assert "理由：特别优质" in text(answer)


def test_answers_come_from_an_earlier_work(clerk, make, hat):
    source = make.work(by=actor_of(hat), org=hat.org)
    draft = make.work("draft", by=actor_of(hat), org=hat.org)

    clerk.post(url(draft), {"edits": 0, "do": f"copy:{source.pk}"})

    assert Work.objects.get(pk=draft.pk).subtype == "wall-chart"


def test_a_still_is_sent_where_there_is_one(client, make):
    work = make.work()
    file = queries.files_of(work)[0]
    hat = make.appointment("officer", over=make.place("新郑市"))
    client.force_login(Person.objects.get(pk=hat.person_id))
    before = client.get(f"/works/files/{file.pk}/shown/thumb-320/").status_code

    media.render(file.blob, by=Actor.machine("media"), now=make.NOON)

    after = client.get(f"/works/files/{file.pk}/shown/thumb-320/")
    assert (before, after.status_code) == (404, 200)
    assert "X-Accel-Redirect" in after


def test_another_subtype_and_theme_are_written_out(clerk, draft):
    sent = {"f-subtype": "other", "f-subtype-other": "剪纸", "f-theme-other": "防汛", "edits": 0}

    clerk.post(url(draft), sent)

    work = Work.objects.get()
    assert (work.subtype, work.fields["theme"]) == ("剪纸", ["防汛"])
    assert "剪纸" in text(clerk.get(url(draft)))


def test_a_draft_found_by_its_address_opens_in_the_form(clerk, draft):
    assert clerk.get(f"/works/{draft.pk}/").url == url(draft)


def test_what_was_handed_in_has_no_form(clerk, make, hat):
    work = make.work(by=actor_of(hat), org=hat.org)

    assert clerk.get(url(work)).url == f"/works/{work.pk}/"


def test_an_expert_is_led_from_work_to_work(client, make, now):
    officer = make.actor("officer", over=make.place("新郑市"))
    work = make.work()
    hat = make.appointment("expert", over=work.campaign)
    case = case_of("work", make.judged(work).pk)
    decide(case.pk, Answer(outcome="let_pass", turn=case.turn), by=officer, now=now)
    client.force_login(Person.objects.get(pk=hat.person_id))

    page = text(client.get(url(work, "review")))
    to = client.get("/works/next/").url
    turn = case_of("work", work.pk).turn
    decide(case.pk, Answer(outcome="let_pass", turn=turn), by=actor_of(hat), now=now)

    assert "专家评审" in page
    assert to == f"/works/{work.pk}/review/"
    assert client.get("/works/next/").url == "/desk/inbox/"


@pytest.mark.parametrize(
    "sent",
    [
        {"edits": "abc", "do": "save"},
        {"edits": 0, "do": "remove:x"},
        {"edits": 0, "do": "remove:0190a0a0-0000-7000-8000-000000000001"},
        {"edits": 0, "do": "before:"},
        {"edits": 0, "do": "copy:x"},
        {"edits": 0, "do": "dance"},
    ],
)
def test_nonsense_breaks_nothing(clerk, draft, sent):
    assert clerk.post(url(draft), sent).status_code in {302, 422}
    assert clerk.get("/works/?before=x&state=y").status_code == 200


def test_a_refused_sending_leaves_a_form_that_can_be_saved_again(clerk, draft):
    refused = clerk.post(url(draft), FORM | {"edits": 0, "do": "send"})

    assert refused.status_code == 422
    assert 'name="edits" value="1"' in text(refused)
    assert clerk.post(url(draft), FORM | {"edits": 1, "do": "save"}).status_code == 302


def test_a_file_removed_in_two_windows_is_removed_once(clerk, draft, make):
    clerk.post(url(draft), {"do": "upload", "file-picture": jpg(make)})
    file = queries.files_of(draft)[0]
    clerk.post(url(draft), {"edits": 0, "do": f"remove:{file.pk}"})

    answer = clerk.post(url(draft), {"edits": 1, "do": f"remove:{file.pk}"})

    assert "刚刚被移除或替换了" in text(answer)
