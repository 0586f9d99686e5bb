"""Who does nothing for a while is logged out (闲置): how long is said by the duty they act in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from kepu.access.duties import A_WORKDAY, idle_of

SEEN = "seen"  # key in the session: when something was last done, in seconds
QUIET = ("HX-Request", "X-Kepu-Quiet")  # sent by what a page asks for by itself
SAYS = "有{spell}没有操作，为保护作品和联系方式，已经退出登录"
HOUR, MINUTE = 3600, 60


def note(request: HttpRequest) -> None:
    """Note that somebody is here; called at the log-in, too."""
    request.session[SEEN] = timezone.now().timestamp()


def is_over(request: HttpRequest) -> bool:
    """Log out who did nothing for longer than their duty allows; else note that they are here."""
    allowed = idle_of(request.actor.duty)  # type: ignore[attr-defined]
    now, limit = timezone.now().timestamp(), allowed.total_seconds()
    quiet = now - request.session.get(SEEN, now)
    if quiet >= limit:
        logout(request)
        messages.info(request, SAYS.format(spell=_words(limit)))
        return True
    asks_itself = request.method == "GET" and any(name in request.headers for name in QUIET)
    if not asks_itself and (SEEN not in request.session or quiet >= settings.SEEN_EVERY):
        note(request)
        quiet = 0
    if allowed < A_WORKDAY:
        request.idle = {"limit": int(limit), "left": int(limit - quiet)}  # type: ignore[attr-defined]
    return False


def _words(seconds: float) -> str:
    return f" {seconds / HOUR:g} 小时" if seconds >= HOUR else f" {seconds / MINUTE:g} 分钟"
