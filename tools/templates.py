"""Hold templates and sheets to the content policy, the tokens, and full-width signs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HAN = r"[\u3400-\u9fff]"
# What none of our pages may say, and why; the pattern sees a template's text without its comments.
FORBIDDEN = (
    (r"\sstyle\s*=", "no inline style: the content policy drops it"),
    (r"<style\b", "no <style>: the content policy drops it"),
    (r"<script\b(?![^>]*\bsrc=)", "no inline script: the content policy drops it"),
    (r"\son[a-z]+\s*=\s*[\"']", "no on… attribute: the content policy drops it"),
    (r"hx-on\b", "no hx-on: it needs eval"),
    (r"\bjs:", "no js: values: they need eval"),
    (r"hx-trigger=\"[^\"]*\[", "no […] in hx-trigger: it needs eval"),
    (r"(?:fill|stroke|color|content)\s*=\s*[\"']#[0-9a-fA-F]{3,8}\b", "no raw colour: use a token"),
    (r"\brgba?\(|\bhsla?\(", "no raw colour: use a token"),
)
HALF_WIDTH = re.compile(rf"(?<={HAN})\s?[,;:?!](?=\s?{HAN})|(?<={HAN})\((?=[^)]*{HAN})")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
COMMENTS = re.compile(r"/\*.*?\*/|\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
PAINTED = {"tokens.css", "mark.svg"}  # the tokens, the mark as a file


def blank(found: re.Match[str]) -> str:
    """Take a comment out and keep its lines, so that numbers stay true."""
    return "\n" * found[0].count("\n")


def faults_of_template(text: str) -> list[tuple[int, str]]:
    """List the faults of a template, each with its line."""
    bare = COMMENTS.sub(blank, text)
    found = [
        (bare.count("\n", 0, hit.start()) + 1, why)
        for pattern, why in FORBIDDEN
        for hit in re.finditer(pattern, bare)
    ]
    return found + [
        (
            bare.count("\n", 0, hit.start()) + 1,
            f"half-width {hit[0].strip()} between Han characters",
        )
        for hit in HALF_WIDTH.finditer(bare)
    ]


def faults_of_sheet(text: str) -> list[tuple[int, str]]:
    """List the raw colours of a sheet that is neither the tokens nor cover art."""
    bare = COMMENTS.sub(blank, text)
    return [
        (bare.count("\n", 0, hit.start()) + 1, f"raw colour {hit[0]}: use a token")
        for hit in COLOUR.finditer(bare)
    ]


def faults(root: Path) -> list[str]:
    """Read every template and sheet below ``root``."""
    found = []
    for path in sorted(root.rglob("*")):
        own = "vendor" not in path.parts and path.name not in PAINTED
        if path.suffix == ".html":
            found += [f"{path}:{line}: {why}" for line, why in faults_of_template(path.read_text())]
        elif path.suffix in {".css", ".js"} and own:
            found += [f"{path}:{line}: {why}" for line, why in faults_of_sheet(path.read_text())]
    return found


if __name__ == "__main__":
    found = faults(Path("kepu"))
    print("\n".join(found))
    sys.exit(bool(found))
