"""A small tree of real places, the same one for every test."""

from kepu.core.actor import Actor
from kepu.places.actions import Row, load
from kepu.places.models import Level, Place
from make.moments import NOON

P, C, X, T = Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP
TREE = (  # code, name, parent, level by code, level of management
    ("410000000000", "河南省", "", P, P),
    ("410100000000", "郑州市", "410000000000", C, C),
    ("410105000000", "金水区", "410100000000", X, X),
    ("410184000000", "新郑市", "410100000000", X, X),
    ("410184106000", "龙湖镇", "410184000000", T, T),
    ("410300000000", "洛阳市", "410000000000", C, C),
    ("410305000000", "涧西区", "410300000000", X, X),
    ("410324000000", "栾川县", "410300000000", X, X),
    ("419001000000", "济源市", "410000000000", X, C),  # a county by code that reports as a city
)


def province() -> Place:
    """Load 河南省 with two cities, their counties and 济源市; give the province."""
    rows = (
        Row(code=code, name=name, parent=parent, level_by_code=by_code, manage_level=managed)
        for code, name, parent, by_code, managed in TREE
    )
    load(rows, by=Actor.machine("setup"), now=NOON)
    return Place.objects.get(name="河南省")


def place(name: str = "新郑市") -> Place:
    """Give a place of the small tree by name."""
    province()
    return Place.objects.get(name=name)
