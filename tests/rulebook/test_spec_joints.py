"""Names within a spec lead somewhere, and no code stands twice."""

import pytest

from kepu.rulebook.spec import BadSpec, loads
from make.specs import WHOLE

SLOT = 'formats = ["mp4"]'
FORM = """
[[forms]]
code = "work"
label = "作品信息"
ours = true
fields = [
    { code = "title", label = "名称", ours = true },
    { code = "kind", label = "主体", kind = "choice", choices = "subject", ours = true },
    { code = "owner", label = "单位", when = { field = "kind", one_of = ["unit"] }, ours = true },
]
[[vocabularies]]
code = "subject"
label = "主体"
entries = [{ code = "unit", label = "单位" }, { code = "person", label = "个人" }]
ours = true
"""
CATEGORY = 'label = "科普微视频"'
FIELD = '\n[[categories.fields]]\ncode = "{}"\nlabel = "名称"\nours = true\n'


def problem(text):
    with pytest.raises(BadSpec) as caught:
        loads(text, "a.toml")
    (only,) = caught.value.problems
    return text.splitlines()[only.line - 1].strip(), only.says


def test_a_whole_form_is_read():
    spec = loads(WHOLE.replace(CATEGORY, f'{CATEGORY}\nforms = ["work"]') + FORM, "a.toml")

    assert [field.code for field in spec.fields_of("video")] == ["title", "kind", "owner"]
    assert [slot.code for slot in spec.slots_of("video")] == ["film"]
    assert spec.form("work").field("owner").when.one_of == ("unit",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"subject", ours', '"topic", ours', '{ code = "kind"', "字段 kind：词表“topic”不存在"),
        ('field = "kind"', 'field = "sort"', '{ code = "owner"', "条件所看的字段“sort”不存在"),
        ('["unit"]', "[[]]", '{ code = "owner"', "取值应是选项的代码，或 true、false"),
        ('["unit"]', '["team"]', '{ code = "owner"', "条件的取值“team”不在词表 subject 里"),
        ('code = "owner"', 'code = "kind"', '{ code = "kind", label = "单位"', "代码“kind”重复"),
    ],
)  # fmt: skip
def test_a_fault_in_a_form_is_named_on_the_line_of_its_field(old, new, line, says):
    found, said = problem(WHOLE + FORM.replace(old, new))

    assert found.startswith(line)
    assert said.startswith("表单 work 的字段")
    assert says in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (SLOT, f'{SLOT}\nname = "{{prvince}}{{title}}"', "命名样式“{prvince}{title}”里只能用 "),
        (SLOT, f'{SLOT}\nname = "{{title"', "命名样式“{title”里只能用 "),
        (SLOT, f'{SLOT}\nform = "work"', "表单“work”不存在，已有的是 无"),
        (CATEGORY, f'{CATEGORY}\nwindow = "gather"', "时间窗口“gather”不存在，已有的是 collect"),
        (CATEGORY, f'{CATEGORY}\nforms = ["work"]', "表单“work”不存在，已有的是 无"),
        ("marks = 1", 'rubric = "sheet"', "评分表“sheet”不存在，已有的是 无"),
        ("marks = 1", 'selection = "best"', "遴选“best”不存在，已有的是 无"),
        ("marks = 1", 'categories = ["film"]', "类别“film”不存在，已有的是 video"),
        ("marks = 1", 'classes = ["person"]', "报送单位“person”不存在，已有的是 unit"),
        ("marks = 1", 'due = { window = "late" }', "时间窗口“late”不存在，已有的是 collect"),
    ],
)
def test_a_name_that_leads_nowhere_is_named_on_its_line(old, new, says):
    text = WHOLE.replace(old, new)
    assert text != WHOLE

    found, said = problem(text)

    assert found == new.splitlines()[-1]
    assert says in said


def test_a_format_rule_asks_for_the_formats_of_its_slot():
    text = WHOLE.replace('check = "duration"', 'check = "format"').replace(
        "limits = { at_least = 180, at_most = 480 }", 'limits = { one_of = ["mov"] }'
    )

    assert problem(text) == (
        'limits = { one_of = ["mov"] }',
        "类别 video 的材料 film 的规则 length：规则要求的格式与材料的格式 mp4 不一致",
    )


def test_a_category_and_its_form_do_not_ask_the_same_twice():
    text = WHOLE.replace(CATEGORY, f'{CATEGORY}\nforms = ["work"]')
    text = text.replace("[[steps]]", FIELD.format("title") + "[[steps]]") + FORM

    assert problem(text) == (
        'code = "title"',
        "类别 video 的字段 title：代码“title”在表单 work 里已有",
    )
