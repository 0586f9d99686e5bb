"""Who acts (行为人): plain values, made at the edge, passed down to every action."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person in one duty for one organisation, or a machine under its own name.

    ``reach_kind`` and ``reach_key`` are the scope of the appointment (任职) in force: the kind is
    place, org, system or campaign; the key is a path for trees and an id otherwise.
    """

    person_id: UUID | None = None
    appointment_id: UUID | None = None
    duty: str = ""
    org_id: UUID | None = None
    for_org_id: UUID | None = None
    reach_kind: str = ""
    reach_key: str = ""
    request_id: str = ""
    machine_name: str = ""

    @classmethod
    def machine(cls, name: str) -> Actor:
        """Name a part of the platform that acts by itself; it may what ``DUTIES`` lists for it."""
        return cls(machine_name=name, duty=f"machine:{name}")

    @property
    def is_machine(self) -> bool:
        return bool(self.machine_name)


NOBODY = Actor()
