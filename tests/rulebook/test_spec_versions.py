"""A frozen spec is read back as it was, whatever it holds."""

from datetime import datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import Moment, Spec, as_json, from_json, read, versions

LABELS = st.text("青少年科技教育A1 ，。", min_size=1, max_size=20).filter(str.strip)
CODES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
NUMBERS = st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False)
BOUNDS = st.builds(lambda a, b: {"at_least": min(a, b), "at_most": max(a, b)}, NUMBERS, NUMBERS)
LIMITS = st.one_of(
    st.just(("duration", {"any": True})),
    st.tuples(st.just("duration"), BOUNDS),
    st.tuples(st.just("characters"), st.just({"ranges": [[60, 65], [120, 125]]})),
    st.tuples(st.just("aspect_ratio"), st.just({"ratio": "16:9"})),
)
MOMENTS = st.one_of(
    st.dates().map(lambda day: {"at": day.isoformat(), "precision": "day"}),
    st.dates().map(lambda day: {"at": day.isoformat()[:7], "precision": "month"}),
    st.datetimes().map(
        lambda at: {"at": at.isoformat(timespec="minutes")[:16], "precision": "minute"}
    ),
)


@st.composite
def rules(draw, code):
    check, limits = draw(LIMITS)
    named = {"code": code, "label": draw(LABELS), "check": check, "limits": limits}
    return named | {"weight": draw(st.sampled_from(["block", "warn", "info"])), "ours": True}


@st.composite
def specs(draw):
    codes = draw(st.lists(CODES, unique=True, min_size=1, max_size=3))
    slot = {"code": "film", "label": "成稿", "formats": ["mp4"], "ours": True}
    slot["rules"] = [draw(rules(code)) for code in codes]
    field = {"code": "made", "label": draw(LABELS), "ours": True, "bounds": draw(BOUNDS)}
    category = {"code": "video", "label": draw(LABELS), "ours": True}
    window = {"code": "w", "label": "征集", "ours": True, "closes": draw(MOMENTS)}
    return {
        "schema": 1,
        "slug": "call",
        "title": draw(LABELS),
        "kind": draw(st.sampled_from(["contest", "scheme", "season", "programme"])),
        "number": "HN-{year}-{serial:06}",
        "notice": {"title": "通知", "issuers": ["某协会"], "issued": {"on": "2022-06-29"}},
        "windows": [window],
        "categories": [category | {"slots": [slot], "fields": [field]}],
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(specs())
def test_any_spec_is_read_back_as_it_was(raw):
    spec = Spec.model_validate(raw)

    frozen = as_json(spec)

    assert from_json(frozen) == spec
    assert as_json(from_json(frozen)) == frozen


@cache
def henan():
    return read(founding()["henan-resources-2022"])


def test_a_frozen_spec_says_its_version():
    assert as_json(henan())["schema"] == 1


def test_a_spec_of_an_older_version_is_lifted_step_by_step(monkeypatch):
    def named_anew(raw):
        return {key: value for key, value in raw.items() if key != "name"} | {
            "schema": 1,
            "title": raw["name"],
        }

    def numbered(raw):
        return raw | {"schema": 0, "number": "HN-{year}-{serial:06}"}

    monkeypatch.setattr(versions, "MIGRATIONS", {-1: numbered, 0: named_anew})
    new = as_json(henan())
    old = {key: value for key, value in new.items() if key not in {"title", "number"}}

    assert from_json(old | {"schema": -1, "name": new["title"]}) == henan()


def test_a_frozen_spec_of_a_later_version_is_refused():
    with pytest.raises(ValidationError):
        from_json(as_json(henan()) | {"schema": 2})


def test_a_part_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        henan().title = "另一个名称"


@pytest.mark.parametrize(
    ("moment", "start", "end"),
    [
        ({"at": "2022-08-31"}, "2022-08-31T00:00:00+08:00", "2022-08-31T23:59:59.999999+08:00"),
        (
            {"at": "2024-02", "precision": "month"},
            "2024-02-01T00:00:00+08:00",
            "2024-02-29T23:59:59.999999+08:00",
        ),
        (
            {"at": "2023-08-18T16:00", "precision": "minute"},
            "2023-08-18T16:00:00+08:00",
            "2023-08-18T16:00:59.999999+08:00",
        ),
    ],
)
def test_a_moment_lasts_as_long_as_it_is_precise(moment, start, end):
    at = Moment.model_validate(moment)

    assert (at.start.isoformat(), at.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("second", "open_"),
    [("2022-07-03T23:59:59", False), ("2022-07-04T00:00:00", True), ("2022-08-31T23:59:59", True),
     ("2022-09-01T00:00:00", False)],
)  # fmt: skip
def test_a_window_is_open_from_its_first_to_its_last_second(second, open_):
    assert henan().windows[0].is_open(datetime.fromisoformat(f"{second}+08:00")) is open_
