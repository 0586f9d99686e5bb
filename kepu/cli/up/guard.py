"""The guard (守护): should the supervisor be killed, end what it started, down to grandchildren.

The kernel already tells each child when we die (``PR_SET_PDEATHSIG``), but a child's own children
live on. The guard holds the reading end of a pipe; the pipe's end is the supervisor's end.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

PATIENCE = 8.0  # seconds for the database to stop cleanly


def main() -> None:
    """Keep the list of groups that are alive; at the end of the pipe, end them."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    groups: dict[int, int] = {}
    for line in sys.stdin:
        pid, last_word = map(int, line.split())
        groups.pop(pid, None)
        if last_word:
            groups[pid] = last_word
    for pid, last_word in groups.items():
        send(pid, last_word)
    until = time.monotonic() + PATIENCE
    while any(send(pid, 0) for pid in groups) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in groups:
        send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> bool:
    """Signal a whole group; says whether anybody was there."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)
        return True
    return False


if __name__ == "__main__":
    main()
