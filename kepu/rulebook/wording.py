"""How findings word figures (措辞): what is shown is what was judged."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from kepu.rulebook.facts import Stretch
from kepu.rulebook.measured import Measured, unknown

SHOWN = 3
KILO = 1_000
OPEN = {0, -inf}  # a lower end that shuts nothing out


class Bounds(Protocol):
    """Anything with two inclusive ends."""

    @property
    def at_least(self) -> float: ...
    @property
    def at_most(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A measure as people say it: its name, how a figure is shown, and what too much is called."""

    name: str
    show: Callable[[float], str]
    under: str = "低于"
    over: str = "高于"
    cure: str = ""
    brief: Callable[[float], str] | None = None

    def judged(self, value: float, bounds: Bounds) -> Measured:
        """Hold one figure against two inclusive ends."""
        low, high = bounds.at_least, bounds.at_most
        says = f"{self.name} {self.show(value)}"
        if value < low:
            says += f"，{self.under} {self.show(low)}"
        elif value > high:
            says += f"，{self.over} {self.show(high)}"
        kept = low <= value <= high
        return Measured(
            passed=kept,
            measured=self.show(value),
            required=span(low, high, self.brief or self.show),
            says=says,
            cure="" if kept else self.cure,
        )


def span(low: float, high: float, show: Callable[[float], str]) -> str:
    """Word two inclusive ends, either of which may be open."""
    if low in OPEN:
        return f"不超过 {show(high)}" if high < inf else "不限"
    if high == inf:
        return f"不低于 {show(low)}"
    return f"{show(low)}{'–' if low > 0 else ' 到 '}{show(high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Stretches that should not last: what they are called, and from which length on one counts."""

    name: str
    least: float
    without: str
    cure: str

    def shown(self, found: tuple[Stretch, ...] | None) -> str:
        """Say how long the longest is."""
        if found is None:
            return ""
        return f"最长 {brief(max(one.lasts for one in found))} 秒" if found else f"没有{self.name}"

    def judged(self, found: tuple[Stretch, ...] | None, at_most: float) -> Measured:
        """Hold all of them against a length, and name those beyond it with their places."""
        required = f"每次不超过 {brief(at_most)} 秒" if at_most < inf else "不限"
        if found is None:
            return unknown(self.without, required=required)
        over = tuple(one for one in found if one.lasts > at_most)
        spoken = tuple(
            f"{moment(one.at)}起{self.name} {brief(one.lasts)} 秒" for one in over or found
        )
        return Measured(
            passed=not over,
            measured=self.shown(found),
            required=required,
            says=several(spoken) if spoken else f"没有 {brief(self.least)} 秒以上的{self.name}",
            cure=self.cure if over else "",
            at=tuple(one.at for one in over[:SHOWN]),
        )


def moment(seconds: float) -> str:
    """Name a moment of a film as people do: 第 1 分 12 秒."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    named = (f"{hours} 小时" if hours else "", f"{minutes} 分" if hours or minutes else "")
    return " ".join(("第", *(part for part in named if part), f"{rest} 秒"))


def brief(number: float) -> str:
    """Show a number with one place, and without where it has none."""
    return f"{number:.1f}".removesuffix(".0")


def clock(seconds: float) -> str:
    """Show a length of time as 2:59 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def amount(size: float) -> str:
    """Show a number of bytes to the byte, and round in front."""
    exact = f"{size:,.0f} 字节"
    return exact if size < KILO else f"{roughly(size)}（{exact}）"


def roughly(size: float) -> str:
    """Show a number of bytes to one place."""
    for unit, name in ((KILO**3, "GB"), (KILO**2, "MB"), (KILO, "kB")):
        if size >= unit:
            return f"{size / unit:,.1f} {name}"
    return f"{size:,.0f} 字节"


def several(things: tuple[str, ...]) -> str:
    """Name a few of many things."""
    more = f"等 {len(things)} 处" if len(things) > SHOWN else ""
    return "、".join(things[:SHOWN]) + more
