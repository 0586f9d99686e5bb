"""What a visitor asks the library for, and the address that says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse

from kepu.places.models import Place

ASCII = map(chr, range(128))
QUOTED = str.maketrans({sign: quote(sign, safe="") for sign in ASCII} | {" ": "+"})


@cache
def _list() -> str:
    return reverse("library:items")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks the library for (检索条件)."""

    q: str = ""
    shelf: str = ""
    theme: str = ""
    audience: str = ""
    year: int | None = None
    place: Place | None = None
    org: UUID | None = None
    sort: str = ""

    @property
    def is_all(self) -> bool:
        return self == Wanted(sort=self.sort)

    @property
    def filters(self) -> dict[str, str]:
        """List the filters as the address writes them; one that is not set is missing."""
        told = {
            "type": self.shelf,
            "theme": self.theme,
            "audience": self.audience,
            "region": self.place.code if self.place else "",
            "year": self.year,
            "org": self.org,
        }
        return {name: str(value) for name, value in told.items() if value}

    @property
    def address(self) -> str:
        return self.address_with({})

    def address_with(self, changed: dict[str, str]) -> str:
        """Write the address of this question with some filters changed; an empty one is dropped.

        Chinese stays as it is: three times shorter, sixty times a page.
        """
        told = {"q": self.q, **self.filters, "sort": self.sort, **changed}
        query = "&".join(
            f"{name}={value.translate(QUOTED)}" for name, value in told.items() if value
        )
        return f"{_list()}?{query}" if query else _list()

    def without(self, name: str) -> Wanted:
        """Ask the same without one of the filters."""
        empty: dict[str, dict[str, Any]] = {
            "type": {"shelf": ""},
            "theme": {"theme": ""},
            "audience": {"audience": ""},
            "region": {"place": None},
            "year": {"year": None},
            "org": {"org": None},
        }
        return replace(self, **empty[name])
