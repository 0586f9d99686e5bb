"""The tags that templates load with ``{% load look %}``."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from kepu.core.keyset import Page
from kepu.look.icons import ICONS


def drawn(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


def test_a_title_is_escaped_before_it_is_cut():
    html = drawn("{{ title|ph }}", title="雷雨来临前<script>")

    assert "<script>" not in html
    assert "&lt;" in html
    assert "雷雨<wbr>" in html


def test_an_icon_comes_from_the_sprite_and_is_hidden_from_readers():
    html = drawn('{% icon "check" "is-ok" %}')

    assert 'class="i is-ok" aria-hidden="true"' in html
    assert html.count("icons.svg#i-check") == 1


def test_an_icon_we_do_not_have_is_an_error_and_not_a_hole():
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        drawn('{% icon "unicorn" %}')


def test_every_named_icon_is_in_the_sprite():
    sprite = Path(finders.find("look/icons.svg")).read_text()

    assert set(re.findall(r'<symbol id="i-([\w-]+)"', sprite)) == ICONS


def test_the_code_of_a_page_has_an_address_of_its_own():
    html = drawn("{{ url|code }}", url="https://kepu.example.org/library/318/")

    assert html == "/codes/library/318/qr.svg"


def test_filters_kept_when_another_filter_changes():
    request = RequestFactory().get("/?q=雷&type=video&type=audio&page=3")

    html = drawn('{% kept "q" "page" %}', request=request)

    assert html == (
        '<input type="hidden" name="type" value="video">'
        '<input type="hidden" name="type" value="audio">'
    )


def test_every_form_gets_a_token_of_its_own():
    assert drawn("{% once %}") != drawn("{% once %}")


def test_nothing_to_write_writes_nothing():
    assert drawn("{{ gone|wan }}{{ gone|size }}{{ gone|clock }}{{ gone|moment }}", gone=None) == ""


def test_a_long_list_loses_the_indents_of_its_templates_and_nothing_else():
    html = drawn(
        "{% filter lean %}\n    <ul>\n\n        <li>{{ say }}</li>\n</ul>{% endfilter %}",
        say="<b> a",
    )

    assert html == "\n<ul>\n<li>&lt;b&gt; a</li>\n</ul>"


def test_the_pager_leads_to_the_neighbours_of_a_page():
    page = Page([], before="", after="?q=a&after=x")

    shown = render_to_string("look/parts/pager.html", {"page": page})
    bare = render_to_string("look/parts/pager.html", {"after": "?q=a&after=x"})

    for html in (shown, bare):
        assert 'href="?q=a&amp;after=x" rel="next"' in html
        assert "上一页" not in html
    assert "翻页" not in render_to_string("look/parts/pager.html", {"page": Page([], "", "")})
