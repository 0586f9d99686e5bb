"""Pages of long lists (翻页): each begins after a row, so page 1,000 costs what page 1 does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)
SIZE = 30
BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """The rows of one page, and the addresses (query strings) of its neighbours."""

    rows: list[M]
    before: str
    after: str


def page(rows: QuerySet[M], query: QueryDict, *, key: str, size: int = SIZE) -> Page[M]:
    """Cut the page that ``?after=`` or ``?before=`` names, ordered by ``key`` (``-name``: down).

    The key is a column of the model that is never null; the primary key settles what is equal.
    """
    down, name = key.startswith("-"), key.removeprefix("-")
    back = "before" in query
    rows = rows.order_by(*_order(name, down=down != back))
    cursor = _cursor(rows.model, name, query.get("before" if back else "after", ""))
    if cursor:
        value, pk = cursor
        than = "lt" if down != back else "gt"
        bound = Q(**{f"{name}__{than}e": value})  # alone it says where the index begins
        rows = rows.filter(bound, Q(**{f"{name}__{than}": value}) | Q(**{f"pk__{than}": pk}))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    earlier, later = (more, bool(cursor)) if back else (bool(cursor), more)
    return Page(
        found,
        _address(query, "before", found[0], name) if earlier and found else "",
        _address(query, "after", found[-1], name) if later and found else "",
    )


def _order(name: str, *, down: bool) -> tuple[str, str]:
    return (f"-{name}", "-pk") if down else (name, "pk")


def _cursor(model: type[Model], name: str, given: str) -> tuple[Any, Any] | None:
    """Read where the page begins; what nobody of ours wrote begins at the beginning."""
    value, _, pk = given.rpartition(BETWEEN)
    fields: Any = model._meta
    try:
        return (fields.get_field(name).to_python(value), fields.pk.to_python(pk)) if pk else None
    except ValidationError:
        return None


def _address(query: QueryDict, where: str, row: Model, name: str) -> str:
    kept = query.copy()
    for word in ("before", "after"):
        kept.pop(word, None)
    value = getattr(row, name)
    told = value.isoformat() if hasattr(value, "isoformat") else str(value)
    kept[where] = f"{told}{BETWEEN}{row.pk}"
    return f"?{kept.urlencode()}"
