"""What a form says, held against the fields of a notice: missing, ill-shaped, out of bounds."""

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook.answers import asked, cells, each, rows, wrong
from kepu.rulebook.spec import Bounds, Condition, Field, read

HENAN = read(founding()["henan-resources-2022"])


def field(kind="text", **more):
    return Field(code="it", label="这一项", kind=kind, **({"ours": True} | more))


def said(one, answer):
    return [finding.says for finding in wrong(HENAN, [one], {"it": answer})]


@pytest.mark.parametrize(
    ("kind", "answer", "says"),
    [
        ("text", "雷雨", []),
        ("number", "297", []),
        ("number", "A3", ["这一项写成了“A3”"]),
        ("year", "2021", []),
        ("year", "21", ["这一项写成了“21”"]),
        ("month", "2021-06", []),
        ("month", "2021 年 6 月", ["这一项写成了“2021 年 6 月”"]),
        ("date", "2021-06-31x", ["这一项写成了“2021-06-31x”"]),
        ("date", "2021-06-30", []),
        ("moment", "2021-06-30 18:00", []),
        ("phone", "13800000000", []),
        ("phone", "0371-0000 0000", []),
        ("phone", "12345", ["这一项写成了“12345”"]),
        ("mail", "office@example.org", []),
        ("mail", "office", ["这一项写成了“office”"]),
        ("link", "https://example.org/a", []),
        ("link", "example", ["这一项写成了“example”"]),
        ("licence_code", "91410000MA00000000", []),
        ("licence_code", "9141", ["这一项写成了“9141”"]),
    ],
)
def test_an_answer_has_the_shape_of_its_kind(kind, answer, says):
    assert said(field(kind), answer) == says


@pytest.mark.parametrize("answer", ["", "   ", [], [""]])
def test_what_is_required_and_empty_is_missing(answer):
    assert said(field(required=True), answer) == ["还没填这一项"]
    assert said(field(), answer) == []


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("choice", {"choices": "rights"}, "还没选这一项"),
        ("declaration", {"promise": "rights"}, "还没确认这一项"),
    ],
)
def test_choices_and_promises_are_missed_in_their_own_words(kind, more, says):
    assert said(field(kind, required=True, **more), "") == [says]


@pytest.mark.parametrize(
    ("choices", "answer", "says"),
    [
        ("rights", ["own"], []),
        ("rights", ["stolen"], ["这一项没有“stolen”这一项"]),
        ("theme", ["防汛"], []),  # the notice lets others be named
    ],
)
def test_only_what_the_list_offers_unless_it_is_open(choices, answer, says):
    assert said(field("choices", choices=choices), answer) == says


@pytest.mark.parametrize(("weight", "blocks"), [("block", True), ("warn", False)])
def test_bounds_weigh_what_the_notice_says(weight, blocks):
    bounded = field("year", bounds=Bounds(at_least=2015), weight=weight)

    (finding,) = wrong(HENAN, [bounded], {"it": "2014"})

    assert finding.says == "这一项 2014，少于 2015"
    assert (finding.weight == "block") is blocks


def test_an_unreadable_answer_blocks_whatever_its_bounds_weigh():
    bounded = field("year", bounds=Bounds(at_least=2015), weight="warn")

    assert wrong(HENAN, [bounded], {"it": "去年"})[0].weight == "block"


def test_a_long_text_is_counted():
    assert said(field("long_text", bounds=Bounds(at_most=3)), "雷雨来临前") != []


@pytest.mark.parametrize(
    ("wanted", "answer", "applies"),
    [(("granted",), "granted", True), (("granted",), "own", False), ((True,), "yes", True)],
)
def test_a_field_is_asked_when_its_condition_holds(wanted, answer, applies):
    one = field(when=Condition(field="rights", one_of=wanted))

    assert (asked([one], {"rights": answer}) == [one]) is applies


def test_a_file_is_asked_for_when_its_condition_holds():
    slots = HENAN.slots_of("image")

    own = [slot.code for slot in asked(slots, {"rights": "own"})]
    granted = [slot.code for slot in asked(slots, {"rights": "granted"})]

    assert (own, granted) == (["picture"], ["picture", "authorisation"])


TABLE = field(
    "table",
    required=True,
    repeat=(1, 2),
    columns=(
        Field(code="name", label="姓名", required=True, ours=True),
        Field(code="phone", label="电话", kind="phone", ours=True),
        Field(code="rights", label="版权", kind="choice", choices="rights", ours=True),
    ),
)
GOOD = {"name": "测试甲", "phone": "0371-0000 0000", "rights": "own"}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ([], ["还没填这一项"]),
        ([GOOD], []),
        ([GOOD, GOOD], []),
        ([GOOD, GOOD, GOOD], ["这一项最多 2 行，现在 3 行"]),
        ([GOOD, GOOD | {"name": ""}], ["这一项第 2 行：还没填姓名"]),
        ([GOOD | {"phone": "12"}, {}], ["这一项第 1 行：电话写成了“12”"]),
        ([GOOD | {"rights": "x"}], ["这一项第 1 行：版权没有“x”这一项"]),
    ],
)
def test_a_table_is_held_row_by_row_and_counted(written, says):
    assert said(TABLE, written) == says


def test_too_few_rows_are_told():
    assert said(TABLE.model_copy(update={"repeat": (2, 9)}), [GOOD]) == [
        "这一项至少 2 行，现在 1 行"
    ]


def test_every_wrong_cell_is_named_by_row_and_column():
    written = [GOOD | {"name": " "}, GOOD, {"phone": "12"}]

    found = cells(HENAN, TABLE, written)

    assert list(found) == [(1, "name"), (3, "name"), (3, "phone")]
    assert found[3, "phone"].cure == "写手机号，或带区号的座机号"


def test_a_row_is_one_word_and_a_blank_one_is_none():
    assert each([GOOD | {"rights": ""}, {"name": " "}]) == ["测试甲，0371-0000 0000"]
    assert rows("雷雨") == rows(["雷雨"]) == []


def test_a_place_is_written_by_its_code():
    assert said(field("place"), "410184000000") == []
    assert said(field("place"), "新郑市") == ["这一项写成了“新郑市”"]
