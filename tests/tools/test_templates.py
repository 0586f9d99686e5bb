"""The lint of templates bites."""

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools/templates.py"
spec = importlib.util.spec_from_file_location("templates_lint", TOOL)
lint = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lint)


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<p hx-on:click="go()">',
        '<p hx-vals="js:{a: 1}">',
        '<p hx-trigger="keyup[key==1]">',
        '<path fill="#0d5c6b">',
        '<meta name="theme-color" content="#0d5c6b">',
        '<p class="rgb(1 2 3)">',
        "你好,世界",
        "时间:上午",
        "真的吗?是",
        "说明(见附件)",
    ],
)
def test_what_is_forbidden_is_found(source):
    assert len(lint.faults_of_template(f"<div>\n{source}\n</div>")) == 1
    assert lint.faults_of_template(f"<div>\n{source}\n</div>")[0][0] == 2


@pytest.mark.parametrize(
    "source",
    [
        '<script type="module" src="look.js"></script>',
        '<a href="#add">到添加处</a>',
        '<p hx-trigger="change delay:300ms">',
        "你好，世界（见附件）",
        "8 月 31 日 18:00 截止",
        "MP4, MOV: 格式",
        "{# style= 写在注释里 #}",
        '<p class="note">样式 data-style-x</p>',
    ],
)
def test_what_is_fine_is_left_alone(source):
    assert lint.faults_of_template(source) == []


def test_a_raw_colour_outside_the_tokens_is_found_with_its_line():
    assert lint.faults_of_sheet("/* #fff\n*/\n.a { color: #0d5c6b; }") == [
        (3, "raw colour #0d5c6b: use a token")
    ]


def test_the_product_is_clean():
    assert lint.faults(Path(__file__).parents[2] / "kepu") == []
