"""``kepu storage``: where the files lie, whether they are whole, and moving them."""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from kepu.cli.django import set_up
from kepu.media.vaults.address import Address, BadAddress

if TYPE_CHECKING:
    from kepu.media.actions import Moved
    from kepu.media.vaults import Vault

REFUSED, OFTEN = 1, 5.0  # exit code; seconds between two lines
GIB = 2**30


def main(argv: list[str]) -> int:
    """Show, verify or move; exit 1 when something is not as it should be."""
    given = arguments(argv)
    try:
        if given.url:
            Address.of(given.url)
            os.environ["KEPU_STORAGE_URL"] = given.url
        set_up()
    except BadAddress as bad:
        print(bad, file=sys.stderr)
        return REFUSED
    from kepu.core.errors import Refused

    try:
        return {"show": show, "verify": verify, "move": move}[given.word](given)
    except Refused:
        print("对象存储连不上，或答复有误：kepu doctor 看原因，再运行一次就接着做", file=sys.stderr)
        return REFUSED


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read what is wanted."""
    parser = argparse.ArgumentParser(prog="kepu storage", description="文件存放在哪里，是否完好")
    parser.add_argument("--url", default="", help="对象存储的地址；不写就用 KEPU_STORAGE_URL")
    words = parser.add_subparsers(dest="word", required=True)
    words.add_parser("show", help="各处有多少文件")
    words.add_parser("verify", help="逐个读出，与登记的 SHA-256 核对")
    moving = words.add_parser("move", help="把全部文件搬到另一处，每个都核对；中断了再运行就接着做")
    moving.add_argument("to", choices=["s3", "disk"])
    moving.add_argument("--remove", action="store_true", help="核对无误后，删去原处的那一份")
    return parser.parse_args(argv)


def show(_: argparse.Namespace) -> int:
    """Count the files on each side."""
    from django.conf import settings
    from django.db.models import Count, Sum

    from kepu.media import store
    from kepu.media.models import Blob

    told = Blob.objects.aggregate(count=Count("pk"), size=Sum("size"))
    here = sum(store.path_of(sha).exists() for sha in Blob.objects.values_list("sha256", flat=True))
    where = f"对象存储 {Address.of(settings.STORAGE_URL).endpoint}" if settings.STORAGE_URL else ""
    print(f"登记的文件：{told['count']} 个，{(told['size'] or 0) / GIB:.2f} GB")
    print(f"新文件存到：{where or '本机磁盘'}；本机磁盘上有 {here} 个")
    return 0


def verify(_: argparse.Namespace) -> int:
    """Read every file where it is served from."""
    from kepu.media import store
    from kepu.media.models import Blob

    faults = 0
    for sha256, size in Blob.objects.order_by("pk").values_list("sha256", "size").iterator():
        place = store.disk() if store.is_here(sha256) else store.vault()
        if fault := place.fault(sha256, size):
            print(f"{sha256} {fault}")
            faults += 1
    print(f"{faults} 个文件有问题" if faults else "全部核对无误")
    return int(bool(faults))


def move(given: argparse.Namespace) -> int:
    """Bring every file to one side."""
    from kepu.core import clock
    from kepu.core.actor import Actor
    from kepu.media import actions, store

    away, disk = store.bucket(), store.disk()
    if away is None:
        print("没有写对象存储的地址：设置 KEPU_STORAGE_URL，或加 --url", file=sys.stderr)
        return REFUSED
    sides: tuple[Vault, Vault] = (away, disk) if given.to == "s3" else (disk, away)
    done = actions.move(
        *sides,
        remove=given.remove,
        tell=Telling().tell,
        by=Actor.machine("media"),
        now=clock.now(),
    )
    for fault in done.faults:
        print(f"没有搬：{fault}", file=sys.stderr)
    print(line(done))
    return int(bool(done.faults))


class Telling:
    """Says from time to time how far it is."""

    def __init__(self) -> None:
        self.told = time.monotonic()

    def tell(self, done: Moved) -> None:
        """Write a line, if the last one is old."""
        if time.monotonic() - self.told > OFTEN:
            self.told = time.monotonic()
            print(line(done), flush=True)


def line(done: Moved) -> str:
    """Sum up in one line."""
    size = f"{done.size / GIB:.2f} GB"
    freed = f"，原处删去 {done.removed} 个" if done.removed else ""
    wrong = f"，{len(done.faults)} 个有问题" if done.faults else ""
    came = f"本来就在 {done.there} 个，搬来 {done.moved} 个（{size}）"
    return f"已看 {done.seen} 个：{came}{freed}{wrong}"
