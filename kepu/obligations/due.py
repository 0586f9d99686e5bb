"""The instant by which something is due: hours, days or the working days of China (工作日)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import chinese_calendar

from kepu.core.clock import CHINA, in_china
from kepu.rulebook.spec import Due

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueAt:
    """An instant, and what must be said about how it was found."""

    at: datetime
    says: str = ""


def instant(due: Due, start: datetime) -> DueAt | None:
    """Work out when something is due that starts now; a window's end is the campaign's to say.

    A span in days or working days ends with its last day, the day it starts on not counted.
    """
    today = in_china(start).date()
    if due.hours:
        return DueAt(start + timedelta(hours=due.hours))
    if due.days:
        return DueAt(_end_of(today + due.days * DAY))
    if due.working_days:
        last, guessed = _working_day(today, due.working_days)
        years = "、".join(str(year) for year in guessed)
        says = f"{years} 年的放假安排尚未公布，按周一至周五推算" if guessed else ""
        return DueAt(_end_of(last), says)
    if due.day_of_month:
        return DueAt(_end_of(_next_day(today, due.day_of_month)))
    return None


def is_working_day(day: date) -> bool | None:
    """Say whether people work on a day; null outside the years the calendar knows."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _working_day(day: date, count: int) -> tuple[date, list[int]]:
    """Walk on ``count`` working days; also give the years that had to be guessed."""
    guessed: dict[int, None] = {}
    while count:
        day += DAY
        works = is_working_day(day)
        if works is None:
            guessed[day.year] = None
            works = day.weekday() < SATURDAY
        count -= works
    return day, list(guessed)


def _next_day(today: date, number: int) -> date:
    """Find the next day of that number; a month too short has it on its last day."""
    this = today.replace(day=1)
    found = _day_of(this, number)
    return found if found >= today else _day_of((this + 31 * DAY).replace(day=1), number)


def _day_of(month: date, number: int) -> date:
    return month.replace(day=min(number, calendar.monthrange(month.year, month.month)[1]))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + DAY, time(), CHINA)
