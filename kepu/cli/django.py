"""Django inside a command: which settings, and with which role of the database."""

from __future__ import annotations

import os

from kepu.core.home import OWNER, Home


def as_owner() -> None:
    """Point the settings, before they are read, at the role that owns the tables."""
    os.environ["KEPU_DATABASE_URL"] = Home.of_environment().database_url(OWNER)
    os.environ["KEPU_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.config.settings")


def set_up() -> None:
    """Load Django with the role of the running site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.config.settings")
    import django

    django.setup()
