"""How findings word figures (措辞): what is shown is what was judged."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from kepu.rulebook.measured import Measured

SHOWN = 3
KILO = 1_000


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
    if low > 0 and high < inf:
        return f"{show(low)}–{show(high)}"
    if high < inf:
        return f"不超过 {show(high)}"
    return f"不低于 {show(low)}" if low > 0 else "不限"


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
