"""The side navigation of the desk: what this duty has pages for, and how much waits."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from kepu.access.duties import May, permissions
from kepu.core.web import PersonRequest
from kepu.desk import queries
from kepu.desk.queries import Tally
from kepu.look.frame import Entry, Section
from kepu.talk.queries import unread

# heading, label, name of the address, icon, which permissions bring it (any of them)
PAGES: tuple[tuple[str, str, str, str, frozenset[May]], ...] = (
    ("征集", "我的报送", "submissions:index", "file-text", frozenset({May.WORK_SUBMIT})),
    ("征集", "征集活动", "campaigns:index", "megaphone", frozenset(May)),
    ("征集", "主办的活动", "campaigns:mine", "landmark", frozenset({May.CAMPAIGN_RUN})),
    ("征集", "辖区时限", "desk:dues", "hourglass", frozenset({May.DUE_EXTEND})),
    ("资源库", "分批推送", "library:pushes", "upload", frozenset({May.LIBRARY_RELEASE})),
    ("单位与人员", "单位", "orgs:index", "building-2", frozenset({May.ORG_MANAGE})),
    ("单位与人员", "账号", "people:index", "users", frozenset({May.PERSON_MANAGE})),
    ("单位与人员", "任职", "access:appointments", "id-card", frozenset({May.APPOINT})),
    ("平台", "没做成的文件", "media:failed", "triangle-alert", frozenset({May.PLATFORM_RUN})),
    ("平台", "后台任务", "desk:jobs", "refresh-cw", frozenset({May.PLATFORM_RUN})),
)

# pages whose addresses begin elsewhere, by the page of the menu they belong to
ALSO: dict[str, frozenset[str]] = {
    "desk:inbox": frozenset({"submissions:review", "cases:decide"}),
    "people:devices": frozenset({"access:hats", "account_change_password", "account_logout"}),
    "campaigns:mine": frozenset({"submissions:taken", "checks:impact"}),
    "library:pushes": frozenset({"library:shelf", "library:withdraw", "library:put_back"}),
}


def tally_of(request: PersonRequest) -> Tally:
    """Count what waits for who asks, once a request."""
    known: Tally | None = getattr(request, "tally", None)
    if known is None:
        known = queries.tally(request.actor, timezone.now())
        request.tally = known  # type: ignore[attr-defined]
    return known


def sections(request: HttpRequest) -> list[Section]:
    """List the sections for who asks; nobody who is not logged in has any."""
    if not request.user.is_authenticated:
        return []
    waits = tally_of(request).all  # type: ignore[arg-type]
    own = Section(
        "我的",
        (
            _entry("工作台", "desk:index", "layout-grid"),
            _entry("待办", "desk:inbox", "bell", waits or None),
            _entry("已办", "desk:done", "check"),
            _entry("消息", "talk:index", "mail", unread(request.actor) or None),  # type: ignore[attr-defined]
            _entry("我的账号", "people:devices", "circle-user"),
        ),
    )
    allowed = permissions(request.actor.duty)  # type: ignore[attr-defined]
    mine = [page for page in PAGES if page[4] & allowed]
    headings = dict.fromkeys(page[0] for page in mine)
    others = Section("演示", [Entry("换成别人", "portal:demo", "users")])
    return [
        own,
        *(
            Section(heading, [_entry(*page[1:4]) for page in mine if page[0] == heading])
            for heading in headings
        ),
        *([others] if settings.KEPU.demo else []),
    ]


def _entry(label: str, to: str, icon: str, count: int | None = None) -> Entry:
    return Entry(label, to, icon, count, ALSO.get(to, frozenset()))
