"""Many at once (人多时): who asks the same while it waits for its turn is given one answer.

In the days of 科普日 thousands open the same page in the same second. A page that is the same for
all is then made once for all who wait for it, not once for each. Nobody gets an answer older than
their question: whoever asks after the making has begun waits for the next one.
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from kepu.media.incoming import Answer, nothing

NOT_SAID = ("sec-", "x-forwarded-for", "x-real-ip", "user-agent", "referer", "priority", "dnt")
OWN = ("cookie", "authorization", "range")
SHARED = "public"  # how Fresh marks what is the same for everybody
Question = tuple[str, ...]


class Crowd:
    """Let those who ask the same share one answer, where the answer says that they may."""

    def __init__(self, django: ASGIApp, at_once: int) -> None:
        self.django = django
        self.turns = asyncio.Semaphore(at_once)
        self.waiting: dict[Question, asyncio.Task[Answer]] = {}

    async def answer(self, scope: Scope) -> Answer | None:
        """Give the answer for a question anybody may ask; none where everybody must ask alone."""
        asked = question(scope)
        if asked is None:
            return None
        making = self.waiting.get(asked)
        if making is not None:
            shared = await asyncio.shield(making)
            return shared if is_for_all(shared) else None
        making = self.waiting[asked] = asyncio.create_task(self._make(asked, scope))
        return await asyncio.shield(making)

    async def _make(self, asked: Question, scope: Scope) -> Answer:
        async with self.turns:
            del self.waiting[asked]  # who asks from now on wants to know what is true from now on
            answer = Answer()
            await self.django(scope, nothing, answer.take)
        return answer


def question(scope: Scope) -> Question | None:
    """Write down what an answer may depend on; none if it depends on who asks."""
    headers = Headers(scope=scope)
    if scope["method"] != "GET" or any(name in headers for name in OWN):
        return None
    said = (f"{name}: {value}" for name, value in headers.items() if not name.startswith(NOT_SAID))
    where = (scope["scheme"], scope["path"], scope["query_string"].decode("latin-1"))
    return (*where, *sorted(said))


def is_for_all(answer: Answer) -> bool:
    """Say whether an answer may be given to others too."""
    headers = Headers(raw=[(name.lower(), value) for name, value in answer.messages[0]["headers"]])
    return headers.get("cache-control", "").startswith(SHARED)
