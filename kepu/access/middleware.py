"""The actor of a request: the hat the person wears, read fresh from the appointments each time."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kepu.access.queries import actor_of, hats_of
from kepu.core.actor import NOBODY, Actor

HAT = "hat"  # key in the session: the id of the appointment chosen


class Hats:
    """Set ``request.actor``: the chosen appointment if it still holds, else the person's first."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.respond(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return NOBODY
    hats = list(hats_of(request.user.pk, timezone.now()))
    request.hats = hats  # type: ignore[attr-defined]
    chosen = request.session.get(HAT)
    worn = next((hat for hat in hats if str(hat.pk) == chosen), hats[0] if hats else None)
    request.hat = worn  # type: ignore[attr-defined]
    if worn is None:
        return Actor(person_id=request.user.pk, request_id=request.request_id)  # type: ignore[attr-defined]
    return actor_of(worn, request.request_id)  # type: ignore[attr-defined]
