"""Chinese text made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kepu.core import text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("雷電預警", "雷电预警"),
        ("ＡＢＣ１２３", "abc123"),
        ("  防  溺水\n", "防 溺水"),
        ("Ⅲ型糖尿病", "iii型糖尿病"),
        ("", ""),
    ],
)
def test_plain(written, plain):
    assert text.plain(written) == plain


def test_a_piece_of_a_phrase_is_found_in_it():
    assert text.plain("颠倒乾") in text.plain("颠倒乾坤")


def test_words_are_cut_and_punctuation_is_no_word():
    assert text.words("雷电预警，怎么办？") == ["雷电", "预警", "怎么", "怎么办"]


@pytest.mark.parametrize(
    ("plain", "grams"),
    [("雷电预警", ["雷电", "电预", "预警"]), ("雷电 预警", ["雷电", "预警"]), ("雷", []), ("", [])],
)
def test_grams_are_pairs_that_do_not_cross_gaps(plain, grams):
    assert text.grams(plain) == grams


def test_sounds_hold_syllables_the_whole_and_initials():
    assert text.sounds("雷雨") == "lei yu leiyu ly"


@given(some.text(max_size=60))
def test_plain_is_stable(written):
    once = text.plain(written)

    assert text.plain(once) == once


def test_quotes_within_a_name_become_inner_ones():
    assert text.quoted("什么是“球状闪电”") == "“什么是‘球状闪电’”"
