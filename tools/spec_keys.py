"""Writes the table of all keys of a spec (规格) into docs/spec.md; ``--check`` only compares."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kepu.rulebook.spec import ORG_KINDS, json_schema

PAGE = Path(__file__).parent.parent / "docs" / "spec.md"
START, END = "<!-- keys: tools/spec_keys.py -->\n", "<!-- end of keys -->\n"
PLAIN = {"string": "text", "integer": "integer", "number": "number", "boolean": "true/false"}
SOURCE = {"clause", "words", "ours"}
SOURCED = "It has a source: `clause` and `words`, or `ours`."


def tables(schema: dict[str, Any]) -> Iterator[str]:
    """Write one table for each part, in the order in which a spec names them."""
    parts = {"Spec": schema, **schema["$defs"]}
    for name in order("Spec", parts, []):
        part = parts[name]
        keys = part["properties"]
        sourced = (
            " It has a source: `clause` and `words`, or `ours`." if set(keys) >= SOURCE else ""
        )
        yield f"### {name}\n\n{part['description'].splitlines()[0]}{sourced}\n"
        yield "| key | 名称 | value | must | |\n|---|---|---|---|---|"
        for key in (key for key in keys if key not in SOURCE):
            must = "yes" if key in part.get("required", []) else ""
            title, says = keys[key]["title"], keys[key].get("description", "")
            yield f"| `{key}` | {title} | {value(keys[key])} | {must} | {says} |"
        yield ""


def order(name: str, parts: dict[str, Any], seen: list[str]) -> list[str]:
    """List a part and then the parts that it holds, each once."""
    if name not in seen and "properties" in parts[name]:
        seen.append(name)
        for inner in re.findall(r'"#/\$defs/(\w+)"', json.dumps(parts[name]["properties"])):
            order(inner, parts, seen)
    return seen


def value(about: dict[str, Any]) -> str:
    """Say in a few words what a key takes."""
    match about:
        case {"$ref": ref}:
            says = str(ref).rsplit("/", 1)[1]
        case {"anyOf": several}:
            says = " or ".join(value(one) for one in several if one.get("type") != "null")
        case {"prefixItems": several}:
            says = f"[{', '.join(value(one) for one in several)}]"
        case {"items": item}:
            says = f"list of {value(item)}"
        case {"enum": kinds} if kinds == list(ORG_KINDS):
            says = "a kind of organisation"
        case {"enum": choices}:
            says = " · ".join(f"`{one}`" for one in choices)
        case _:
            says = PLAIN.get(about.get("type", ""), "table")
    return says


def main(argv: list[str]) -> int:
    """Bring the page up to date, or say that it is not."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(START)
    tail = rest.split(END)[1]
    fresh = head + START + "\n" + "\n".join(tables(json_schema())) + "\n" + END + tail
    if argv == ["--check"]:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
