"""Resumable uploads (断点续传) by tus 1.0: creation, checksum, termination, expiration.

No CSRF token is asked: another site cannot send ``Tus-Resumable`` without a preflight request,
and none is ever answered.
"""

from __future__ import annotations

import functools
from base64 import b64decode
from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from kepu.access.gate import signed_in
from kepu.core.errors import Refused
from kepu.core.web import PersonRequest
from kepu.media import actions, queries
from kepu.media.incoming import ORDER, RECEIVED, VERSION, is_ours
from kepu.media.models import Upload
from kepu.media.part import ALGORITHMS, checksum

BYTES = "application/offset+octet-stream"
CREATED, NO_CONTENT, BAD, LOG_IN, GONE, CONFLICT = 201, 204, 400, 401, 410, 409
NOT_FOUND, NOT_ALLOWED, OTHER_VERSION, WRONG_TYPE = 404, 405, 412, 415
STATUS = {
    "ticket_over": GONE,
    "too_large": 413,
    "disk_full": 507,
    "storage_away": 503,
    "ticket_used": 403,
}
ABILITIES = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,checksum,termination,expiration",
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}
View = Callable[..., HttpResponse]


def tus(view: View) -> View:
    """Speak tus: version in and out, refusals as a status with a sentence, log-in as 401."""

    @functools.wraps(view)
    def answer(request: PersonRequest, **named: UUID) -> HttpResponse:
        try:
            response = _spoken(view, request, **named)
        except Refused as error:
            response = says(STATUS.get(error.code, BAD), str(error))
        except Http404:
            response = says(NOT_FOUND, "没有这个上传，或已经取消")
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)


def _spoken(view: View, request: PersonRequest, **named: UUID) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=NO_CONTENT, headers=ABILITIES)
    if request.headers.get("Tus-Resumable") != VERSION:
        return HttpResponse(status=OTHER_VERSION, headers={"Tus-Version": VERSION})
    if not request.user.is_authenticated:
        return says(LOG_IN, "登录已过期，请重新登录后继续上传")
    return view(request, **named)


def says(status: int, sentence: str) -> HttpResponse:
    """Answer with a sentence that the uploading page can show."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@tus
@signed_in
def uploads(request: PersonRequest) -> HttpResponse:
    """Begin an upload on the ticket that its metadata name."""
    if request.method != "POST":
        return HttpResponse(status=NOT_ALLOWED, headers={"Allow": "POST, OPTIONS"})
    try:
        told = metadata(request)
        ticket_id, length = UUID(told["ticket"]), int(request.headers["Upload-Length"])
    except (KeyError, ValueError):
        return says(BAD, "缺少 Upload-Length，或 Upload-Metadata 里没有 ticket")
    if queries.upload_of(request.actor, ticket_id) is None:
        raise Http404
    name = told.get("filename", "")
    now = timezone.now()
    upload = actions.begin(ticket_id, length=length, name=name, by=request.actor, now=now)
    return told_of(upload, CREATED, Location=reverse("media:upload", args=[upload.pk]))


@tus
@signed_in
def upload(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say how far an upload is, take more of it, or give it up."""
    found = queries.upload_of(request.actor, pk)
    if found is None or found.length is None or request.method not in DEEDS:
        raise Http404
    if found.is_over(timezone.now()) and found.finished_at is None:
        raise actions.TicketOver
    return DEEDS[request.method](request, found)


def standing(_: PersonRequest, found: Upload) -> HttpResponse:
    return told_of(found, 200)


def more(request: PersonRequest, found: Upload) -> HttpResponse:
    """Let the front receive from where the upload stands, or hear from it how far it came."""
    if said := request.headers.get(RECEIVED):
        token, at, sha256 = said.split(";")
        if not is_ours(token):
            raise Http404
        now = timezone.now()
        return told_of(actions.come(found, int(at), sha256=sha256, by=request.actor, now=now))
    if fault := _fault(request, found):
        return fault
    offset = queries.offset_of(found)
    if offset == found.length:
        return told_of(found)
    return HttpResponse(headers={ORDER: f"{found.pk.hex};{offset};{found.length}"})


def _fault(request: HttpRequest, found: Upload) -> HttpResponse | None:
    if request.content_type != BYTES:
        return says(WRONG_TYPE, f"Content-Type 应是 {BYTES}")
    try:
        offset = int(request.headers["Upload-Offset"])
        checksum(request.headers.get("Upload-Checksum", ""))
    except (KeyError, ValueError):
        return says(BAD, "Upload-Offset 或 Upload-Checksum 读不懂")
    if offset != queries.offset_of(found):
        return says(CONFLICT, "续传位置不对，请先查询已到多少")
    return None


def give_up(request: PersonRequest, found: Upload) -> HttpResponse:
    actions.drop(found, by=request.actor, now=timezone.now())
    return HttpResponse(status=NO_CONTENT)


DEEDS = {"HEAD": standing, "PATCH": more, "DELETE": give_up}


def told_of(upload: Upload, status: int = NO_CONTENT, **headers: str) -> HttpResponse:
    """Answer with where an upload stands and until when it may go on."""
    response = HttpResponse(status=status, headers=headers)
    response["Upload-Offset"] = queries.offset_of(upload)
    response["Upload-Length"] = upload.length or 0
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def metadata(request: HttpRequest) -> dict[str, str]:
    """Read ``Upload-Metadata``: keys with values in base64."""
    pairs = (pair.split() for pair in request.headers.get("Upload-Metadata", "").split(","))
    return {pair[0]: b64decode("".join(pair[1:])).decode() for pair in pairs if pair}
