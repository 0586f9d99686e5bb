"""The demo's people (演示人物): one for each duty in one county, all made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kepu.access import actions as access
from kepu.access.models import Appointment
from kepu.access.queries import actor_of, in_force
from kepu.campaigns import actions as campaigns
from kepu.campaigns.models import Campaign
from kepu.campaigns.specs import founding
from kepu.core.actor import Actor
from kepu.orgs import actions as orgs
from kepu.orgs.models import Kind, Org
from kepu.people import actions as people
from kepu.people.models import Person
from kepu.places.models import Place
from kepu.rulebook.spec import read

SETUP = Actor.machine("setup")
PROVINCE, CITY, COUNTY = "410000000000", "410300000000", "410324000000"
HENAN = "henan-resources-2022"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One person of the demo: log-in, name, duty, organisation, and where the duty is held."""

    login: str
    name: str
    duty: str
    org: str
    over: str
    does: str


ORGS = {
    "province": ("河南省科协（演示）", Kind.PROVINCE_CAST, PROVINCE),
    "operator": ("科普资源征集组委会办公室（演示）", Kind.OTHER, PROVINCE),
    "city": ("洛阳市科协（演示）", Kind.CITY_CAST, CITY),
    "county": ("栾川县科协（演示）", Kind.COUNTY_CAST, COUNTY),
    "hospital": ("栾川县人民医院（演示）", Kind.HOSPITAL, COUNTY),
    "farm": ("栾川县农技协（演示）", Kind.RURAL_ASSOCIATION, COUNTY),
}
ROLES = (
    Role(login="clerk", name="何青禾", duty="clerk", org="hospital", over="hospital",
         does="替医院报送作品"),
    Role(login="officer", name="沈未央", duty="officer", org="county", over=COUNTY,
         does="在县里初审"),
    Role(login="city", name="陆平川", duty="officer", org="city", over=CITY,
         does="看全市的待办"),
    Role(login="province", name="周见山", duty="officer", org="province", over=PROVINCE,
         does="主办单位，替没有专家的环节把关"),
    Role(login="expert", name="林一苇", duty="expert", org="province", over="campaign",
         does="评审作品"),
    Role(login="operator", name="许知行", duty="operator", org="operator", over="campaign",
         does="分批推送入库"),
    Role(login="admin", name="温存良", duty="administrator", org="province", over=PROVINCE,
         does="管账号、单位和任职"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """The campaign, the organisations, and everybody as an actor, by log-in name."""

    campaign: Campaign
    orgs: dict[str, Org]
    actors: dict[str, Actor]


def make(password: str, *, now: datetime) -> Cast:
    """Register the organisations and people, open the Henan campaign, appoint everybody."""
    made: dict[str, Org] = {}
    for key, (name, kind, code) in ORGS.items():
        made[key] = orgs.register(name, kind=kind, place=_place(code), by=SETUP, now=now)
    campaign = campaigns.prepare(
        read(founding()[HENAN]),
        host=made["province"],
        operator=made["operator"],
        place=_place(PROVINCE),
        by=SETUP,
        now=now,
    )
    campaigns.open_(campaign.pk, by=SETUP, now=now)
    for role in ROLES:
        person = people.register(
            role.login, name=role.name, password=password, must_change=False, by=SETUP, now=now
        )
        _appoint(person, role, made, campaign, now)
    return known(now=now)


def known(*, now: datetime) -> Cast:
    """Find the cast of a demo that was made before."""
    hats = in_force(now).select_related("place", "org").order_by("starts_at")
    people_of = dict(Person.objects.values_list("login", "pk"))
    actors = {
        role.login: actor_of(_hat(hats.filter(person=people_of[role.login]))) for role in ROLES
    }
    by_name = {org.name: org for org in Org.objects.select_related("place")}
    found = {key: by_name[name] for key, (name, _, _) in ORGS.items()}
    campaign = Campaign.objects.select_related("version").get(slug=HENAN)
    return Cast(campaign, found, actors)


def is_made() -> bool:
    """Say whether this home has its demo already."""
    return Campaign.objects.filter(slug=HENAN).exists()


def _appoint(
    person: Person, role: Role, made: dict[str, Org], campaign: Campaign, now: datetime
) -> None:
    org = made[role.org]
    if role.over == "campaign":
        where = access.Over(campaign_id=campaign.pk)
    elif role.over in made:
        where = access.Over(org_id=made[role.over].pk)
    else:
        where = access.Over(place_id=_place(role.over).pk)
    access.appoint(person.pk, role.duty, of_org_id=org.pk, by=SETUP, now=now, **where)


def _place(code: str) -> Place:
    return Place.objects.get(code=code)


def _hat(hats: object) -> Appointment:
    return next(iter(hats))  # type: ignore[call-overload, no-any-return]
