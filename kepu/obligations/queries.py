"""Questions about obligations: what is to be reminded of, what has lapsed, what one may extend."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, UUIDField, When
from django.db.models.functions import Cast, Right

from kepu.access import jurisdiction
from kepu.access.duties import May, Scope
from kepu.access.queries import campaigns_within
from kepu.core.actor import Actor
from kepu.obligations.life import State
from kepu.obligations.models import Obligation
from kepu.orgs.models import Org

A_UUID = 36
SEAT_ORG = Case(
    When(seat__contains="@org:", then=Cast(Right("seat", A_UUID), UUIDField())), default=None
)  # the organisation of a seat that lies in one


def open_of(kind: str, subject_id: object) -> QuerySet[Obligation]:
    """List what is owed about a subject."""
    return Obligation.objects.filter(kind=kind, subject_id=str(subject_id), state=State.OPEN)


def to_remind(now: datetime) -> QuerySet[Obligation]:
    return Obligation.objects.filter(remind_at__lte=now).order_by("remind_at")


def to_lapse(now: datetime) -> QuerySet[Obligation]:
    return Obligation.objects.filter(lapses_at__lt=now).order_by("lapses_at")


def extendable_by(actor: Actor) -> QuerySet[Obligation]:
    """List what this actor may grant more time for (准予延期): time is granted from above.

    Never at one's own seat or a peer's, nor at the seat of a place above, whoever's work it is.
    """
    within = jurisdiction.within(Obligation.objects.filter(state=State.OPEN), actor, May.DUE_EXTEND)
    own = (f"{actor.reach_kind}:{actor.reach_key}", f"org:{actor.org_id}")
    others = within.exclude(seat__in=[f"{actor.duty}@{where}" for where in own])
    return others.annotate(seat_org=SEAT_ORG).filter(_below(actor))


def _below(actor: Actor) -> Q:
    """Build the condition that a seat is below an actor's: a sender's, a place's, a body's.

    Seats in a campaign are below who runs it; its operators themselves are not above each other.
    """
    campaigns = campaigns_within(actor, May.CAMPAIGN_RUN).values("pk")
    below = Q(seat__startswith="applicant@")
    below |= Q(seat__contains="@campaign:", campaign_id__in=campaigns)
    if actor.reach_kind == Scope.PLACE:
        below |= Q(seat__contains=f"@place:{actor.reach_key}")
    orgs = Org.objects.filter(jurisdiction.reach(actor, May.ORG_MANAGE, Org))
    return below | Q(Exists(orgs.filter(pk=OuterRef("seat_org"))))
