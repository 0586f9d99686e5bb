"""What an address says of the inbox: kind, place, order, from where on, which case is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from kepu.core.ids import uuid_of

ORDERS = {"due": ("ranked_at", "快到期的在前"), "since": ("since", "等得久的在前")}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of an inbox (筛选), as they stand in its address; nonsense is left out.

    ``place`` is the code in the address, ``inside`` the path it stands for.
    """

    kind: str = ""
    place: str = ""
    inside: str = ""
    order: str = "due"
    after: tuple[datetime, UUID] | None = None
    open: UUID | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        order = query.get("order", "")
        return cls(
            kind=query.get("kind", "")[:32],
            place=query.get("place", "")[:12],
            order=order if order in ORDERS else "due",
            after=_mark(query.get("after", "")),
            open=uuid_of(query.get("open", "")),
        )

    @property
    def column(self) -> str:
        return ORDERS[self.order][0]

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.place)

    def query(self, **changed: object) -> str:
        """Write the address's query with some filters changed; the page starts anew."""
        new = replace(self, **{"after": None, "open": None, **changed})  # type: ignore[arg-type]
        said = {
            "kind": new.kind,
            "place": new.place,
            "order": "" if new.order == "due" else new.order,
            "after": f"{new.after[0].isoformat()},{new.after[1]}" if new.after else "",
            "open": str(new.open or ""),
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})


def _mark(text: str) -> tuple[datetime, UUID] | None:
    when, _, last = text.partition(",")
    found = uuid_of(last)
    try:
        instant = datetime.fromisoformat(when)
    except ValueError:
        return None
    return (instant, found) if found and instant.tzinfo else None
