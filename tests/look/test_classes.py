"""Templates wear only classes that the sheets know."""

import re
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "kepu"
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WORN = re.compile(r'\bclass="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"', re.DOTALL)


def known():
    """Read the classes of all sheets; one that a script or htmx looks for is known too."""
    sheets = "".join(path.read_text() for path in (ROOMS / "look/static/look").rglob("*.css"))
    scripts = "".join(path.read_text() for path in ROOMS.glob("*/static/**/*.js"))
    pages = "".join(path.read_text() for path in ROOMS.glob("*/templates/**/*.html"))
    scripts += "".join(re.findall(r'hx-(?:include|target|select)="[^"]*"', pages))
    asked = re.findall(r"""["'`. ]\.([a-z][\w-]*)""", scripts)
    return {*re.findall(r"\.([a-zA-Z][\w-]*)", sheets), *asked}


def test_every_class_is_in_a_sheet():
    dressed, unknown = known(), []
    for path in sorted(ROOMS.glob("*/templates/**/*.html")):
        for worn in WORN.findall(path.read_text()):
            names = TAGS.sub(" ", worn).split()
            unknown += [
                f"{path.relative_to(ROOMS)}: {name}" for name in names if name not in dressed
            ]

    assert unknown == []
