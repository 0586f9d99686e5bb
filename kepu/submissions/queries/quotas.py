"""How many works an organisation may still hand in (名额), by the quotas of the notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kepu.campaigns.models import Campaign
from kepu.core.clock import in_china
from kepu.orgs.models import Org
from kepu.rulebook.spec import Quota, Spec
from kepu.submissions.life import UNSENT, State
from kepu.submissions.models import Work

EVERY = {"once": "", "month": "每月", "quarter": "每季度", "year": "每年"}
FREE = (*UNSENT, State.WITHDRAWN)  # what takes no place


class Counted(Protocol):
    """Whatever says who hands in what: a work, or works that are to be made."""

    @property
    def campaign(self) -> Campaign: ...
    @property
    def org(self) -> Org: ...
    @property
    def category(self) -> str: ...
    @property
    def klass(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Room:
    """A quota that binds an organisation, and how much of it is used (余额)."""

    quota: Quota
    used: int

    @property
    def left(self) -> int:
        return max(0, self.quota.at_most - self.used)

    @property
    def rule(self) -> str:
        """Say the quota, with its clause."""
        said = f"每单位{EVERY[self.quota.every]}限报 {self.quota.at_most} 件"
        return said if self.quota.ours else f"{said}（通知{self.quota.clause}）"


def rooms(of: Counted, spec: Spec, now: datetime) -> list[Room]:
    """List the quotas that bind who hands in works of a category; none: any number may come."""
    binding = [
        one for one in spec.quotas if one.category == of.category and one.klass in {None, of.klass}
    ]
    return [Room(one, _used(of, one, now)) for one in binding]


def _used(of: Counted, quota: Quota, now: datetime) -> int:
    taken = Work.objects.filter(org=of.org, campaign=of.campaign, category=of.category)
    since = _since(quota.every, now)
    if since:
        taken = taken.filter(submitted_at__gte=since)
    return taken.exclude(state__in=FREE).count()


def _since(every: str, now: datetime) -> datetime | None:
    """Say when the month, quarter or year began, by the clock of China."""
    day = in_china(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first = {"month": day.month, "quarter": 3 * ((day.month - 1) // 3) + 1, "year": 1}
    return day.replace(month=first[every]) if every in first else None
