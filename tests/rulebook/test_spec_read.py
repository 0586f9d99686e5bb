"""The reader of a spec names file, line and reason for everything that is wrong."""

import pytest

from kepu.rulebook.spec import BadSpec, loads, read
from make.specs import WHOLE

RULE = "类别 video 的材料 film 的规则 length"


def problems(text):
    with pytest.raises(BadSpec) as caught:
        loads(text, "a.toml")
    return str(caught.value).splitlines()


def test_a_whole_spec_is_read():
    assert loads(WHOLE, "a.toml").category("video").slot("film").rule("length").check == "duration"


LIMITS = "limits = { at_least = 180, at_most = 480 }"
BODY = 'body = { rule = "operator", duty = "expert" }'
WEIGHT = 'weight = "block"'


def line_with(text, part):
    return next(n for n, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    label", "    colour = 3\n    label", f"{RULE}：没有“colour”这一项，可用的有 clause"),
        ('check = "duration"', 'check = "duratoin"', f"{RULE}：检查“duratoin”不存在，可用的有"),
        (LIMITS, "limits = { atleast = 1 }", f"{RULE}：检查 duration 没有限值“atleast”，可用的有 "),
        (LIMITS, "limits = { at_least = 9, at_most = 8 }", f"{RULE}：下限 9 大于上限 8"),
        (LIMITS, 'limits = { at_least = "long" }', f"{RULE}：限值 at_least 不能是 long"),
        (LIMITS, "limits = 3", f"{RULE}：limits 应是一张表"),
        (WEIGHT, 'weight = "must"', "weight 不能是“must”，只能是 block、warn、info"),
        (BODY, 'body = { rule = "boss" }', "环节 panel：rule 不能是“boss”，只能是 ancestor、"),
        (BODY, 'body = { rule = "host" }', "环节 panel：规则 host 还要写 duty"),
        (BODY, 'body = { rule = "applicant", level = "city" }', "规则 applicant 不能写 level"),
        ('class = "unit"', 'class = "units"', "名额第 1 项：报送单位“units”不存在，已有的是 unit"),
        ('category = "video"', 'category = "film"', "类别“film”不存在，已有的是 video"),
        ('["university"]', '["college"]', "单位类别“college”不存在，可用的有 cast、"),
        ("at = 2022-10-31", 'at = "2022-10"', "时间“2022-10”与精度 day 不符，应写成 2023-08-18"),
        ("schema = 1", "schema = 7", "a.toml:1: 格式版本 7 不认识，本程序认识 1"),
        ("schema = 1", "schema = ", "不是合法的 TOML：值的写法不对"),
        ('["mp4"]', "[]", "类别 video 的材料 film：formats 至少要有 1 项"),
        ('code = "film"', 'code = "Film"', "类别 video 的材料 Film：code 的写法“Film”不对"),
        ('label = "时长"', 'label = ""', f"{RULE}：label 不能为空"),
        ('label = "时长"', f'label = "{"长" * 201}"', f"{RULE}：label 太长，最多 200 个字"),
        ("at_most = 3\n", "at_most = 0\n", "名额第 1 项：at_most 应不小于 1"),
        ("at_most = 3\n", 'at_most = "many"\n', "名额第 1 项：at_most 应是整数"),
    ],
)
def test_a_fault_is_named_with_file_line_and_reason(old, new, says):
    assert old in WHOLE
    text = WHOLE.replace(old, new)

    (problem,) = problems(text)

    assert f"{problem} ".startswith(f"a.toml:{line_with(text, new.splitlines()[0])}: ")
    assert says in problem


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('clause = "一（二）1"', "", "rules]]", f"{RULE}：要写明条款 clause 和原文 words"),
        ("2022-10-31", "2022-06-30", "windows]]", "collect：截止 2022-06-30 早于开始 2022-07-04"),
        (BODY, "", "[[steps]]", "环节 panel：这种环节要写办理方 body"),
        ('slug = "microvideo"', "", "schema", "缺少 slug（网址代号）"),
    ],
)
def test_a_fault_of_a_whole_table_is_named_where_the_table_begins(old, new, line, says):
    text = WHOLE.replace(old, new)

    (problem,) = problems(text)

    assert problem.startswith(f"a.toml:{line_with(text, line)}: ")
    assert says in problem


def test_every_fault_is_named_not_only_the_first():
    text = WHOLE.replace(WEIGHT, 'weight = "must"').replace("at_most = 3\n", "at_most = 0\n")

    assert [problem.split("：")[0] for problem in problems(text)] == [
        f"a.toml:{line_with(text, 'at_most = 0')}: 名额第 1 项",
        f"a.toml:{line_with(text, 'must')}: {RULE}",
    ]


def test_a_code_that_stands_twice_is_named_at_the_second_place():
    second = WHOLE + WHOLE[WHOLE.index("[[steps]]") :]

    assert problems(second) == [
        f"a.toml:{len(WHOLE.splitlines()) + 2}: 环节 panel：代码“panel”重复"
    ]


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(WHOLE, encoding="utf-8-sig")

    assert read(path).slug == "microvideo"


def test_a_file_in_another_encoding_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(WHOLE, encoding="gb18030")

    with pytest.raises(BadSpec, match=r"a\.toml:1: 不是 UTF-8 文本，请另存为 UTF-8"):
        read(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "a', "引号没有成对"),
        ("title", "键和值之间缺少等号"),
        ("a = [1, 2", "方括号 [ 没有关上"),
        ("a = { b = 1\n", "花括号 { 没有关上"),
        ("a = 文字", "值的写法不对，文字要加引号"),
        ("标题 = 1", "这一行看不懂"),
        ("a = 1 b = 2", "一行只能写一项"),
        ("[a\n", "表头要以 ] 结束"),
        ("[[a]\n", "表头要以 ]] 结束"),
        ("a = 1\na = 2", "这一项写了两次"),
        ("[a]\n[a]\n", "这张表写了两次"),
        ("a = 2022-02-30", "日期或时间的写法不对"),
        ('a = "\\q"', "文字里的反斜线要写成两个"),
    ],
)
def test_broken_toml_is_told_in_chinese(text, says):
    with pytest.raises(BadSpec) as bad:
        loads(text, "spec")

    assert says in str(bad.value)
