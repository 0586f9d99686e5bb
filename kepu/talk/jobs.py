"""Jobs of talk: an outcome is known, or time runs out, so those it concerns are told."""

from __future__ import annotations

from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.jobs import job
from kepu.journal.models import Line
from kepu.talk import actions


@job()
def tell_senders(line: int) -> None:
    found = Line.objects.select_related("because_of").get(pk=line)
    actions.tell_senders(found, by=Actor.machine("flow"), now=timezone.now())


@job()
def tell_of_shelf(line: int) -> None:
    found = Line.objects.get(pk=line)
    actions.tell_of_shelf(found, by=Actor.machine("flow"), now=timezone.now())


@job()
def tell_who_began(line: int) -> None:
    found = Line.objects.select_related("because_of").get(pk=line)
    actions.tell_who_began(found, by=Actor.machine("flow"), now=timezone.now())


@job()
def tell_holders(line: int) -> None:
    found = Line.objects.get(pk=line)
    actions.tell_holders(found, by=Actor.machine("flow"), now=timezone.now())
