"""Questions about campaigns: which run, what they ask, whether one may hand in now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import F, Q, QuerySet

from kepu.campaigns.life import State
from kepu.campaigns.models import Campaign, CampaignVersion, Counter
from kepu.core.ids import uuid_of
from kepu.rulebook.spec import Spec, Window, from_json

MOST_KEPT = 64
_read: dict[str, Spec] = {}  # by fingerprint: a version never changes, so neither does its spec


def spec_of(version: CampaignVersion) -> Spec:
    """Read the spec of a version, at most once in this process (规格)."""
    spec = _read.get(version.sha256)
    if spec is None:
        if len(_read) >= MOST_KEPT:
            _read.clear()
        spec = _read[version.sha256] = from_json(version.spec)
    return spec


def public() -> QuerySet[Campaign]:
    """List what the public may see: all but those in preparation; specs are not loaded."""
    shown = Campaign.objects.exclude(state=State.DRAFT)
    return shown.select_related("version", "host", "operator", "place").defer(
        "version__spec", "draft"
    )


def open_campaigns(now: datetime) -> QuerySet[Campaign]:
    """List the campaigns that take works now, the one that closes first on top (征集中)."""
    begun = Q(opens_at=None) | Q(opens_at__lte=now)
    not_over = Q(closes_at=None) | Q(closes_at__gte=now) | Q(rolling=True)
    running = public().filter(begun, not_over, state=State.OPEN)
    return running.order_by(F("closes_at").asc(nulls_last=True), "pk")


def other_campaigns(now: datetime) -> QuerySet[Campaign]:
    """List the campaigns that are to come or over, the latest on top (未开始或已结束)."""
    return public().exclude(pk__in=open_campaigns(now).values("pk")).order_by("-closes_at", "pk")


def listed(after: str, size: int) -> tuple[list[Campaign], str]:
    """List a page of what is public, the latest first, and the mark where the next begins."""
    shown = public().order_by("-pk")
    if last := uuid_of(after):
        shown = shown.filter(pk__lt=last)
    page = list(shown[: size + 1])
    return page[:size], str(page[size - 1].pk) if len(page) > size else ""


class Phase(StrEnum):
    """How an instant lies to a window (时段)."""

    EARLY = "early"
    OPEN = "open"
    ROLLING = "rolling"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a campaign, or one category of it, at an instant (征集时段)."""

    phase: Phase
    window: Window | None

    @property
    def takes(self) -> bool:
        """Say whether works are taken."""
        return self.phase in {Phase.OPEN, Phase.ROLLING}

    @property
    def opens(self) -> datetime | None:
        return self.window.opens.start if self.window and self.window.opens else None

    @property
    def closes(self) -> datetime | None:
        return self.window.closes.end if self.window and self.window.closes else None

    def progress(self, now: datetime) -> tuple[int, int] | None:
        """Give hours gone and hours in all of a window that is open and has two ends."""
        if self.phase != Phase.OPEN or self.opens is None or self.closes is None:
            return None
        return _hours(now - self.opens), _hours(self.closes - self.opens)


def standing(campaign: Campaign, spec: Spec, now: datetime, category: str = "") -> Standing:
    """Say whether a category takes works now; without a category, the first window decides."""
    window = _window(spec, category)
    if campaign.state != State.OPEN:
        return Standing(Phase.OVER if campaign.state == State.CLOSED else Phase.EARLY, window)
    if window is None or window.is_open(now):
        return Standing(Phase.OPEN, window)
    if window.opens and now < window.opens.start:
        return Standing(Phase.EARLY, window)
    return Standing(Phase.ROLLING if window.rolling else Phase.OVER, window)


def phase(campaign: Campaign, now: datetime) -> Phase:
    """Say how things stand with a campaign as a whole, from its row alone."""
    if campaign.state != State.OPEN:
        return Phase.OVER
    if campaign.opens_at and now < campaign.opens_at:
        return Phase.EARLY
    if campaign.closes_at is None or now <= campaign.closes_at:
        return Phase.OPEN
    return Phase.ROLLING if campaign.rolling else Phase.OVER


def _window(spec: Spec, category: str) -> Window | None:
    wanted = spec.category(category).window if category else None
    named = (window for window in spec.windows if window.code == wanted)
    return next(named, spec.windows[0] if spec.windows else None)


def _hours(span: timedelta) -> int:
    return round(span.total_seconds() / 3600)


def taken(campaign: Campaign) -> int:
    """Count the works that were handed in, from the numbers given (已收作品)."""
    return Counter.objects.get(campaign=campaign).last


def span(spec: Spec) -> dict[str, Any]:
    """Sum the windows of a spec up for the campaign's row: first opening, last closing, rolling."""
    opens = [window.opens.start if window.opens else None for window in spec.windows]
    closes = [window.closes.end if window.closes else None for window in spec.windows]
    begun = [at for at in opens if at]
    over = [at for at in closes if at]
    return {
        "opens_at": min(begun) if begun and None not in opens else None,
        "closes_at": max(over) if over and None not in closes else None,
        "rolling": any(window.rolling for window in spec.windows),
    }
