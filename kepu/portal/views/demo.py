"""The door of a demo home: anybody may be anybody, without a password (演示身份)."""

from __future__ import annotations

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.queries import in_force
from kepu.core.ids import uuid_of
from kepu.core.web import open_to_all, reads

MOST = 30
TRY = {  # by duty, in the order in which a work goes
    "clerk": "“我的报送”里有草稿、有退回的。新建一件，先交一张手机照片，看哪里不符合。",
    "officer": "“待办”里有作品等着初审：看原件和检查结果，通过一件，退回一件，再勾选几件一起通过。",
    "expert": "打开一件，看作品、写结论；按 1、2、3 选结论，按 Ctrl 加回车提交。",
    "operator": "“分批推送”里有通过了还没入库的作品：建一批，推送入库，再到首页看它。",
    "administrator": "登记一个单位，给它添加一位经办人，再用新账号登录；看看谁任什么职。",
}


@open_to_all
@reads
def demo(request: HttpRequest) -> HttpResponse:
    """Show who is who in a demo home (演示身份)."""
    insist_demo()
    hats = in_force(timezone.now()).select_related("person", "of_org", "place", "org")
    listed = list(hats.order_by("starts_at", "pk")[:MOST])
    first = {hat.duty: hat for hat in reversed(listed)}
    line = [(first[duty], says) for duty, says in TRY.items() if duty in first]
    known = {hat for hat, _ in line}
    page = {"line": line, "others": [hat for hat in listed if hat not in known]}
    return render(request, "portal/demo.html", page)


@open_to_all
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Log in as somebody of the demo, without a password; only in a demo home."""
    insist_demo()
    chosen = uuid_of(request.POST.get("hat", ""))
    hat = get_object_or_404(in_force(timezone.now()).select_related("person"), pk=chosen)
    login(request, hat.person, "allauth.account.auth_backends.AuthenticationBackend")
    user_logged_in.send(type(hat.person), request=request, user=hat.person)  # lists the device
    return redirect(settings.LOGIN_REDIRECT_URL)


def insist_demo() -> None:
    """Outside a demo home these pages do not exist."""
    if not settings.KEPU.demo:
        raise Http404
