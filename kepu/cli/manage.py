"""``kepu manage``: Django's own commands, with the role that may change tables."""

from __future__ import annotations

from kepu.cli.django import as_owner


def main(argv: list[str]) -> int:
    """Hand the rest of the line to Django."""
    as_owner()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kepu manage", *argv])
    return 0
