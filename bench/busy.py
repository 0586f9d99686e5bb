"""P11: pages answer in time while a film comes in, senders stall and readers are slow."""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles

from bench.films import eight_minutes
from bench.rows import Row
from bench.site import Sender, Site, site

ITEMS, ASKED, WARMING = 1_000, 800, 50
STALLED, SLOW = 12, 16
SIP, PAUSE = 4096, 0.2  # what a slow reader takes, and seconds until the next
NOISE = 1.5  # times that a p99 differs from itself on a machine with other work
GROWTH = 64  # MB


def rows() -> Iterator[Row]:
    """Ask for the public list, first alone, then beside all the others."""
    with site() as served, tempfile.TemporaryDirectory(dir=os.environ["KEPU_HOME"]) as folder:
        from bench.shelves import fill

        fill(ITEMS)
        film, sender = eight_minutes(Path(folder) / "film.mp4"), Sender(served)
        sender.send(film)
        idle, before = p99(served), served.memory()
        yield Row(says=f"public list of {ITEMS:,} items, p99, idle", figure=idle * 1000, unit="ms")
        with sending(sender, film):
            busy = p99(served)
        says = "  its p99 while a film of 200 MB comes in again and again ÷ idle"
        yield Row(says=says, figure=busy / idle, unit="×", at_most=3)
        with stalled(sender), slow(served):
            moved, after = p99(served), served.memory()
        says = f"  its p99 beside {STALLED} stalled senders and {SLOW} slow readers ÷ idle"
        yield Row(says=says, figure=moved / idle, unit="×", at_most=NOISE)
        grown = (after - before) / 1e6
        says = "  memory that the largest web process took for all of them"
        yield Row(says=says, figure=grown, unit="MB", at_most=GROWTH)


def p99(served: Site) -> float:
    """Ask for the list again and again; give the time that 99 of 100 answers stay below."""
    took = []
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=60)) as asking:
        for _ in range(WARMING + ASKED):
            began = time.perf_counter()
            asking.request("GET", "/library/")
            asking.getresponse().read()
            took.append(time.perf_counter() - began)
    return quantiles(took[WARMING:], n=100)[-1]


@contextmanager
def sending(sender: Sender, film: Path) -> Iterator[None]:
    """Let somebody send the film, and send it again."""
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            sender.send(film)

    with running(again, over):
        yield


@contextmanager
def stalled(sender: Sender) -> Iterator[None]:
    """Let senders begin an upload and fall silent."""
    lines = []
    for _ in range(STALLED):
        line = socket.create_connection(("127.0.0.1", sender.site.port))
        headers = {"Host": "localhost"} | sender.headers(1 << 20)
        told = "\r\n".join(f"{name}: {value}" for name, value in headers.items())
        line.sendall(f"PATCH {sender.begun(1 << 20)} HTTP/1.1\r\n{told}\r\n\r\nabc".encode())
        lines.append(line)
    yield
    for line in lines:
        line.close()


@contextmanager
def slow(served: Site) -> Iterator[None]:
    """Let readers take the film in sips."""
    over, lines = threading.Event(), []
    for _ in range(SLOW):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SIP)
        line.connect(("127.0.0.1", served.port))
        line.sendall(b"GET /film/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        lines.append(line)

    def sip() -> None:
        while not over.wait(PAUSE):
            for line in lines:
                line.recv(SIP)

    with running(sip, over):
        yield
    for line in lines:
        line.close()


@contextmanager
def running(deed: Callable[[], None], over: threading.Event) -> Iterator[None]:
    """Do a deed in a thread for as long as the block lasts."""
    thread = threading.Thread(target=deed)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
