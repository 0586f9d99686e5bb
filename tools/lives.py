"""Draw every life into docs/lives.md."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings

FILE = Path("docs/lives.md")
HEAD = """# Lives

Every living object's states and steps, drawn by `make lives` from the tables in `life.py`.
Not edited by hand.
"""


def drawn() -> str:
    """Draw the lives of all rooms, from the ground up."""
    parts = [HEAD]
    for room in settings.ROOMS:
        if find_spec(f"kepu.{room}.life"):
            module = import_module(f"kepu.{room}.life")
            parts.append(f"## {room}\n\n{(module.__doc__ or '').strip().splitlines()[0]}\n")
            lives = [one for one in vars(module).values() if type(one).__name__ == "Life"]
            parts += [f"```mermaid\n{life.as_mermaid()}\n```\n" for life in lives]
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.config.settings")
    django.setup()
    FILE.write_text(drawn())
    print(f"{FILE} is drawn")
