"""Those who ask the same at the same time share one answer, never an old one, never another's."""

import asyncio
from collections import Counter

import pytest

from kepu.config.crowd import Crowd

FOR_ALL, OWN = "public, no-cache", "private, no-store"


class Site:
    """A site that answers with the state of things when it began to look."""

    def __init__(self, marked=FOR_ALL):
        self.marked, self.state, self.made = marked, 0, Counter()
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope, _, send):
        self.made[scope["path"]] += 1
        state = self.state
        self.begun.set()
        await self.go_on.wait()
        marked = [(b"Cache-Control", self.marked.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": marked})
        await send({"type": "http.response.body", "body": str(state).encode()})


def asked(path="/", method="GET", **headers):
    said = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http", "method": method, "path": path, "query_string": b"", "scheme": "http",
        "headers": said,
    }  # fmt: skip


def body(answer):
    return answer.messages[1]["body"].decode()


async def ask(crowd, *questions):
    tasks = [asyncio.create_task(crowd.answer(one)) for one in questions]
    await asyncio.sleep(0)
    return tasks


def test_two_thousand_waiting_for_one_page_cost_two_makings():
    async def run():
        site = Site()
        crowd = Crowd(site, at_once=1)
        first = await ask(crowd, asked())
        await site.begun.wait()
        rest = await ask(crowd, *[asked(**{"user-agent": str(at)}) for at in range(2000)])
        site.go_on.set()
        answers = await asyncio.gather(*first, *rest)
        return site.made, {body(answer) for answer in answers}, crowd.waiting

    assert asyncio.run(run()) == ({"/": 2}, {"0"}, {})


def test_who_asks_after_the_making_began_is_told_what_is_true_later():
    async def run():
        site = Site()
        crowd = Crowd(site, at_once=4)
        first = await ask(crowd, asked())
        await site.begun.wait()
        site.state = 1
        later = await ask(crowd, asked())
        site.go_on.set()
        return [body(answer) for answer in await asyncio.gather(*first, *later)]

    assert asyncio.run(run()) == ["0", "1"]


def test_what_is_somebodys_own_is_given_to_nobody_else():
    async def run():
        site = Site(marked=OWN)
        crowd = Crowd(site, at_once=1)
        busy = await ask(crowd, asked("/busy/"))
        await site.begun.wait()
        tasks = await ask(crowd, *[asked("/form/")] * 3)
        site.go_on.set()
        await asyncio.gather(*busy)
        return [answer and body(answer) for answer in await asyncio.gather(*tasks)], site.made

    answers, made = asyncio.run(run())
    assert answers == ["0", None, None]
    assert made == {"/busy/": 1, "/form/": 1}


@pytest.mark.parametrize(
    "alone",
    [
        asked(cookie="kepu=1"),
        asked(authorization="Bearer x"),
        asked(range="bytes=0-1"),
        asked(method="POST"),
        asked(method="HEAD"),
    ],
)
def test_who_asks_for_themselves_asks_alone(alone):
    assert asyncio.run(Crowd(Site(), at_once=1).answer(alone)) is None


@pytest.mark.parametrize(
    "other",
    [
        asked("/library/"),
        asked(**{"if-none-match": '"a"'}),
        asked(**{"hx-request": "true"}),
        asked(host="other.example.org"),
        asked() | {"query_string": b"q=1"},
        asked() | {"scheme": "https"},
    ],
)
def test_another_question_has_its_own_answer(other):
    async def run():
        site = Site()
        crowd = Crowd(site, at_once=1)
        busy = await ask(crowd, asked("/busy/"))
        await site.begun.wait()
        tasks = await ask(crowd, asked(), other)
        site.go_on.set()
        await asyncio.gather(*busy, *tasks)
        return sum(site.made.values())

    assert asyncio.run(run()) == 3


def test_a_site_that_fails_fails_for_all_who_wait_and_the_next_ask_anew():
    async def broken(*_):
        raise OSError

    async def run():
        crowd = Crowd(broken, at_once=1)
        tasks = await ask(crowd, asked(), asked())
        failed = await asyncio.gather(*tasks, return_exceptions=True)
        return [type(error) for error in failed], crowd.waiting

    assert asyncio.run(run()) == ([OSError, OSError], {})
