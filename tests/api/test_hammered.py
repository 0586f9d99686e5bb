"""The running API is asked whatever its description allows and forbids (schemathesis)."""

import hypothesis
import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

import make
from kepu.api.views.pages import described
from kepu.library import actions
from make.moments import NOON

pytestmark = pytest.mark.django_db(transaction=True)
BOUNDED = hypothesis.settings(
    max_examples=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UNSAID = [positive_data_acceptance]  # which cursors are ours no schema can say
LISTS = ["/api/v1/items", "/api/v1/campaigns"]


@pytest.fixture
def site(live_server, monkeypatch):
    """Serve an item with its file, and two more, to one who may ask without end."""
    endless = settings.KEPU.model_copy(update={"api_per_minute": 1_000_000})
    monkeypatch.setattr(settings, "KEPU", endless)
    push = make.push([make.passed()])
    actions.release(push, by=make.operator(push.campaign), now=NOON)
    make.items("雷雨", "种子")
    actions.tally()
    return live_server.url


@pytest.mark.parametrize(
    ("mode", "paths"),
    [(GenerationMode.POSITIVE, list(described()["paths"])), (GenerationMode.NEGATIVE, LISTS)],
)
def test_it_answers_as_it_says_whatever_it_is_asked(site, mode, paths):
    schema = schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json")
    answers = {}

    for path in paths:

        @BOUNDED
        @hypothesis.given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
        def ask(case):
            answer = case.call()
            case.validate_response(answer, excluded_checks=UNSAID)
            answers.setdefault(case.path, set()).add(answer.status_code)

        ask()

    assert list(answers) == paths
    assert max(status for statuses in answers.values() for status in statuses) < 500
