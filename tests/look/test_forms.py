"""Forms in our dress."""

import re

import pytest
from django import forms

from kepu.look import samples


@pytest.fixture(scope="module")
def html():
    return str(samples.filled())


def test_every_control_has_a_label_and_its_help_by_name(html):
    for name in ("title", "subtype", "width", "about", "made", "shot", "letter"):
        assert f'<label for="id_{name}"' in html
    assert 'aria-describedby="id_width_helptext"' in html


def test_an_error_stands_under_its_field_and_is_named_by_it(html):
    control = re.search(r'<input[^>]*name="made"[^>]*>', html)[0]

    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_made_helptext id_made_error"' in control
    assert 'id="id_made_error"' in html
    assert "还没填。写到月份就行" in html


def test_the_summary_leads_to_each_field_that_is_wrong(html):
    assert "还有 2 处要改" in html
    assert '<a class="lnk" href="#id_made">完成时间</a>' in html


def test_a_field_with_a_limit_counts_its_characters(html):
    assert '<output for="id_title" data-most="40">12 / 40 字</output>' in html
    assert html.count("data-most") == 2


def test_choices_are_buttons_with_one_name(html):
    assert html.count('<div class="pick"') == 2
    assert re.search(r'<input type="radio" name="topic" value="应急避险"[^>]*checked', html)


def test_a_field_that_may_stay_empty_says_so(html):
    assert html.count("（可不填）") == 4


def test_no_class_is_written_in_a_form(html):
    assert 'class="input"' in html
    assert " style=" not in html


class Asked(forms.Form):
    name = forms.CharField(label="名称", max_length=3)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, {"name": ["请填写"], "kind": ["请选择"]}),
        ({"name": "太长了吧", "kind": "b"},
         {"name": ["最多 3 字，现在 4 字"], "kind": ["请从列出的选项里选"]}),
    ],
)  # fmt: skip
def test_a_form_says_in_plain_words_what_is_wrong(told, says):
    assert Asked(told).errors == says
