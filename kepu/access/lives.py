"""The machinery of lives (状态机): a table of steps decides what may happen to an object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kepu.access import jurisdiction
from kepu.access.duties import May, permissions
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.journal.models import Line


class WrongState(Refused):
    """The object is not in a state from which this step leads."""

    code, says = "wrong_state", "现在是“{state}”，不能{step}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life: its name, its label, from which states, to which state, who may."""

    name: str
    label: str
    source: tuple[Any, ...]
    to: Any
    needs: May


@dataclass(frozen=True, slots=True)
class Life:
    """The whole life of one kind of object."""

    kind: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def move(
        self,
        obj: Any,
        name: str,
        *,
        by: Actor,
        now: datetime,
        why: str = "",
        because_of: int | None = None,
        **facts: Any,
    ) -> Line:
        """Take ``obj`` one step on, if ``by`` may, and write it in the journal.

        The caller has locked the row; fields it set on ``obj`` are saved with the new state.
        """
        jurisdiction.insist(by, self.step(name).needs, obj)
        return self.take(obj, name, by=by, now=now, why=why, because_of=because_of, **facts)

    def take(
        self,
        obj: Any,
        name: str,
        *,
        by: Actor,
        now: datetime,
        why: str = "",
        because_of: int | None = None,
        **facts: Any,
    ) -> Line:
        """Take ``obj`` one step on for one whose right the action has asked about itself.

        The line is written on ``obj``, or on what ``obj.about`` says it is about.
        """
        step = self.step(name)
        if step.source and obj.state not in step.source:
            raise WrongState(step=step.label, state=obj.get_state_display())
        obj.state = step.to
        obj.save()
        return journal.record(
            f"{self.kind}.{name}",
            by=by,
            now=now,
            on=getattr(obj, "about", (self.kind, obj.pk)),
            why=why,
            because_of=because_of,
            **facts,
        )

    def open_to(self, state: Any, actor: Actor) -> list[Step]:
        """List the steps from a state that the actor's duty includes: the buttons."""
        allowed = permissions(actor.duty)
        return [step for step in self.steps if state in step.source and step.needs in allowed]

    def as_mermaid(self) -> str:
        """Draw the life as a mermaid state diagram, for ``docs/lives.md``."""
        lines = ["stateDiagram-v2"]
        for step in self.steps:
            sources = step.source or ("[*]",)
            lines += [f"    {source} --> {step.to}: {step.label}" for source in sources]
        states = dict.fromkeys(state for step in self.steps for state in (*step.source, step.to))
        lines += [f"    {state}: {state.label}" for state in states if hasattr(state, "label")]
        return "\n".join(lines)
