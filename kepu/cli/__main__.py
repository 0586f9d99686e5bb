"""The ``kepu`` command (命令): finds the module of a word and hands it the rest of the line.

Nothing here imports Django: ``kepu check`` must answer at once and needs no database.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

COMMANDS: dict[str, str] = {  # each module has main(argv) -> exit code
    "up": "kepu.cli.up",
    "web": "kepu.cli.web",
    "worker": "kepu.cli.worker",
    "prepare": "kepu.cli.prepare",
    "check": "kepu.cli.check",
    "campaign": "kepu.cli.validate",
    "notice": "kepu.cli.notice",
    "disk": "kepu.cli.disk",
    "appoint": "kepu.cli.appoint",
    "backup": "kepu.cli.saving.backup",
    "restore": "kepu.cli.saving.restore",
    "journal": "kepu.cli.journal",
    "jobs": "kepu.cli.jobs",
    "media": "kepu.cli.media",
    "storage": "kepu.cli.storage",
    "seal": "kepu.cli.saving.seal",
    "doctor": "kepu.cli.doctor",
    "manage": "kepu.cli.manage",
}
LINES: dict[str, str] = {
    "up": "启动本机的全部服务（数据库、网页、后台任务）",
    "web": "只启动网页服务",
    "worker": "只启动后台任务",
    "prepare": "升级数据库结构，整理静态文件（kepu up 会自动做）",
    "check": "按征集要求检查文件",
    "campaign": "检查征集方案文件（campaign validate 文件）",
    "notice": "把通知文件读成征集方案草稿",
    "disk": "登记邮寄来的存储介质",
    "appoint": "任命人员",
    "backup": "备份到一个文件",
    "restore": "把备份恢复到新的数据文件夹",
    "journal": "核对日志是否被改动（journal verify）",
    "jobs": "列出失败的后台任务，或再试（jobs retry）",
    "media": "列出没有测成、做成的文件，或再试（media retry）",
    "storage": "文件存放在哪里，核对，在本机与对象存储之间搬移",
    "seal": "更换加密填报内容的密钥（seal renew）",
    "doctor": "检查运行状况，说明如何处理",
    "manage": "Django 管理命令（供开发者使用）",
}
USAGE = 2


def main(argv: list[str] | None = None) -> int:
    """Run one command; alone, list them."""
    given = sys.argv[1:] if argv is None else argv
    if not given or given[0] in {"help", "-h", "--help"}:
        print(listing())
        return 0
    name, *rest = given
    if name not in there():
        print(f"没有“{name}”这个命令。单独运行 kepu 可以看到全部命令。", file=sys.stderr)
        return USAGE
    code: int = import_module(COMMANDS[name]).main(rest)
    return code


def there() -> list[str]:
    """Name the commands whose module this installation has."""
    return [name for name, module in COMMANDS.items() if find_spec(module)]


def listing() -> str:
    """Write one line for each command."""
    return "\n".join(["用法：kepu 命令 [参数…]", "", *(f"  {n:<10}{LINES[n]}" for n in there())])


if __name__ == "__main__":
    sys.exit(main())
