"""Child processes (子进程): each in its own group, dying with us, as another user where needed."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kepu.core.mortal import LIBC, die_with_parent

Become = Callable[[], None]  # run in the child before the program starts

CLONE_NEWUSER = 0x10000000


def spawn(
    command: Sequence[str | Path],
    *,
    become: Become | None = None,
    environ: Mapping[str, str] | None = None,
    output: Path | None = None,
    at_our_death: int = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own that gets ``at_our_death`` when we are gone."""
    parent = os.getpid()

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())  # ours is not theirs
        if become:
            become()
        die_with_parent(at_our_death)
        if os.getppid() not in (parent, 0):  # 0: the parent is not visible from here
            os._exit(1)

    log = output.open("ab") if output else None
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log and subprocess.STDOUT,
            env=environ,
            cwd="/",
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - before any thread of ours
        )
    finally:
        if log:
            log.close()


def in_user_namespace() -> None:
    """Stay root on disk but look like ``nobody`` to ourselves, which is all PostgreSQL asks."""
    nobody = pwd.getpwnam("nobody")
    if LIBC.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{nobody.pw_uid} 0 1")
    Path("/proc/self/gid_map").write_text(f"{nobody.pw_gid} 0 1")


def as_user(uid: int) -> Become:
    """Give the step that turns root into the user ``uid`` for good."""

    def become() -> None:
        gid = pwd.getpwuid(uid).pw_gid
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)

    return become


def can(become: Become, *command: str | Path) -> bool:
    """Tell whether a short program succeeds after ``become``."""
    try:
        child = spawn(command, become=become, output=Path(os.devnull))
    except (OSError, subprocess.SubprocessError):
        return False
    return child.wait() == 0
