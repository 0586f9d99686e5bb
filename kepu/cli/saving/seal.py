"""``kepu seal``: change the key under which what forms say lies in the database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from kepu.cli.django import set_up
from kepu.core import crypto
from kepu.core.home import Home


def main(argv: list[str]) -> int:
    """Show, make the next key, put everything under it, or drop the keys that nothing needs."""
    parser = argparse.ArgumentParser(prog="kepu seal", description="填报内容的密钥")
    ways: dict[str, Callable[[Home], int]]
    ways = {"show": show, "new": new, "renew": renew, "forget": forget}
    parser.add_argument("word", nargs="?", default="show", choices=list(ways))
    word = parser.parse_args(argv).word
    set_up()
    from django.conf import settings

    return ways[word](settings.HOME)


def show(home: Home) -> int:
    """Say how many rows still need a key of the past."""
    print(f"旧密钥 {len(crypto.past(home))} 个，{_left():,} 行还用着旧密钥")
    if crypto.has_next(home):
        print("新密钥已生成，还没启用。各台机器的 secrets/ 都有了它，再运行 kepu seal renew")
    return 0


def new(home: Home) -> int:
    """Make the next key ahead, so that it can be carried to all machines before it is used."""
    crypto.make_next(home)
    print("新密钥在 secrets/personal-next。把它放到每台机器上，再运行 kepu seal renew")
    return 0


def renew(home: Home) -> int:
    """Let the next key write and put every row under it; cut short, it goes on where it was."""
    from kepu.core import clock
    from kepu.core.actor import Actor
    from kepu.submissions import actions

    if not crypto.has_next(home) and not crypto.past(home):
        crypto.make_next(home)
    if crypto.has_next(home):
        crypto.take_over(home)
    by, now = Actor.machine("setup"), clock.now()
    changed = 0
    for label, (model, column) in actions.SEALED.items():
        last, seen, whole = None, 0, model._base_manager.count()
        while batch := actions.reseal(model, column, after=last, by=by, now=now):
            last, seen, changed = batch.last, seen + batch.seen, changed + batch.changed
            _tell(f"{label} {seen:,}/{whole:,}")
    actions.note_renewal(changed, by=by, now=now)
    _tell("")
    print(f"{changed:,} 行已换成新密钥。旧密钥还在，先备份，各台机器都换好后运行 kepu seal forget")
    return 0


def forget(home: Home) -> int:
    """Drop the keys of the past, unless a row still needs one."""
    if left := _left():
        print(f"还有 {left:,} 行用着旧密钥，没有删。先运行 kepu seal renew", file=sys.stderr)
        return 1
    print(f"删去旧密钥 {crypto.drop_past(home)} 个。更早的备份里有当时的密钥，仍能恢复")
    return 0


def _left() -> int:
    from kepu.submissions import actions, queries

    left = 0
    for label, (model, column) in actions.SEALED.items():
        seen = 0
        for read, old in queries.under_past_keys(model, column):
            seen, left = seen + read, left + old
            _tell(f"{label} {seen:,}")
    _tell("")
    return left


def _tell(said: str) -> None:
    """Show how far it is, on a terminal alone."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)
