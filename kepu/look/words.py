"""Numbers, sizes, lengths and times as Chinese readers write them (数字与时间的写法)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import rjieba
from django.utils import timezone

WAN = 10_000
YI = 100_000_000
MINUTE, HOUR, DAY = 60, 3600, 86_400
KIB, THREE_DIGITS = 1024, 100
CLOSING = "，。、；：？！…—·）》」』】〕”’,.;:?!)%℃"
OPENING = "（《「『【〔“‘("
LEANING = "的地得了着过吗呢吧啊前后里上下中内外时会到看懂既者们儿性化"


def wan(number: int) -> str:
    """Write a count: 1,286 and 8.6万 and 1.2亿."""
    for unit, name in ((YI, "亿"), (WAN, "万")):
        if number >= unit:
            tenths = number * 10 // unit
            whole, rest = divmod(tenths, 10)
            return (
                f"{whole}{name}" if whole >= THREE_DIGITS or not rest else f"{whole}.{rest}{name}"
            )
    return f"{number:,}"


def size(count: int) -> str:
    """Write a number of bytes with three digits at most: 312 KB, 46.2 MB, 2 GB."""
    if count < KIB:
        return f"{count} B"
    value = float(count)
    for unit in ("KB", "MB", "GB", "TB"):
        value /= KIB
        if round(value) < KIB or unit == "TB":
            break
    written = f"{value:.0f}" if value >= THREE_DIGITS else f"{value:.1f}".removesuffix(".0")
    return f"{written} {unit}"


def clock(seconds: float) -> str:
    """Write a length as a player does: 3:42, 1:02:09."""
    hours, rest = divmod(int(seconds), HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def length(seconds: float) -> str:
    """Write a length as one says it: 3分42秒, 1小时2分, 45秒."""
    hours, rest = divmod(int(seconds), HOUR)
    minutes, left = divmod(rest, MINUTE)
    if hours:
        return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"
    return f"{minutes}分{left:02}秒" if minutes else f"{left}秒"


def day(when: date, now: datetime | None = None) -> str:
    """Write a day: 8 月 31 日, with the year where it is not the year of ``now``."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    year = f"{local.year} 年 " if now and timezone.localtime(now).year != local.year else ""
    return f"{year}{local.month} 月 {local.day} 日"


def moment(when: datetime, now: datetime | None = None) -> str:
    """Write a time: 8 月 31 日 18:00."""
    return f"{day(when, now)} {timezone.localtime(when):%H:%M}"


def deadline(when: datetime, now: datetime | None = None) -> str:
    """Write when something ends; midnight is the 24:00 of the day that ends with it."""
    local = timezone.localtime(when)
    near = local + timedelta(seconds=59)
    if near.hour == near.minute == 0:
        return f"{day(near - timedelta(days=1), now)} 24:00"
    return moment(when, now)


def span(gone: timedelta, units: int = 2) -> str:
    """Write a stretch of time in its largest units: 18 天 9 小时, 3 小时 20 分, 40 分钟."""
    seconds = int(gone.total_seconds())
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if days:
        parts = [f"{days} 天", f"{hours} 小时" if hours else ""]
    elif hours:
        parts = [f"{hours} 小时", f"{minutes} 分" if minutes else ""]
    else:
        parts = [f"{minutes} 分钟" if minutes > 0 else "不到 1 分钟"]
    return " ".join(filter(None, parts[:units]))


def left(due: datetime, now: datetime) -> str:
    """Say how much time is left: 还剩 18 天 9 小时."""
    if due <= now:
        return "已截止"
    stretch = span(due - now)
    return f"还剩{'' if stretch.startswith('不') else ' '}{stretch}"


def waited(since: datetime, now: datetime) -> str:
    """Say how long something waits, in one unit: 2 天, 21 小时, 40 分钟."""
    return span(max(now - since, timedelta()), units=1).replace("不到 1 分钟", "1 分钟不到")


def phrases(text: str) -> list[str]:
    """Cut a title into pieces that a line may end after, so that it never breaks inside a word."""
    words = [word for word in rjieba.cut(text) if word]
    pieces = words[:1]
    for before, word in pairwise(words):
        leans = word[0] in CLOSING or before[-1] in OPENING or word in LEANING
        plain = word.isascii() or before.isascii()
        if leans or plain:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces
