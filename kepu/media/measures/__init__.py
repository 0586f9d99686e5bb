"""Makes facts of bytes (测量): pure functions, run in a limited child process; no Django."""

from collections.abc import Callable

from kepu.rulebook.facts import Tier

Tell = Callable[[int], None]  # how far it is, in per cent
MOST_TOLD = 99  # until it is over

# Raise a number when its tier would answer differently; stored facts keep theirs.
VERSIONS: dict[Tier, int] = {Tier.PROBE: 1, Tier.SCAN: 1, Tier.READ: 2, Tier.PLAY: 1}
CODE = sum(VERSIONS.values())  # rises with each of them

LOCKED = "文件加了密码，打不开"


class Unreadable(Exception):
    """The file cannot be what it claims to be; the message says why, in Chinese (文件损坏)."""


def unheard(_: int) -> None:
    """Nobody listens to how far it is."""
