"""The machinery of lives: who may, from which state, and what is written."""

from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from kepu.access.duties import May
from kepu.access.jurisdiction import NotYours
from kepu.access.lives import Life, Step, WrongState
from kepu.campaigns.life import LIFE, State
from kepu.campaigns.models import Campaign
from kepu.journal.models import Line

ROOT = Path(__file__).parents[2]


@dataclass
class Door:
    state: str


DOORS = Life("door", (
    Step("build", "建成", (), "shut", May.ORG_MANAGE),
    Step("open", "打开", ("shut",), "open", May.ORG_MANAGE),
    Step("shut", "关上", ("open",), "shut", May.LIBRARY_RELEASE),
))  # fmt: skip


def test_a_step_saves_the_state_and_writes_one_line(make, province):
    campaign = make.campaign()
    operator = make.actor("operator", over=campaign)
    lines = Line.objects.count()

    line = LIFE.move(campaign, "close", by=operator, now=make.NOON, why="截止", told=1)

    assert Campaign.objects.get().state == State.CLOSED
    assert Line.objects.count() == lines + 1
    assert (line.verb, line.subject_id, line.why, line.facts, line.person_id) == (
        "campaign.close", str(campaign.pk), "截止", {"told": 1}, operator.person_id,
    )  # fmt: skip


def test_a_step_from_the_wrong_state_is_refused(make, province):
    campaign = make.campaign()
    operator = make.actor("operator", over=campaign)
    LIFE.move(campaign, "close", by=operator, now=make.NOON)

    with pytest.raises(WrongState) as refusal:
        LIFE.move(campaign, "close", by=operator, now=make.NOON)

    label = LIFE.step("close").label
    assert str(refusal.value) == f"现在是“{State.CLOSED.label}”，不能{label}"


def test_a_step_out_of_reach_is_refused_before_the_state_is_looked_at(make, province):
    campaign = make.campaign()
    stranger = make.actor("officer")

    with pytest.raises(NotYours):
        LIFE.move(campaign, "close", by=stranger, now=make.NOON)

    assert Campaign.objects.get().state == State.OPEN


def test_the_buttons_are_the_steps_of_the_state_that_the_duty_includes(make, province):
    officer, operator = make.actor("officer"), make.actor("operator")

    assert [step.name for step in DOORS.open_to("shut", officer)] == ["open"]
    assert DOORS.open_to("open", officer) == []
    assert [step.label for step in DOORS.open_to("open", operator)] == ["关上"]


def test_a_life_draws_itself():
    assert DOORS.as_mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shut: 建成",
        "    shut --> open: 打开",
        "    open --> shut: 关上",
    ]


def test_the_drawing_of_all_lives_is_up_to_date():
    path = ROOT / "tools" / "lives.py"
    tool = module_from_spec(spec_from_file_location("lives", path))
    tool.__spec__.loader.exec_module(tool)

    assert (ROOT / "docs" / "lives.md").read_text() == tool.drawn(), "run `make lives`"
