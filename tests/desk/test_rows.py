"""How much time is left, in words."""

from datetime import datetime

import pytest

from kepu.core.clock import CHINA
from kepu.desk.rows import kind_name, time_left


@pytest.mark.parametrize(
    ("due", "says", "hot"),
    [
        (None, "", False),
        ("2022-07-04T11:00", "逾期 1 小时", True),
        ("2022-07-04T18:00", "今天 18:00", True),
        ("2022-07-05T00:00", "今天 24:00", True),
        ("2022-07-05T15:00", "剩 1 天 3 小时", False),
        ("2022-07-06T12:00", "剩 2 天", False),
    ],
)
def test_time_left(now, due, says, hot):
    at = datetime.fromisoformat(due).replace(tzinfo=CHINA) if due else None

    assert time_left(at, now) == (says, hot)


@pytest.mark.parametrize(("kind", "name"), [("work", "作品"), ("riddle", "其他事项")])
def test_kinds_have_names(kind, name):
    assert kind_name(kind) == name
