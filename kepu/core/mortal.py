"""Dying with the parent (随父进程结束): a promise of the kernel that no killed parent can break."""

from __future__ import annotations

import ctypes
import signal

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent(last_word: int = signal.SIGKILL) -> None:
    """Let the kernel send ``last_word`` to this process when the one that started it is gone.

    A change of user clears it, so it comes after that.
    """
    LIBC.prctl(PR_SET_PDEATHSIG, int(last_word))
