"""P1 to P4: the public library at 1,000, 10,000 and 100,000 items.

What the site keeps of an answer is forgotten before each question, unless a row says otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from bench.database import prepare
from bench.rows import Row, side_by_side

SIZES = (1_000, 10_000, 100_000)
SMALL, LARGE = SIZES[0], SIZES[-1]
ROUNDS, WORDS, TIMED = 21, 500, 100
FILTERED = f"/library/?type=video&theme={quote('应急避险')}"
HOME_WORDS = ("雷雨", "人工智能", "高血压 老人")


def rows() -> Iterator[Row]:
    """Fill three libraries of each kind, ask them in turn."""
    prepare()
    for corpus in ("patterns", "varied"):
        libraries = {size: Library(size, corpus) for size in SIZES}
        if corpus == "patterns":
            yield from pages(libraries)
        yield from growth(libraries)
        for library in libraries.values():
            yield from search(library)


class Library:
    """A database with so many items, and the pages of the site upon it."""

    def __init__(self, size: int, corpus: str) -> None:
        self.size, self.corpus, self.name = size, corpus, f"{corpus}_{size}"
        _make(self.name, size, corpus)
        self.connection = _connection(self.name)
        self.whole: dict[str, Any] = {}  # as the site of this library alone would keep it

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Let the site look into this database."""
        from django.db import connections

        from kepu.library.queries import counts

        before = connections["default"]
        connections["default"], counts.WHOLE = self.connection, self.whole
        try:
            yield
        finally:
            connections["default"] = before

    def ask(self, path: str, *, again: bool = False) -> bytes:
        from bench.pages import ask
        from kepu.library.queries.look import KEPT

        if not again:
            KEPT.clear()
        with self.asked():
            return ask(path)

    def queries(self, path: str) -> int:
        from bench.pages import queries_of

        with self.asked():
            return queries_of(path)

    @cache  # noqa: B019 - three libraries in a run
    def deep(self) -> str:
        """Give the address of the page in the middle of the list."""
        from kepu.library.queries.search import shelved

        with self.asked():
            middle = shelved().order_by("-released_at", "-pk")[self.size // 2]
            return f"/library/?after={quote(f'0~{middle.released_at.isoformat()}~{middle.pk}')}"

    def item(self) -> str:
        """Give the address of an item, another one each time."""
        return next(self._items())

    @cache  # noqa: B019
    def _items(self) -> Iterator[str]:
        from kepu.library.queries.search import shelved

        with self.asked():
            return cycle([one.get_absolute_url() for one in shelved().order_by("pk")[:SMALL]])


def pages(libraries: dict[int, Library]) -> Iterator[Row]:
    """P1, P2: what a page costs beside the one-query view."""
    large = libraries[LARGE]
    took = side_by_side(
        {
            "one": lambda: large.ask("/one-query/"),
            "list": lambda: large.ask("/library/"),
            "item": lambda: large.ask(large.item()),
            "home": lambda: large.ask("/"),
            "api": lambda: large.ask("/api/v1/items"),
        },
        ROUNDS,
    )
    unit = took["one"]
    yield Row(says="one-query view", figure=unit * 1000, unit="ms")
    for name, at_most, says in (
        ("list", 6, f"P1 list of 20 of {LARGE:,} items / one-query view"),
        ("item", 4, "P2 page of an item / one-query view"),
        ("home", None, "home / one-query view"),
        ("api", None, "API, 20 items / one-query view"),
    ):
        yield Row(says=says, figure=took[name] / unit, unit="×", at_most=at_most)
    for path, says, queries, weight in (
        ("/library/", "P1 list", 4, 20),
        (large.item(), "P2 item", 3, None),
    ):
        yield Row(says=f"{says}: queries", figure=large.queries(path), unit="SQL", at_most=queries)
        kilobytes = len(large.ask(path)) / 1000
        yield Row(says=f"{says}: HTML", figure=kilobytes, unit="kB", at_most=weight)


def growth(libraries: dict[int, Library]) -> Iterator[Row]:
    """P3: what the same page costs where there is a hundred times as much."""
    small, large = libraries[SMALL], libraries[LARGE]
    asked = {
        "list": ("/library/", "/library/"),
        "deep page": (small.deep(), large.deep()),
        "filter": (FILTERED, FILTERED),
        **{
            f"search {word}": (f"/library/?q={quote(word)}", f"/library/?q={quote(word)}")
            for word in HOME_WORDS
        },
    }
    works: dict[str, Any] = {}
    for name, (few, many) in asked.items():
        works[f"{name} few"] = partial(small.ask, few)
        works[f"{name} many"] = partial(large.ask, many)
    took = side_by_side(works, ROUNDS)
    for name in asked:
        says = f"P3 {small.corpus}, {name}: {LARGE:,} items / {SMALL:,} items"
        ratio = took[f"{name} many"] / took[f"{name} few"]
        yield Row(says=says, figure=ratio, unit="×", at_most=1.2)
        yield Row(says="   in ms", figure=took[f"{name} many"] * 1000, unit="ms")


def search(library: Library) -> Iterator[Row]:
    """P4: what random words cost, and whether all is found that is there."""
    with library.asked():
        haystacks, words = _haystacks(), _words(library.corpus)
        wrong = sum(_found(word) != _there(haystacks, word) for word in words)
    says = f"P4 {library.corpus}, {library.size:,} items:"
    yield from _timed(library, f"{says} search", words[:TIMED], at_most=6)
    yield from _timed(library, f"{says} asked again", words[:TIMED], again=True)
    recall = 1 - wrong / len(words)
    yield Row(says=f"{says} words of {WORDS} found wrong", figure=wrong, unit="words", at_most=0)
    yield Row(says=f"{says} recall beside an exact scan", figure=recall, unit="of 1")


def _timed(
    library: Library,
    says: str,
    words: list[str],
    *,
    again: bool = False,
    at_most: float | None = None,
) -> Iterator[Row]:
    """Time the page of each word beside the one-query view, which is asked as often."""
    works: dict[str, Any] = {}
    for word in words:
        works[f"one {word}"] = partial(library.ask, "/one-query/", again=True)
        works[word] = partial(library.ask, f"/library/?q={quote(word)}", again=again)
    took = side_by_side(works, 3)
    unit = median(took[f"one {word}"] for word in words)
    times = [took[word] / unit for word in words]
    yield Row(
        says=f"{says}, median of {TIMED} words", figure=median(times), unit="×", at_most=at_most
    )
    yield Row(says="   95 of 100 words below", figure=quantiles(times, n=20)[-1], unit="×")
    yield Row(says="   dearest word", figure=max(times), unit="×")


def _haystacks() -> dict[Any, str]:
    from kepu.library.queries.search import shelved

    return dict(shelved().values_list("pk", "haystack"))


def _words(corpus: str) -> list[str]:
    """Take pieces of 2 to 6 characters out of what is written in the library."""
    from bench.stories import TOLD
    from kepu.core import text

    luck, words = Random(4), []  # noqa: S311 - the same words each time
    while len(words) < WORDS:
        told = TOLD[corpus](luck.randrange(SMALL))
        run = luck.choice(text.WORDY.findall(text.plain(told.title + "，" + told.abstract)))
        size = luck.randint(2, 6)
        if len(run) >= size:
            at = luck.randint(0, len(run) - size)
            words.append(run[at : at + size])
    return words


def _found(word: str) -> set[Any]:
    from kepu.library.queries.search import matching, shelved

    return set(matching(shelved(), word).values_list("pk", flat=True))


def _there(haystacks: dict[Any, str], word: str) -> set[Any]:
    return {pk for pk, haystack in haystacks.items() if word in haystack}


def _make(name: str, size: int, corpus: str) -> None:
    """Make a library of a size out of the next smaller one, so that they begin alike."""
    from django.db import connection, connections

    before = [one for one in SIZES if one < size]
    source = f"{corpus}_{before[-1]}" if before else str(connection.settings_dict["NAME"])
    for one in connections.all():
        one.close()
        one.close_pool()
    _server(f"CREATE DATABASE {name} TEMPLATE {source}")
    there = _connection(name)
    from bench.shelves import fill

    kept = connections["default"]
    connections["default"] = there
    fill(size - (before[-1] if before else 0), corpus)
    there.close()
    connections["default"] = kept


def _server(sql: str) -> None:
    import psycopg
    from django.db import connection

    told = connection.settings_dict
    where = {"host": told["HOST"], "user": told["USER"], "password": told["PASSWORD"]}
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(sql)


def _connection(name: str) -> Any:
    """Give a connection of its own, kept between requests as a pool would keep it."""
    from copy import deepcopy

    from django.db import connection
    from django.db.backends.postgresql.base import DatabaseWrapper

    told = deepcopy(connection.settings_dict) | {"NAME": name, "CONN_MAX_AGE": None}
    told["OPTIONS"].pop("pool", None)
    return DatabaseWrapper(told, alias="default")
