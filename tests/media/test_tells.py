"""What the front tells on the way of an upload: briefly, in full now and then, and at the end."""

import asyncio
import hashlib

import pytest

from kepu.media import incoming, part
from kepu.media.incoming import BRIEFLY, ORDER, RECEIVED, Incoming

MIB = 1 << 20
CONTENT = bytes(70 * MIB)


class Site:
    """Answers as Django does: receive this, and then always the same."""

    def __init__(self, status):
        self.status, self.heard = status, []

    async def __call__(self, scope, _, send):
        order = [] if self.heard else [(ORDER.encode(), f"a1;0;{len(CONTENT)}".encode())]
        self.heard.append({name.decode(): value.decode() for name, value in scope["headers"]})
        status = 200 if order else self.status
        await send({"type": "http.response.start", "status": status, "headers": order})
        await send({"type": "http.response.body", "body": b""})

    def told(self):
        """Tell of each word how far it says the upload is, and how it was said."""
        return [
            ("brief" if BRIEFLY in said else "full", int(said[RECEIVED].split(";")[1]))
            for said in self.heard[1:]
        ]


@pytest.fixture(autouse=True)
def always(monkeypatch):
    """Tell after each sync, however quick the disk."""
    monkeypatch.setattr(part, "PAUSE", 0)


def send(site, blobs):
    """Send all bytes through the front; gives the status that the sender gets."""
    pieces = [CONTENT[at : at + MIB] for at in range(0, len(CONTENT), MIB)]
    answers = []

    async def receive():
        await asyncio.sleep(0)
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def take(message):
        answers.append(message)

    scope = {"type": "http", "headers": [(b"upload-offset", b"0"), (RECEIVED.encode(), b"mine")]}
    asyncio.run(Incoming(site, blobs)(scope, receive, take))
    return answers[0]["status"]


def test_on_the_way_it_is_told_in_brief_and_at_the_end_in_full(blobs):
    site = Site(204)

    status = send(site, blobs)

    *way, last = site.told()
    assert (status, last) == (204, ("full", len(CONTENT)))
    assert {how for how, _ in way} == {"brief"}
    assert [at for _, at in way] == sorted({at for _, at in way})
    assert site.heard[-1][RECEIVED].endswith(hashlib.sha256(CONTENT).hexdigest())
    assert RECEIVED not in site.heard[0]


def test_when_it_is_time_it_is_asked_in_full_whether_they_may_send(blobs, monkeypatch):
    monkeypatch.setattr(incoming, "CHECK_EVERY", 0)
    site = Site(204)

    send(site, blobs)

    assert {how for how, _ in site.told()} == {"full"}


def test_who_is_stopped_on_the_way_is_told_why_and_never_finishes(blobs):
    site = Site(410)

    status = send(site, blobs)

    assert (status, len(site.told())) == (410, 1)
