"""The two tables name what exists, and verbs that somebody writes."""

import re
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

import kepu
from kepu.flow import AT_ONCE, LATER

WRITTEN = re.compile(r'record\(\s*f?"([a-z_.{}]+)"')
ROOMS = Path(kepu.__file__).parent


def verbs_written() -> set[str]:
    """Collect the verbs of all lives, and those that actions write by name."""
    verbs = set()
    for life in ROOMS.glob("*/life.py"):
        module = vars(import_module(f"kepu.{life.parent.name}.life"))
        for name, value in module.items():
            if name.isupper() and hasattr(value, "steps") and hasattr(value, "kind"):
                verbs |= {f"{value.kind}.{step.name}" for step in value.steps}
    for path in [*ROOMS.glob("*/actions.py"), *ROOMS.glob("*/actions/*.py")]:
        verbs |= set(WRITTEN.findall(path.read_text()))
    return verbs


@pytest.mark.parametrize("name", AT_ONCE.values())
def test_an_action_at_once_takes_the_subject_the_actor_and_the_cause(name):
    action = import_string(f"kepu.{name}")

    subject, *others = signature(action).parameters
    assert subject.endswith("_id")
    assert {"by", "now", "cause"} <= set(others)


@pytest.mark.parametrize("name", [name for names in LATER.values() for name in names])
def test_a_job_for_later_is_a_job_of_that_name(name):
    job = import_string(f"kepu.{name}")

    assert job.name == name


@pytest.mark.parametrize("verb", [*(verb for verb, _ in AT_ONCE), *LATER])
def test_a_verb_that_something_follows_is_written_by_somebody(verb):
    written = verbs_written()

    assert verb in written or any(
        re.fullmatch(re.sub(r"\{[a-z_.]*\}", "[a-z_.]+", pattern), verb) for pattern in written
    )
