"""Questions about accounts: those within reach, and where a person is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import Prefetch, QuerySet

from kepu.access.duties import May
from kepu.access.jurisdiction import within
from kepu.access.models import Appointment
from kepu.access.queries import in_force
from kepu.core.actor import Actor
from kepu.people.models import Person

SYSTEMS = {  # part of a browser's own words: what people call it; the first that fits
    "MicroMessenger": "微信",
    "iPhone": "苹果手机",
    "iPad": "苹果平板",
    "Android": "安卓手机",
    "Windows": "Windows 电脑",
    "Macintosh": "苹果电脑",
    "Linux": "Linux 电脑",
}
BROWSERS = {"Edg/": "Edge", "Firefox/": "火狐", "Chrome/": "Chrome", "Safari/": "Safari"}


def people_of(actor: Actor, now: datetime) -> QuerySet[Person]:
    """List the accounts of those who sit, or sat, in an organisation within reach."""
    seats = within(Appointment.objects.all(), actor, May.PERSON_MANAGE)
    hats = in_force(now).select_related("of_org", "place", "org").order_by("starts_at")
    people = Person.objects.filter(pk__in=seats.values("person_id"))
    return people.prefetch_related(Prefetch("appointments", hats, to_attr="hats"))


def sessions_of(person: Person) -> QuerySet[UserSession]:
    """List the sessions of a person."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user=person)
    return found


@dataclass(frozen=True, slots=True)
class Device:
    """One place where a person is signed in (登录设备)."""

    pk: int
    name: str
    address: str
    since: datetime
    seen: datetime
    is_this: bool


def devices_of(person: Person, this: str | None) -> list[Device]:
    """List where a person is signed in, this device first; ``this`` is its session's key."""
    sessions = UserSession.objects.purge_and_list(person)
    devices = [
        Device(one.pk, _named(one.user_agent), one.ip, one.created_at, one.last_seen_at, mine)
        for one in sessions
        for mine in [one.session_key == this]
    ]
    return sorted(devices, key=lambda device: (not device.is_this, -device.seen.timestamp()))


def _named(agent: str) -> str:
    system = next((name for part, name in SYSTEMS.items() if part in agent), "其他设备")
    browser = next((name for part, name in BROWSERS.items() if part in agent), "")
    return f"{system} · {browser}" if browser and system != "微信" else system
