"""A small tree of real places, the same one for every test."""

from kepu.core.actor import Actor
from kepu.places.actions import load
from kepu.places.models import Kind, Level, Place
from kepu.places.queries import Row
from make.moments import NOON

P, C, X, T = Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP
COUNTRY = "100000000000"
TREE = (  # code, name, parent, segment, level by code, level of management
    ("410000000000", "河南省", COUNTRY, "g", P, P),
    ("410100000000", "郑州市", "410000000000", "1", C, C),
    ("410105000000", "金水区", "410100000000", "4", X, X),
    ("410184000000", "新郑市", "410100000000", "e", X, X),
    ("410184106000", "薛店镇", "410184000000", "a", T, T),
    ("410300000000", "洛阳市", "410000000000", "3", C, C),
    ("410305000000", "涧西区", "410300000000", "4", X, X),
    ("410324000000", "栾川县", "410300000000", "9", X, X),
    ("419001000000", "济源市", "410000000000", "i", X, C),  # a county by code, managed as a city
)


def rows() -> list[Row]:
    """Tell the tree as the data file would."""
    country = Level.COUNTRY
    top = Row(
        code=COUNTRY,
        name="全国",
        parent="",
        segment="1",
        level_by_code=country,
        manage_level=country,
        kind=Kind.COUNTRY,
    )
    told = ("code", "name", "parent", "segment", "level_by_code", "manage_level")
    return [top, *(Row(**dict(zip(told, one, strict=True))) for one in TREE)]


def province() -> Place:
    """Load 河南省 with two cities, their counties and 济源市; give the province."""
    if not Place.objects.filter(name="河南省").exists():
        load(rows(), by=Actor.machine("setup"), now=NOON)
    return Place.objects.get(name="河南省")


def place(name: str = "新郑市") -> Place:
    """Give a place of the small tree by name."""
    if found := Place.objects.filter(name=name).first():
        return found
    province()
    return Place.objects.get(name=name)
