"""Duties (职责) as data: what each may do, and which kinds of scope it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db.models import TextChoices


class Scope(TextChoices):
    """The four kinds of scope (范围) an appointment can have."""

    PLACE = "place", "辖区"
    SYSTEM = "system", "系统"
    ORG = "org", "单位"
    CAMPAIGN = "campaign", "征集活动"


class May(Enum):
    """A permission (权限): one thing one may do to an object within reach."""

    WORK_SUBMIT = "报送作品"
    WORK_SEE = "查看作品"
    WORK_CONTACT = "查看联系方式"
    WORK_SETTLE = "落实作品的结论"
    CASE_OPEN = "提请办理"
    CASE_DECIDE = "审核"
    CASE_JUDGE = "评审"
    CASE_RUN = "推进事项"
    DUE_EXTEND = "准予延期"
    CHECK_JUDGE = "判断文件"
    CHECK_WAIVE = "豁免检查"
    CAMPAIGN_RUN = "管理征集活动"
    LIBRARY_RELEASE = "推送入库"
    ORG_MANAGE = "管理单位"
    APPOINT = "任命"
    PERSON_MANAGE = "管理账号"
    PLATFORM_RUN = "运行平台"
    MEDIA_MEASURE = "测量文件"


# How long one may do nothing before being logged out. GB/T 22239-2019 8.1.4.1 asks that a log-in
# left alone ends, and leaves the time to who runs the site.
BRIEFLY = timedelta(minutes=30)  # decides, appoints, reads telephones of others: not left open
A_FILM = timedelta(hours=2)  # judges, and thinks over an hour's film
A_WORKDAY = timedelta(hours=12)  # as long as a log-in lasts: uploads for hours, sees own works only


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: its label, the kinds of scope it takes, what it may, which duties it gives."""

    label: str
    scopes: frozenset[Scope]
    may: frozenset[May]
    gives: frozenset[str]
    idle: timedelta


def _duty(
    label: str,
    scopes: set[Scope],
    *permissions: May,
    gives: str = "",
    idle: timedelta = BRIEFLY,
) -> Duty:
    return Duty(label, frozenset(scopes), frozenset(permissions), frozenset(gives.split()), idle)


DUTIES: dict[str, Duty] = {
    "clerk": _duty(
        "经办人", {Scope.ORG}, May.WORK_SUBMIT, May.WORK_SEE, May.CASE_OPEN, idle=A_WORKDAY
    ),
    "officer": _duty(
        "科协管理员",
        {Scope.PLACE, Scope.SYSTEM, Scope.ORG},
        May.WORK_SEE,
        May.WORK_CONTACT,
        May.CASE_OPEN,
        May.CASE_DECIDE,
        May.DUE_EXTEND,
        May.CHECK_WAIVE,
        May.CAMPAIGN_RUN,
        May.ORG_MANAGE,
        May.APPOINT,
        May.PERSON_MANAGE,
        gives="clerk operator expert",
    ),
    "operator": _duty(
        "承办人员",
        {Scope.CAMPAIGN},
        May.WORK_SEE,
        May.WORK_CONTACT,
        May.CASE_OPEN,
        May.CASE_DECIDE,
        May.DUE_EXTEND,
        May.CHECK_WAIVE,
        May.CAMPAIGN_RUN,
        May.LIBRARY_RELEASE,
        May.APPOINT,
        gives="expert",
    ),
    "expert": _duty("评审专家", {Scope.CAMPAIGN}, May.WORK_SEE, May.CASE_JUDGE, idle=A_FILM),
    "administrator": _duty(
        "系统管理员",
        {Scope.PLACE},
        May.APPOINT,
        May.PERSON_MANAGE,
        May.ORG_MANAGE,
        May.CAMPAIGN_RUN,
        May.PLATFORM_RUN,
        gives="clerk officer operator expert administrator",
    ),
}

MACHINES: dict[str, frozenset[May]] = {
    "flow": frozenset({May.WORK_SETTLE, May.CASE_OPEN, May.CASE_RUN}),
    "checks": frozenset({May.CHECK_JUDGE, May.CASE_RUN}),
    "media": frozenset({May.MEDIA_MEASURE}),
    "obligations": frozenset({May.CASE_RUN}),
    "setup": frozenset(May),  # the first administrator, the demo: at the console of the machine
}


def permissions(duty: str) -> frozenset[May]:
    """Give what a duty, or a machine written ``machine:name``, may."""
    if duty.startswith("machine:"):
        return MACHINES[duty.removeprefix("machine:")]
    return DUTIES[duty].may if duty in DUTIES else frozenset()


def gives(duty: str) -> frozenset[str]:
    """Say which duties the holder of a duty may give, and take away, within reach (任命)."""
    if duty.startswith("machine:"):
        return frozenset(DUTIES) if May.APPOINT in permissions(duty) else frozenset()
    return DUTIES[duty].gives if duty in DUTIES else frozenset()


def idle_of(duty: str) -> timedelta:
    """Say how long the holder of a duty may do nothing and stay logged in (闲置)."""
    return DUTIES[duty].idle if duty in DUTIES else A_WORKDAY
