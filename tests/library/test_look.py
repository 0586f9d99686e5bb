"""Whichever way is the quickest, the page and its counts are the same."""

import pytest
from django.db import connection

import make
from kepu.library import actions
from kepu.library.queries import counts, look, search
from kepu.library.queries.finding import found, frequent, many
from kepu.library.queries.finding.many import Proof
from kepu.library.queries.finding.wanted import Wanted
from kepu.library.queries.suggest import suggestions

pytestmark = pytest.mark.django_db


@pytest.fixture
def common(monkeypatch):
    """Put thirty items on the shelves that hold the same words, and let PostgreSQL notice."""
    monkeypatch.setattr(found, "CAP", 4)
    monkeypatch.setattr(found, "LEAST", 4)
    make.items(*(f"雷雨第{n:02}号" for n in range(30)), abstract="会想到青石板。")
    make.items(*(f"想到就做之{n}" for n in range(3)), abstract="雷雨时别出门。")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE library_item")
    actions.tally()


def pages(wanted, size=7):
    """Read a question to its end, page by page, the counts forgotten each time."""
    after, rows = "", []
    while True:
        look.KEPT.clear()
        seen = look.look(wanted, after, size, counts.of_all())
        rows += [row.title for row in seen.rows]
        if not (after := seen.after):
            return rows, seen.counts


def test_what_is_common_is_known(common):
    shares = frequent.shares(counts.of_all().stamp)

    assert shares["雷雨"] == pytest.approx(1)
    assert shares["^雷雨"] == pytest.approx(30 / 33)
    assert frequent.shares("") == {}


@pytest.mark.parametrize("proof", Proof)
@pytest.mark.parametrize(
    "sought", ["雷雨", "雷雨 想到", "想到青石", "想到就做", "石板雷", "想到 号"]
)
def test_each_way_lists_the_same(common, monkeypatch, proof, sought):
    whole = found.page(look._sought(Wanted(q=sought), counts.of_all()), 99)
    monkeypatch.setattr(look, "_expected", lambda *_: (proof, many.WALK, found.CAP))

    rows, told = pages(Wanted(q=sought))

    assert rows == [row.title for row in whole]
    assert (told.total, told.capped) == (min(len(whole), 4), len(whole) > 4)


@pytest.mark.parametrize(
    ("share", "items", "proof", "cap"),
    [
        (0, 100_000, Proof.NONE, found.CAP),
        (0.0001, 100_000, Proof.NONE, found.CAP),
        (0.012, 100_000, Proof.NONE, found.MOST),
        (0.02, 100_000, Proof.LOOK_UP, found.CAP),
        (0.5, 100_000, Proof.WALK, found.CAP),
        (0.05, 1_000_000, Proof.WALK, found.CAP),
        (0.5, 1_000, Proof.NONE, found.CAP),
    ],
)
def test_the_way_follows_from_how_common_a_word_is(share, items, proof, cap):
    sought = found.Sought(["雷雨"], shares={"雷雨": share})

    way, _, counted = look._expected(sought, items)

    assert (way, counted) == (proof, cap)


def test_what_is_about_as_much_as_can_be_counted_is_counted(common, monkeypatch):
    monkeypatch.setattr(look, "_expected", lambda *_: (Proof.NONE, many.WALK, 40))

    rows, told = pages(Wanted(q="雷雨"))

    assert (len(rows), told.total, told.capped) == (33, 33, False)


def test_a_page_of_what_is_common_asks_two_questions(
    client, common, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(found, "CAP", 25)
    monkeypatch.setattr(found, "LEAST", 25)
    monkeypatch.setattr(look, "LIKELY", 1)
    client.get("/library/", {"q": "雷雨"})
    look.KEPT.clear()

    with django_assert_num_queries(2):
        page = client.get("/library/", {"q": "雷雨"})

    assert "超过 25 件" in page.content.decode()
    assert page.context["found"].items[0].title == "雷雨第29号"


def test_where_all_words_are_common_the_newest_are_compared(common, monkeypatch):
    item = make.items("雷雨")[0]
    whole = search.alike(item, 40)

    monkeypatch.setattr(search, "MOST_SHARING", 0)
    newest = search.alike(item, 40)

    assert len(whole) == 33
    assert newest == whole


def test_titles_offered_while_typing_are_the_same_where_they_are_common(common):
    common_ones, one = (
        [told.label for told in suggestions(typed) if told.kind == "资源"]
        for typed in ("雷雨第", "想到就做之2")
    )

    assert common_ones == [f"雷雨第{n}号" for n in range(29, 24, -1)]
    assert one == ["想到就做之2"]
