"""``kepu campaign``: looks through the spec of a campaign (征集方案), without Django."""

import json
import sys
from pathlib import Path

from kepu.rulebook.spec import BadSpec, Spec, json_schema, read

USAGE = """用法：kepu campaign validate 文件.toml   检查征集方案，逐条列出问题
      kepu campaign schema              打印征集方案的 JSON Schema"""
BAD, WRONG = 1, 2


def main(argv: list[str]) -> int:
    """Run ``validate FILE`` or ``schema``."""
    match argv:
        case ["validate", name]:
            return validate(Path(name))
        case ["schema"]:
            print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
            return 0
        case _:
            print(USAGE, file=sys.stderr)
            return WRONG


def validate(path: Path) -> int:
    """Say whether a spec can be used, or everything that is wrong with it."""
    if not path.is_file():
        print(f"没有这个文件：{path}", file=sys.stderr)
        return WRONG
    try:
        spec = read(path)
    except BadSpec as bad:
        print(bad)
        print(f"{path.name} 不能使用，共 {len(bad.problems)} 处问题。")
        return BAD
    print(f"{path.name} 可以使用：{summary(spec)}。")
    return 0


def summary(spec: Spec) -> str:
    """Say in a line what a spec holds."""
    slots = [slot for category in spec.categories for slot in category.slots]
    rules = sum(len(slot.rules) for slot in slots)
    return (
        f"《{spec.title}》，{len(spec.categories)} 个类别，{rules} 条技术要求，"
        f"{len(spec.forms)} 张表单，{len(spec.steps)} 个环节"
    )
