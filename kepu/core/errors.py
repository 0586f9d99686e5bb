"""Refusals (不予办理): what the rules do not allow, said in a sentence a person understands."""

from __future__ import annotations


class Refused(Exception):
    """A person asked for something the rules do not allow (不予办理)."""

    code = "refused"
    says = "不能办理"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.says.format(**facts))
        self.facts = facts


class ChangedMeanwhile(Refused):
    """Two people acted at once, and the other one was first."""

    code, says = "changed_meanwhile", "这件事刚刚被别人处理过了，请刷新后再看"
