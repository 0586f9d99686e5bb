"""Choosing a place: a cascade that skips missing levels, and a search by name or sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from kepu.places import queries
from kepu.places.models import Level, Place

HITS = 8


@dataclass(frozen=True, slots=True)
class Picked:
    """What came from the picker: the choices made, a hit of the search, what is searched."""

    given: tuple[str, ...] = ()
    asked: str = ""
    goes_on: bool = False


class PlacePicker(forms.Widget):
    """Selects of places, one below the other; each press of a button is answered by the server."""

    template_name = "places/picker.html"

    def __init__(self, *, inside: str = "", deepest: Level = Level.TOWNSHIP) -> None:
        super().__init__()
        self.inside, self.deepest = inside, deepest

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        return f"{id_}_0"

    def value_from_datadict(
        self,
        data: Any,
        files: Any,  # noqa: ARG002
        name: str,
    ) -> Picked:
        """Read the choices; a chosen hit of the search counts for more than the selects."""
        hit = data.get(f"{name}-hit", "")
        steps = data.getlist(name) if isinstance(data, (QueryDict, MultiValueDict)) else [
            str(data.get(name, ""))
        ]  # fmt: skip
        return Picked(
            given=(hit,) if hit else tuple(steps),
            asked=data.get(f"{name}-q", ""),
            goes_on=f"{name}-more" in data or f"{name}-find" in data,
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        picked = value if isinstance(value, Picked) else Picked()
        place = value if isinstance(value, Place) else queries.chosen(picked.given, self.inside)
        steps = queries.cascade(place, inside=self.inside, deepest=self.deepest)
        found = queries.find(picked.asked, inside=self.inside)[: HITS + 1] if picked.asked else []
        here = urlencode({"field": name, "inside": self.inside, "deepest": self.deepest})
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"] |= {
            "steps": steps,
            "hits": list(found),
            "asked": picked.asked,
            "here": here,
            "place": place,
        }
        return context


class PlaceField(forms.Field):
    """A place, chosen step by step (行政区划), inside a subtree and down to a level."""

    widget: PlacePicker

    def __init__(self, *, inside: str = "", deepest: Level = Level.TOWNSHIP, **named: Any) -> None:
        self.inside = inside
        super().__init__(widget=PlacePicker(inside=inside, deepest=deepest), **named)

    def clean(self, value: Any) -> Place | None:
        """Give the place; a press of 下一级 or 查找 only shows the form again, further on."""
        picked = value if isinstance(value, Picked) else Picked()
        if picked.goes_on:
            raise forms.ValidationError("请接着选", code="goes_on")
        place = queries.chosen(picked.given, self.inside)
        if place is None and self.inside:
            place = Place.objects.filter(path=self.inside).first()
        if place is None and self.required:
            raise forms.ValidationError("请选择行政区划", code="required")
        return place
