"""What a check is given beside the facts (填报信息), and what it answers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

UNKNOWN = "机器尚不能判断，由审核人员查看"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form or the file's name says, not the bytes."""

    file_name: str = ""
    title: str = ""
    province: str = ""
    org: str = ""
    made_in: int | None = None
    print_width_mm: float | None = None

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Self:
        """Read what people typed; ValueError says in Chinese what is wrong with it."""
        typed: dict[str, Any] = {key: _typed(key, value) for key, value in said.items()}
        return cls(**typed)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _typed(key: str, value: str) -> str | int | float:
    if key not in {field.name for field in fields(Given)}:
        known = "、".join(field.name for field in fields(Given))
        raise ValueError(f"没有“{key}”这一项；可以填：{known}")
    try:
        if key == "made_in":
            return int(value)
        return _positive(value) if key == "print_width_mm" else value
    except ValueError:
        raise ValueError(f"{key} 应是数字，填的是“{value}”") from None


def _positive(value: str) -> float:
    number = float(value)
    if not 0 < number < float("inf"):
        raise ValueError(value)
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The answer of a check; ``passed`` is None where a machine honestly cannot tell.

    ``at`` are the seconds of a film or sound that the answer speaks of, for a player to go to.
    """

    passed: bool | None
    measured: str = ""
    required: str = ""
    says: str = ""
    cure: str = ""
    at: tuple[float, ...] = ()


def unknown(
    says: str = UNKNOWN, *, measured: str = "", required: str = "", cure: str = ""
) -> Measured:
    """Answer that a machine cannot tell."""
    return Measured(passed=None, measured=measured, required=required, says=says, cure=cure)
