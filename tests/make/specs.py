"""Looks into a spec by a path of codes, and writes ids of requirements short."""

from functools import cache

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import read


@cache
def shipped(slug):
    return read(founding()[slug])


def look(part, path):
    """Follow ``categories.video.slots.film.rules.length``; ``*`` takes every item."""
    for index, step in enumerate(steps := path.split(".")):
        if step == "*":
            return [look(item, ".".join(steps[index + 1 :])) for item in part]
        part = _inside(part, step)
    return part


def _inside(part, step):
    if isinstance(part, tuple):
        if step.isdigit():
            return part[int(step)]
        return next(item for item in part if item.code == step)
    return part[step] if isinstance(part, dict) else getattr(part, step)


def ids(notice, numbers):
    """Write ``"1-3 7"`` out as S0-01, S0-02, S0-03, S0-07."""
    for part in numbers.split():
        first, _, last = part.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{notice}-{number:02}"
