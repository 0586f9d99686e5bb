"""What can be done to cases. Every write to a Case, its steps and its decisions is in this folder.

``open``, ``resubmit`` and ``withdraw`` are called by an action of the subject's own room, in its
transaction. All lines are written on the subject, with the case among the facts, so that what
follows an outcome is found by the subject's kind.
"""

from kepu.cases.actions.deciding import (
    Answer,
    DecidedMeanwhile,
    NothingToMend,
    OneByOne,
    WhyMissing,
    decide,
    insist_on_many,
    pass_all,
    settle_check,
)
from kepu.cases.actions.moving import hold
from kepu.cases.actions.opening import AlreadyOpen, NoCase, open, resubmit, withdraw  # noqa: A004
from kepu.cases.actions.waiting import keep_to_due, reseat

__all__ = [
    "AlreadyOpen", "Answer", "DecidedMeanwhile", "NoCase", "NothingToMend", "OneByOne",
    "WhyMissing", "decide", "hold", "insist_on_many", "keep_to_due", "open", "pass_all", "reseat",
    "resubmit", "settle_check", "withdraw",
]  # fmt: skip
