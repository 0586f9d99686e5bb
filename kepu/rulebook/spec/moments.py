"""Points in time as precise as the notice gives them (时限), and the instants that follow."""

import calendar
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from kepu.rulebook.spec.scalars import Code, Line, Sourced, titled

BEIJING = timezone(timedelta(hours=8), "UTC+8")
TICK = timedelta(microseconds=1)
SHAPES = {"minute": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def as_text(value: Any) -> Any:
    """Write a date or time of TOML as text, without seconds."""
    if isinstance(value, datetime):
        return value.strftime(SHAPES["minute"])
    if isinstance(value, date):
        return value.isoformat()
    return value


Stamp = Annotated[str, BeforeValidator(as_text)]


def _start(text: str, precision: str) -> datetime:
    try:
        found = datetime.strptime(text, SHAPES[precision])  # noqa: DTZ007 - the zone follows
    except ValueError:
        raise PydanticCustomError(
            "moment",
            "时间“{text}”与精度 {precision} 不符，应写成 {shape}",
            {"text": text, "precision": precision, "shape": _example(precision)},
        ) from None
    return found.replace(tzinfo=BEIJING)


def _example(precision: str) -> str:
    return {"minute": "2023-08-18T16:00", "day": "2023-08-18", "month": '"2023-08"'}.get(
        precision, '"2023"'
    )


class Moment(BaseModel, frozen=True, extra="forbid"):
    """A point in time to the minute, the day or the month (时间点)."""

    at: Annotated[Stamp, titled("时间")]
    precision: Annotated[Literal["minute", "day", "month"], titled("精度")] = "day"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _start(self.at, self.precision)
        return self

    @property
    def start(self) -> datetime:
        """The first instant of it, in UTC+8."""
        return _start(self.at, self.precision)

    @property
    def end(self) -> datetime:
        """The last instant of it, in UTC+8: deadlines include their whole period."""
        start = self.start
        days = calendar.monthrange(start.year, start.month)[1]
        spans = {
            "minute": timedelta(minutes=1),
            "day": timedelta(days=1),
            "month": timedelta(days=days),
        }
        return start + spans[self.precision] - TICK


class Issued(BaseModel, frozen=True, extra="forbid"):
    """The date of a document (成文日期), as precise as it is printed."""

    on: Annotated[Stamp, titled("日期")]
    precision: Annotated[Literal["day", "month", "year"], titled("精度")] = "day"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _start(self.on, self.precision)
        return self


class Window(Sourced, frozen=True):
    """A time in which something may be done (时间窗口)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    opens: Annotated[Moment | None, titled("开始")] = None
    closes: Annotated[Moment | None, titled("截止", "截止时段整段有效")] = None
    rolling: Annotated[bool, titled("常态化", "截止后仍可报送，但不计入集中征集")] = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens and self.closes and self.closes.end < self.opens.start:
            raise PydanticCustomError(
                "window",
                "截止 {closes} 早于开始 {opens}",
                {"closes": self.closes.at, "opens": self.opens.at},
            )
        if not self.opens and not self.closes:
            raise PydanticCustomError("window", "开始 opens 和截止 closes 至少写一个")
        return self

    def is_open(self, now: datetime) -> bool:
        """Say whether ``now`` lies in the window itself; ``rolling`` is a further question."""
        begun = self.opens is None or self.opens.start <= now
        return begun and (self.closes is None or now <= self.closes.end)


class Due(BaseModel, frozen=True, extra="forbid"):
    """By when something is due (期限): in a span, by a day of the month or by a window's end."""

    hours: Annotated[int | None, titled("小时")] = None
    days: Annotated[int | None, titled("天")] = None
    working_days: Annotated[int | None, titled("工作日")] = None
    day_of_month: Annotated[int | None, titled("每月几日")] = None
    window: Annotated[str | None, titled("时间窗口")] = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = [value for value in self.model_dump().values() if value is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "due", "期限只能写一种：hours、days、working_days、day_of_month 或 window"
            )
        if isinstance(given[0], int) and given[0] < 1:
            raise PydanticCustomError("due", "期限必须是正整数")
        return self
