"""Jurisdiction (辖区) in one place: ``may`` and ``within`` build the same condition."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from kepu.access.duties import May, Scope, permissions
from kepu.core.actor import Actor
from kepu.core.errors import Refused

M = TypeVar("M", bound=Model)
NOTHING = Q(pk__in=[])
BY_DEFAULT = {
    Scope.PLACE: "place__path__startswith",
    Scope.SYSTEM: "org__path__startswith",
    Scope.ORG: "org_id",
    Scope.CAMPAIGN: "campaign_id",
}


class NotYours(Refused):
    """The object lies outside the actor's reach, or the duty does not include this."""

    code, says = "not_yours", "这件事不在你的职责或辖区内"


def reach(actor: Actor, permission: May, model: type[Model]) -> Q:
    """Build the one condition that says on which rows of a model an actor holds a permission.

    A model whose columns have other names says so in ``REACH``: ``{Scope.ORG: "pk"}``; a scope kind
    mapped to ``""`` does not apply to the model.
    """
    if permission not in permissions(actor.duty):
        return NOTHING
    if actor.is_machine:
        return Q()
    if not actor.reach_kind:
        return NOTHING
    paths = BY_DEFAULT | getattr(model, "REACH", {})
    path = paths[Scope(actor.reach_kind)]
    return Q(**{path: actor.reach_key}) if path and _has(model, path) else NOTHING


def within(queryset: QuerySet[M], actor: Actor, permission: May) -> QuerySet[M]:
    """Narrow a queryset to what an actor may."""
    return queryset.filter(reach(actor, permission, queryset.model))


def may(actor: Actor, permission: May, on: Model) -> bool:
    """Say whether an actor may do something to this very object."""
    model = type(on)
    return within(model._base_manager.filter(pk=on.pk), actor, permission).exists()


def insist(actor: Actor, permission: May, on: Model) -> None:
    """Refuse unless the actor may."""
    if not may(actor, permission, on):
        raise NotYours


def insist_on_duty(actor: Actor, permission: May) -> None:
    """Refuse whose duty does not include this; where, the caller has asked, or it is everywhere."""
    if permission not in permissions(actor.duty):
        raise NotYours


def _has(model: type[Model], path: str) -> bool:
    first = path.split("__", maxsplit=1)[0]
    fields: list[Any] = list(model._meta.get_fields())
    names = {field.name for field in fields} | {getattr(field, "attname", "") for field in fields}
    return first == "pk" or first in names
