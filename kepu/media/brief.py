"""Brief words (进度) of the front, how far an upload is: one statement each, before all middleware.

Twice a second each sender's progress is committed. Whether the person may send was asked in full
when the bytes began to come, and is again every ten seconds and at the end; between, only the row
of the upload is. Where that does not let it go on, the question is put in full and answered so.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kepu.core.actor import Actor
from kepu.media.actions import advance
from kepu.media.incoming import BRIEFLY, is_ours

NO_CONTENT = 204


class Brief:
    """Take the brief words of our own front; everything else goes on."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if BRIEFLY in request.headers and _is_noted(request):
            return HttpResponse(status=NO_CONTENT)
        return self.respond(request)


def _is_noted(request: HttpRequest) -> bool:
    token, _, at = request.headers[BRIEFLY].partition(";")
    if not is_ours(token):
        return False
    upload = UUID(request.path.strip("/").rpartition("/")[2])
    return advance(upload, int(at), by=Actor.machine("media"), now=timezone.now())
