"""The workbook of many drafts: out with the notice's columns, in again, shown before written."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kepu.access.queries import actor_of
from kepu.campaigns.queries import spec_of
from kepu.core.sheets.workbook import Read
from kepu.core.xlsx import TYPE
from kepu.submissions import actions, forms, queries
from kepu.submissions.actions import Draft
from kepu.submissions.models import Work
from make.submissions import ANSWERS

pytestmark = pytest.mark.django_db
TABLE = "/works/drafts/henan-resources-2022/"
OUT, IN = f"{TABLE}manifest/?category=image", f"{TABLE}fill/?category=image"


@pytest.fixture
def draft(make, hat):
    """Make a draft of one picture, with answers as they are said."""

    def of(name="雷电.jpg", **fields):
        by = actor_of(hat)
        work = make.work("draft", by=by, org=hat.org)
        make.attached(work, make.blob(by=by), by=by, name=name)
        said = Draft(subtype="wall-chart", fields={**ANSWERS, "title": name[:-4], **fields})
        return actions.save(work.pk, said, seen=0, by=by, now=make.NOON)

    return of


def text(response):
    return unescape(response.content.decode().replace("<wbr>", ""))


def out(clerk, url=OUT):
    answer = clerk.get(url)
    return openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))


def sheet(*rows):
    made, content = openpyxl.Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(content)
    return SimpleUploadedFile("统计表.xlsx", content.getvalue(), content_type=TYPE)


def seen(clerk, *rows):
    return clerk.post(IN, {"sheet": sheet(*rows)})


def written(clerk, page):
    packed = unescape(re.search(r'name="filled" value="([^"]*)"', page.content.decode())[1])
    return clerk.post(IN, {"do": "write", "filled": packed}, follow=True)


def read(*works, rows, head=("文件名", "资源名称*", "主题*", "完成时间*", "版权情况")):
    """Hold rows as they were read against drafts, without a page."""
    spec = spec_of(works[0].version)
    said = queries.in_words_of_many(spec, works[0].category, works)
    found = Read([list(head), *map(list, rows)], set())
    return forms.filled(found, spec, works[0].category, queries.draft_rows(works), said)


def faults(found):
    return [(one.row, one.column, one.says, one.cure) for one in found.faults]


def test_each_draft_is_a_row_with_the_columns_of_the_notice(clerk, draft):
    work = draft(theme=["emergency", "health"])

    book = out(clerk)

    head, row = ([cell.value for cell in one] for one in book.worksheets[0].iter_rows())
    line = dict(zip(head, row, strict=True))
    assert head[:5] == ["草稿号", "文件名或链接", "资源名称*", "细类*", "主题*"]
    assert line["草稿号"] == work.pk.hex[-8:]
    assert line["文件名或链接"] == "雷电.jpg"
    assert (line["细类*"], line["主题*"]) == ("科普挂图", "应急避险、卫生健康")
    assert (line["完成时间*"], line["原创或授权*"]) == ("2021", "合法版权")
    assert (line["件数"], line["格式"]) == ("1", "JPG")
    assert "版权承诺" not in head


def test_what_may_be_chosen_is_offered_in_lists(clerk, draft):
    draft()

    book = out(clerk)

    rules = book.worksheets[0].data_validations.dataValidation
    listed = {one[0].value: [cell.value for cell in one[1:]] for one in book["选项"].columns}
    assert len(rules) == len(listed) == 4
    assert listed["原创或授权*"][:2] == ["合法版权", "已获得授权"]
    strict = [rule.showErrorMessage for rule in rules]
    assert strict.count(True) == 1  # the others are open, or take several


def test_what_a_filled_workbook_would_change_is_shown_and_then_written(clerk, draft):
    one, two = draft("雷电.jpg"), draft("台风.jpg")
    head = ["文件名", "资源名称", "主题", "完成年份", "细类", "没有这一栏"]

    page = seen(
        clerk,
        head,
        ["雷电.jpg", "雷电从哪来", "卫生健康，前沿技术", 2019, "海报", "x"],
        ["台风.jpg", None, "应急避险", 2021.0, None, None],
    )
    before = Work.objects.get(pk=one.pk).title
    after = written(clerk, page)

    told = text(page)
    assert "要改 1 件草稿、4 处" in told
    assert "完成年份：2021 → 2019" in told
    assert "这些栏不填写，没有读：没有这一栏" in told
    assert before == "雷电"
    assert "统计表已写入 1 件草稿" in text(after)
    one, two = Work.objects.get(pk=one.pk), Work.objects.get(pk=two.pk)
    assert (one.title, one.subtype) == ("雷电从哪来", "poster")
    assert (one.fields["theme"], one.fields["made_in"]) == (["health", "frontier"], "2019")
    assert (two.edits, two.title) == (1, "台风")


def test_a_bad_cell_is_told_and_the_good_ones_are_taken(draft):
    work = draft()

    found = read(work, rows=[["雷电.jpg", "新名", "应急避险", "去年", "偷来的"]])

    assert faults(found) == [
        (2, "完成年份", "完成年份写成了“去年”", "写四位数字的年份，如 2021"),
        (2, "版权情况", "没有“偷来的”这一项", "从这些里选：合法版权、已获得授权"),
    ]
    assert [one.label for one in found.fillings[0].changes] == ["资源名称"]


def test_what_is_too_long_is_told_as_the_form_tells_it(draft):
    found = read(draft(), rows=[["雷电.jpg", "长" * 81, "", "", ""]])

    assert "80" in found.faults[0].says
    assert found.cells == 0


def test_formulas_and_what_would_be_one_are_refused(clerk, draft):
    draft()

    page = text(seen(clerk, ["文件名", "资源名称", "作者"], ["雷电.jpg", "=1+1", "@SUM(A1)"]))

    assert "2 格有误，没有采用" in page
    assert "写的是公式，或以“=”开头" in page
    assert "没有要改的" in page


def test_rows_find_their_drafts_by_number_or_by_the_name_of_a_file(draft):
    one, two = draft(), draft()
    number = two.pk.hex[-8:]
    head = ("草稿号", "文件名", "资源名称")

    found = read(one, two, head=head, rows=[[number, "", "第二件"], ["", "雷电.jpg", "第一件"]])

    assert [(one.work, one.fields) for one in found.fillings] == [(two, {"title": "第二件"})]
    assert faults(found) == [(3, "文件名", "有 2 件草稿的文件都叫“雷电.jpg”", "请填上草稿号")]
    assert found.missing == [one]


def test_rows_and_drafts_without_each_other_are_told(draft):
    work = draft()

    found = read(
        work,
        head=("草稿号", "文件名", "资源名称"),
        rows=[
            ["", "台风.jpg", "台风"],
            ["ffffffff", "", ""],
            ["", "", "没有文件"],
            [],
            ["", "别的、雷电.jpg", "雷"],
            ["", "雷电.jpg", "电"],
        ],
    )

    assert [(row, says) for row, _, says, _ in faults(found)] == [
        (2, "没有文件叫“台风.jpg”的草稿"),
        (3, "没有草稿号是“ffffffff”的草稿"),
        (4, "这一行没写文件名，也没写草稿号"),
        (7, "和第 6 行说的是同一件草稿"),
    ]
    assert found.fillings[0].fields == {"title": "雷"}


def test_a_subtype_that_there_is_not_is_written_out_where_the_notice_lets_it(make, draft):
    work = draft()
    head = ("文件名", "细类")

    assert read(work, head=head, rows=[["雷电.jpg", "折页"]]).fillings[0].subtype == "折页"
    assert faults(read(work, head=head, rows=[["雷电.jpg", "=A1"]]))[0][1] == "细类"


def test_where_subtypes_are_a_closed_list_the_cell_says_which(make, hat, now):
    by = actor_of(hat)
    work = actions.start(make.campaign(), "sms", org=hat.org, by=by, now=now)
    head, number = ("草稿号", "细类"), work.pk.hex[-8:]

    found = read(work, head=head, rows=[[number, "长信"]])

    assert faults(found) == [(2, "细类", "没有“长信”这个细类", "从这些里选：短信")]


def test_yes_and_no_and_places_are_read_as_people_write_them(make, hat, now):
    campaign = make.campaign(slug="science-day-xinjiang-2023", place=make.place("河南省"))
    by = actor_of(hat)
    work = actions.start(campaign, "activity", org=hat.org, by=by, now=now)
    spec = spec_of(work.version)
    place = next(one for one in forms.fields_in(spec, "activity") if one.kind == "place")
    yes_no = next(one for one in forms.fields_in(spec, "activity") if one.kind == "yes_no")
    head, number = ("草稿号", place.label, yes_no.label), work.pk.hex[-8:]

    good = read(work, head=head, rows=[[number, "新郑市", "是"]])
    bad = read(work, head=head, rows=[[number, "月球", "也许"]])

    code = make.place("新郑市").code
    assert good.fillings[0].fields == {place.code: code, yes_no.code: "yes"}
    assert [one.says for one in bad.faults] == [
        "没有叫“月球”的地方，请写全称或 12 位代码",
        "写成了“也许”",
    ]


def test_a_table_without_headings_or_without_a_file_is_told(clerk, draft):
    draft()

    assert "没找到表头" in text(seen(clerk, ["甲", "乙"]))
    assert "还没有选文件" in text(clerk.post(IN, {}))
    assert clerk.post(IN, {}).status_code == 422
    assert "导出统计表" in text(clerk.get(IN))


def test_a_draft_that_changed_meanwhile_stays_as_it_is(clerk, make, hat, draft):
    work = draft()
    page = seen(clerk, ["文件名", "资源名称"], ["雷电.jpg", "表里的名字"])
    own = Draft(subtype="poster", fields={"title": "网页上的名字"})
    actions.save(work.pk, own, seen=work.edits, by=actor_of(hat), now=make.NOON)

    after = text(written(clerk, page))

    assert "没有写入：这份草稿刚在别处改过" in after
    assert Work.objects.get().title == "网页上的名字"


@pytest.mark.parametrize(
    "packed", ["", "{", "[]", '{"x": {}}', '{"x": 1}', '{"%s": {"fields": 1}}', '{"%s": 1}']
)
def test_nonsense_in_what_is_confirmed_writes_nothing(draft, packed):
    work = draft()

    said = packed.replace("%s", str(work.pk))

    assert forms.confirmed(said, {work.pk: work}) == []


def test_what_is_confirmed_is_text_whatever_was_sent(draft):
    work = draft()
    packed = f'{{"{work.pk}": {{"edits": "x", "fields": {{"title": 7, "theme": [1]}}}}}}'

    ((_, seen_at, said),) = forms.confirmed(packed, {work.pk: work})

    assert (seen_at, said.fields, said.subtype) == (
        -1,
        {"title": "7", "theme": ["1"]},
        "wall-chart",
    )


def test_a_batch_has_a_workbook_of_its_own(clerk, make, hat, draft, now):
    other = draft()
    batch = actions.begin(other.campaign, "image", org=hat.org, by=actor_of(hat), now=now)

    book = out(clerk, f"{OUT}&batch={batch.pk}")

    assert book.worksheets[0].max_row == 1
    assert f"?batch={batch.pk}" in text(clerk.get(f"{IN}&batch={batch.pk}"))


def test_a_category_that_there_is_not_is_not_found(clerk, make):
    make.campaign()

    assert clerk.get(f"{TABLE}manifest/?category=poem").status_code == 404
