"""The kinds of organisation are one list, for the platform and for the specs of notices."""

from kepu.orgs.models import Kind
from kepu.rulebook.spec import ORG_KINDS


def test_a_notice_and_the_platform_know_the_same_kinds():
    assert dict(Kind.choices) == ORG_KINDS
