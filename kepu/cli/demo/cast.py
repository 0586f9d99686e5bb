"""The demo's people (演示人物): one for each duty in one county, more clerks, all made up."""

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
from kepu.core.clock import CHINA
from kepu.orgs import actions as orgs
from kepu.orgs.models import Kind, Org
from kepu.people import actions as people
from kepu.people.models import Person
from kepu.places.models import Place
from kepu.rulebook.spec import read

SETUP = Actor.machine("setup")
FOUNDED = datetime(2022, 7, 1, 9, tzinfo=CHINA)  # before the first campaign opens
NATION, PROVINCE, CITY, COUNTY = "100000000000", "410000000000", "410300000000", "410324000000"
CAPITAL, XINJIANG, URUMQI = "410100000000", "650000000000", "650100000000"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One campaign of the demo: who hosts and operates it, where, and when it opened."""

    host: str
    operator: str
    place: str
    opened: datetime


ORGS = {
    "province": ("河南省科协（演示）", Kind.PROVINCE_CAST, PROVINCE),
    "operator": ("科普资源征集组委会办公室（演示）", Kind.OTHER, PROVINCE),
    "city": ("洛阳市科协（演示）", Kind.CITY_CAST, CITY),
    "county": ("栾川县科协（演示）", Kind.COUNTY_CAST, COUNTY),
    "hospital": ("栾川县人民医院（演示）", Kind.HOSPITAL, COUNTY),
    "school": ("栾川县实验小学（演示）", Kind.SCHOOL, COUNTY),
    "farm": ("栾川县农技协（演示）", Kind.RURAL_ASSOCIATION, COUNTY),
    "weather": ("洛阳市气象学会（演示）", Kind.CITY_SOCIETY, CITY),
    "museum": ("郑州科技馆（演示）", Kind.SCIENCE_MUSEUM, CAPITAL),
    "college": ("中原农业大学科协（演示）", Kind.UNIVERSITY_CAST, CAPITAL),
    "stars": ("河南省天文学会（演示）", Kind.PROVINCE_SOCIETY, PROVINCE),
    "press": ("中原科普编辑部（演示）", Kind.OTHER, CAPITAL),
    "youth": ("河南省青少年科技教育协会（演示）", Kind.YOUTH_ASSOCIATION, PROVINCE),
    "nation": ("全国科普活动主办单位（演示）", Kind.CAST, NATION),
    "xinjiang": ("新疆维吾尔自治区科协（演示）", Kind.PROVINCE_CAST, XINJIANG),
    "urumqi": ("乌鲁木齐市科协（演示）", Kind.CITY_CAST, URUMQI),
}
ROLES = (
    Role(login="clerk", name="何青禾", duty="clerk", org="hospital", over="hospital",
         does="替医院报送作品"),
    Role(login="officer", name="沈未央", duty="officer", org="county", over=COUNTY,
         does="在县里初审"),
    Role(login="expert", name="林一苇", duty="expert", org="province", over="campaign",
         does="评审作品"),
    Role(login="operator", name="许知行", duty="operator", org="operator", over="campaign",
         does="分批推送入库"),
    Role(login="city", name="陆平川", duty="officer", org="city", over=CITY,
         does="看全市的待办"),
    Role(login="province", name="周见山", duty="officer", org="province", over=PROVINCE,
         does="主办单位，替没有人的岗位把关"),
    Role(login="admin", name="温存良", duty="administrator", org="province", over=PROVINCE,
         does="管账号、单位和任职"),
    Role(login="school", name="叶小满", duty="clerk", org="school", over="school",
         does="替小学报送"),
    Role(login="farm", name="田有秋", duty="clerk", org="farm", over="farm",
         does="替农技协申报科普e站"),
    Role(login="weather", name="云知夏", duty="clerk", org="weather", over="weather",
         does="替气象学会报送"),
    Role(login="museum", name="方格物", duty="clerk", org="museum", over="museum",
         does="替科技馆报送"),
    Role(login="college", name="穆长青", duty="clerk", org="college", over="college",
         does="替高校科协报送"),
    Role(login="stars", name="明河汉", duty="clerk", org="stars", over="stars",
         does="替天文学会报送"),
    Role(login="press", name="文一丁", duty="clerk", org="press", over="press",
         does="申报网络创作培育计划"),
    Role(login="youth", name="童小可", duty="clerk", org="youth", over="youth",
         does="报送青少年微视频和科普号"),
    Role(login="nation", name="高望远", duty="officer", org="nation", over="nation",
         does="全国两项活动的主办单位"),
    Role(login="xinjiang", name="江水清", duty="officer", org="xinjiang", over=XINJIANG,
         does="新疆科普日的主办单位"),
    Role(login="urumqi", name="白雪岭", duty="clerk", org="urumqi", over="urumqi",
         does="填报新疆科普日活动"),
)  # fmt: skip
RUNS = {
    HENAN: Run(host="province", operator="operator", place=PROVINCE,
               opened=datetime(2022, 7, 4, 9, tzinfo=CHINA)),
    "estation-2019": Run(host="province", operator="operator", place=PROVINCE, opened=FOUNDED),
    "youth-microvideo-2022": Run(host="nation", operator="nation", place=NATION,
                                 opened=datetime(2022, 9, 1, 9, tzinfo=CHINA)),
    "kepu-creation-2023": Run(host="nation", operator="nation", place=NATION,
                              opened=datetime(2023, 3, 10, 9, tzinfo=CHINA)),
    "science-day-xinjiang-2023": Run(host="xinjiang", operator="xinjiang", place=XINJIANG,
                                     opened=datetime(2023, 8, 7, 9, tzinfo=CHINA)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """The campaigns by slug, the organisations by key, and everybody as an actor by log-in."""

    campaigns: dict[str, Campaign]
    orgs: dict[str, Org]
    actors: dict[str, Actor]

    def of_org(self, key: str) -> Actor:
        """Give the clerk of an organisation."""
        return self.actors[next(one.login for one in ROLES if one.org == key)]


def make(password: str) -> None:
    """Register organisations and people, open the campaigns, appoint: whatever is not there yet."""
    made: dict[str, Org] = {}
    for key, (name, kind, code) in ORGS.items():
        known = Org.objects.filter(name=name).first()
        made[key] = known or orgs.register(
            name, kind=kind, place=_place(code), by=SETUP, now=FOUNDED
        )
    opened = {slug: _opened(slug, run, made) for slug, run in RUNS.items()}
    here = set(Person.objects.values_list("login", flat=True))
    for role in (one for one in ROLES if one.login not in here):
        person = people.register(
            role.login, name=role.name, password=password, must_change=False, by=SETUP, now=FOUNDED
        )
        _appoint(person, role, made, opened[HENAN])


def known(*, now: datetime) -> Cast:
    """Find the cast that was made."""
    hats = in_force(now).select_related("place", "org").order_by("starts_at", "pk")
    people_of = dict(Person.objects.values_list("login", "pk"))
    actors = {
        role.login: actor_of(_hat(hats.filter(person=people_of[role.login]))) for role in ROLES
    }
    by_name = {org.name: org for org in Org.objects.select_related("place")}
    found = {key: by_name[name] for key, (name, _, _) in ORGS.items()}
    running = Campaign.objects.select_related("version").in_bulk(RUNS, field_name="slug")
    return Cast(running, found, actors)


def _opened(slug: str, run: Run, made: dict[str, Org]) -> Campaign:
    if known := Campaign.objects.filter(slug=slug).first():
        return known
    campaign = campaigns.prepare(
        read(founding()[slug]),
        host=made[run.host],
        operator=made[run.operator],
        place=_place(run.place),
        by=SETUP,
        now=run.opened,
    )
    return campaigns.open_(campaign.pk, by=SETUP, now=run.opened)


def _appoint(person: Person, role: Role, made: dict[str, Org], campaign: Campaign) -> None:
    org = made[role.org]
    if role.over == "campaign":
        where = access.Over(campaign_id=campaign.pk)
    elif role.over in made:
        where = access.Over(org_id=made[role.over].pk)
    else:
        where = access.Over(place_id=_place(role.over).pk)
    access.appoint(person.pk, role.duty, of_org_id=org.pk, by=SETUP, now=FOUNDED, **where)


def _place(code: str) -> Place:
    return Place.objects.get(code=code)


def _hat(hats: object) -> Appointment:
    return next(iter(hats))  # type: ignore[call-overload, no-any-return]
