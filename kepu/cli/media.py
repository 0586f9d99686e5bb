"""``kepu media``: what could not be measured or made of files, and another try for it."""

from __future__ import annotations

import argparse

from kepu.cli.django import set_up


def main(argv: list[str]) -> int:
    """List, or try again all or some; exit 1 when a file that is named has no failure."""
    given = arguments(argv)
    set_up()
    return {"list": show, "retry": retry}[given.word](given)


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read what to do and with which files."""
    parser = argparse.ArgumentParser(prog="kepu media", description="没有测成、做成的文件")
    parser.add_argument("word", nargs="?", default="list", choices=["list", "retry"])
    parser.add_argument("files", nargs="*", help="SHA-256 的开头；不写就是全部")
    return parser.parse_args(argv)


def show(given: argparse.Namespace) -> int:
    """Print what went wrong, file by file."""
    from kepu.media import queries

    found = {one.blob: one for start in given.files or [""] for one in queries.failures(start)}
    names = queries.names_of(blob.pk for blob in found)
    for blob, failure in found.items():
        print(f"{blob}  {names.get(blob.pk, '')}")
        for line in failure.says:
            print(f"    {line}")
    print(f"{len(found)} 个文件" + ("。再试：kepu media retry [编号…]" if found else ""))
    return int(bool(given.files) and not found)


def retry(given: argparse.Namespace) -> int:
    """Queue everything anew that came to nothing."""
    from kepu.core import clock
    from kepu.core.actor import Actor
    from kepu.media import actions, queries

    by, now = Actor.machine("setup"), clock.now()
    blobs = {one.blob for start in given.files or [""] for one in queries.failures(start)}
    count = sum(actions.retry(blob, by=by, now=now) for blob in blobs)
    print(f"{len(blobs)} 个文件，{count} 项已重新排队")
    return int(bool(given.files) and not blobs)
