"""The picker of places alone, for htmx: the same part that a form shows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kepu.core.web import open_to_all, reads
from kepu.places.forms import PlacePicker
from kepu.places.models import Level

LONGEST = 32


@open_to_all
@reads
def picker(request: HttpRequest) -> HttpResponse:
    """Show the picker after a choice or a search; it holds public data only."""
    asked = request.GET
    name = asked.get("field", "")[:LONGEST] or "place"
    deepest = asked.get("deepest", "")
    level = Level(deepest) if deepest in Level.values else Level.TOWNSHIP
    widget = PlacePicker(inside=asked.get("inside", "")[:LONGEST], deepest=level)
    value = widget.value_from_datadict(asked, None, name)
    return HttpResponse(widget.render(name, value, {"id": f"id_{name}", "class": "input"}))
