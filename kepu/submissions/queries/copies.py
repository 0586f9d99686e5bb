"""The same file in other works (重复): told to each as far as they may look, and no further."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from kepu.rulebook.spec import Slot, Spec
from kepu.submissions.life import GIVEN_UP
from kepu.submissions.models import SlotFile, Work

MOST = 50  # of a whole work; more than three are only counted on the page


@dataclass(frozen=True, slots=True)
class Copy:
    """Another work that holds the same bytes (同一文件)."""

    work: Work

    @property
    def org(self) -> str:
        return self.work.org.name

    @property
    def url(self) -> str:
        return reverse("submissions:review", args=[self.work.pk])

    def __str__(self) -> str:
        number = f"（{self.work.number}）" if self.work.number else ""
        return f"{self.work}{number}"


def copies_of(
    work: Work, files: Iterable[SlotFile], spec: Spec, among: QuerySet[Work]
) -> dict[UUID, list[Copy]]:
    """Find which other works hold the same files, in one query; ``among`` is who may look.

    Letters of authorisation and signed forms go with many works, so nobody asks about them.
    """
    asked = contents(spec, work)
    blobs = [file.blob_id for file in files if file.slot in asked]
    others = among.exclude(pk=work.pk).exclude(state__in=GIVEN_UP)
    same = SlotFile.objects.filter(blob__in=blobs, current=True, work__in=others)
    found: dict[UUID, dict[UUID, Copy]] = {}
    for file in same.select_related("work__org").order_by("-work")[:MOST]:
        found.setdefault(file.blob_id, {})[file.work_id] = Copy(file.work)
    return {blob: list(copies.values()) for blob, copies in found.items()}


def shared(blobs: Collection[UUID], among: QuerySet[Work]) -> set[UUID]:
    """Say which of these contents stand in more than one work that one may look at."""
    held = SlotFile.objects.filter(blob__in=blobs, current=True)
    held = held.filter(work__in=among.exclude(state__in=GIVEN_UP))
    works = held.values("blob").annotate(works=Count("work", distinct=True)).order_by()
    return set(works.filter(works__gt=1).values_list("blob", flat=True))


def of_its_own(work: Work) -> QuerySet[Work]:
    """List the works of the same organisation: all that a sender is told of."""
    return Work.objects.filter(org=work.org_id)


def contents(spec: Spec, work: Work) -> set[str]:
    """Name the slots that hold the work itself, not letters and forms that go with many."""
    return {slot.code for slot in spec.slots_of(work.category) if _is_content(slot)}


def _is_content(slot: Slot) -> bool:
    return not (slot.when or slot.form or slot.handwritten)
