"""The form of a work: what it sends, and the controls and slots it shows."""

from kepu.submissions.forms.controls import Control, controls, errors, promises, rows, subtypes
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
    "Control", "at_most", "brought", "controls", "count_of", "draft_of", "errors", "promises",
    "rows", "slot_named", "slots", "steps", "subtypes", "without",
]  # fmt: skip
