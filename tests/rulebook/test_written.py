"""A spec written as TOML is the same spec when it is read back."""

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import as_json, loads
from kepu.rulebook.written import as_toml
from make.specs import WHOLE, shipped


@pytest.mark.parametrize("slug", founding())
def test_every_founding_notice_survives_being_written(slug):
    spec = shipped(slug)

    written = as_toml(as_json(spec))

    assert loads(written, slug) == spec
    assert as_toml(as_json(loads(written, slug))) == written


def test_it_is_laid_out_as_a_person_would():
    written = as_toml(as_json(loads(WHOLE, "whole")))

    assert '[[categories.slots.rules]]\ncode = "length"\nlabel = "时长"\n' in written
    assert 'limits = { at_least = 180, at_most = 480 }\nweight = "block"\nclause = "一' in written
    assert written.index("\n[notice]\n") < written.index("\n[[windows]]\n")


@pytest.mark.parametrize(
    "text",
    [
        "一行",
        "两行\n文字",
        '引号 " 和反斜线 \\',
        '三个引号 """\n之后',
        "制表\t符",
        "删除\x7f符",
        "\n空行开头",
    ],
)
def test_any_text_is_written_so_that_it_is_read_the_same(text):
    raw = as_json(loads(WHOLE, "whole"))
    raw["notice"]["purpose"] = text

    assert loads(as_toml(raw), "again").notice.purpose == text


def test_keys_that_are_not_bare_are_quoted():
    assert as_toml({"中文": 1, "plain": [{"a b": True}]}) == (
        '"中文" = 1\nplain = [\n    { "a b" = true },\n]\n'
    )
