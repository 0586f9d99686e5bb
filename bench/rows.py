"""What a bench prints, and how it takes times: interleaved rounds, medians."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure, with its goal where it has one."""

    says: str
    figure: float
    unit: str
    at_most: float | None = None

    @property
    def kept(self) -> bool | None:
        return None if self.at_most is None else self.figure <= self.at_most

    def __str__(self) -> str:
        goal = "" if self.at_most is None else f"  goal ≤ {self.at_most:g} {self.unit}"
        mark = {True: "  kept", False: "  MISSED", None: ""}[self.kept]
        return f"{self.says:<78} {self.figure:>10.3f} {self.unit}{goal}{mark}"


def side_by_side(
    works: dict[str, Callable[[], object]],
    rounds: int = 9,
    *,
    between: Callable[[], object] = lambda: None,
) -> dict[str, float]:
    """Time each work once a round, another first each time; give the medians in seconds.

    What is to be done ``between`` two of them costs nobody's time.
    """
    took: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
        between()
    names = list(works)
    for nth in range(rounds):
        first = nth % len(names)
        for name in names[first:] + names[:first]:
            work = works[name]
            started = time.perf_counter()
            work()
            took[name].append(time.perf_counter() - started)
            between()
    return {name: median(times) for name, times in took.items()}
