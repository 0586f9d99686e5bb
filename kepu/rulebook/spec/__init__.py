"""The spec (规格): a notice as data; see docs/spec.md."""

from kepu.rulebook.org_kinds import ORG_KINDS
from kepu.rulebook.spec.categories import (
    Bounds,
    Category,
    Condition,
    Field,
    Form,
    Slot,
    Subtype,
    Way,
)
from kepu.rulebook.spec.model import SCHEMA, Spec
from kepu.rulebook.spec.moments import Due, Issued, Moment, Window
from kepu.rulebook.spec.notice import (
    Addressee,
    Attachment,
    Contact,
    Document,
    Entry,
    Klass,
    Notice,
    Party,
    Quota,
    Vocabulary,
    Words,
)
from kepu.rulebook.spec.outcomes import (
    Award,
    Criterion,
    Library,
    Published,
    Rubric,
    Sanction,
    Selection,
)
from kepu.rulebook.spec.read import BadSpec, Problem, loads, read
from kepu.rulebook.spec.rules import Rule
from kepu.rulebook.spec.schema import json_schema
from kepu.rulebook.spec.steps import Body, Obligation, Seat, Step
from kepu.rulebook.spec.versions import as_json, from_json

__all__ = [
    "ORG_KINDS", "SCHEMA", "Addressee", "Attachment", "Award", "BadSpec", "Body", "Bounds",
    "Category", "Condition", "Contact", "Criterion", "Document", "Due", "Entry", "Field", "Form",
    "Issued", "Klass", "Library", "Moment", "Notice", "Obligation", "Party", "Problem",
    "Published", "Quota", "Rubric", "Rule", "Sanction", "Seat", "Selection", "Slot", "Spec",
    "Step", "Subtype", "Vocabulary", "Way", "Window", "Words", "as_json", "from_json",
    "json_schema", "loads", "read",
]  # fmt: skip
