"""The form of a work: what it sends, and the controls and slots it shows."""

from kepu.submissions.forms.controls import Control, controls, errors, promises, rows, subtypes
from kepu.submissions.forms.filling import Filled, confirmed, filled
from kepu.submissions.forms.grouping import MODES, Coming, Plan, plan
from kepu.submissions.forms.manifest import columns, fields_in, lines
from kepu.submissions.forms.many import coming, shared, shared_of, slots_of, takes_files
from kepu.submissions.forms.reading import (
    at_most,
    brought,
    count_of,
    draft_of,
    slot_named,
    without,
)
from kepu.submissions.forms.slots import slots, steps

__all__ = [
    "MODES", "Coming", "Control", "Filled", "Plan", "at_most", "brought", "columns", "coming",
    "confirmed", "controls", "count_of", "draft_of", "errors", "fields_in", "filled", "lines",
    "plan", "promises", "rows", "shared", "shared_of", "slot_named", "slots", "slots_of", "steps",
    "subtypes", "takes_files", "without",
]  # fmt: skip
