"""The lock of a home (独占): two supervisors on one home would fight over its database."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from kepu.cli.refusals import CannotStart
from kepu.core.home import Home


def take(home: Home, told: str) -> int:
    """Lock the home for as long as this process lives; the file tells who holds it."""
    try:
        home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(home.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotStart(
            "数据文件夹不能用",
            why=f"{home.root}：{error.strerror}",
            cure="用 KEPU_HOME 指明一个本用户可以写的文件夹",
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CannotStart(
            "这个数据文件夹上已经有一个 kepu up 在运行",
            why=Path(home.root / "lock").read_text() or "它刚刚启动",
            cure="先停止它，或用 KEPU_HOME 指明另一个文件夹",
        ) from error
    os.ftruncate(lock, 0)
    os.write(lock, told.encode())
    return lock


def is_held(home: Home) -> bool:
    """Tell whether somebody runs on this home."""
    try:
        lock = os.open(home.root / "lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
