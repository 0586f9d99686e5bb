"""``kepu journal verify``: walk the whole chain and name every place where it does not hold."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from kepu.cli.database import database
from kepu.cli.django import set_up
from kepu.cli.refusals import CannotStart
from kepu.core.home import Home


def main(argv: list[str]) -> int:
    """Exit with 0 when every line is as it was sealed, with 1 when one is not."""
    parser = argparse.ArgumentParser(prog="kepu journal", description="核对日志是否被改动")
    parser.add_argument("word", choices=["verify"], help="verify：从头到尾核对")
    parser.parse_args(argv)
    try:
        with database(Home.of_environment()):
            return verify()
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1


def verify() -> int:
    """Print each fault, or that there is none."""
    set_up()
    from kepu.journal import queries

    sealed, faults = queries.verify(now=datetime.now(UTC))  # noqa: TID251 - the command is the edge
    for fault in faults:
        place = f"第 {fault.seq} 环" if fault.seq else "未封存"
        print(f"{place}，日志行 {fault.line_id}：{fault.says}")
    if faults:
        print(f"发现 {len(faults)} 处问题（已封存 {sealed} 行）")
        return 1
    print(f"日志完整：{sealed} 行已封存，没有改动、缺失或调换")
    return 0
