"""Questions about pushes: what waits to be released, what was."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from kepu.access.duties import May
from kepu.access.jurisdiction import within
from kepu.campaigns.models import Campaign
from kepu.core.actor import Actor
from kepu.library.life import PushState
from kepu.library.models import Push
from kepu.submissions.life import State
from kepu.submissions.models import Work


def pushes_of(actor: Actor) -> QuerySet[Push]:
    """List the pushes this operator runs, newest first."""
    mine = within(Push.objects.all(), actor, May.LIBRARY_RELEASE)
    return mine.select_related("campaign").annotate(size=Count("works")).order_by("-pk")


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """List the campaigns whose works this operator may release."""
    return within(Campaign.objects.all(), actor, May.LIBRARY_RELEASE).order_by("-pk")


def ready(actor: Actor) -> QuerySet[Work]:
    """List the passed works that are in no push yet, oldest first (可推送)."""
    passed = Work.objects.filter(state=State.PASSED, item=None).exclude(
        pushes__state=PushState.GATHERING
    )
    mine = within(passed, actor, May.LIBRARY_RELEASE)
    return mine.select_related("campaign", "org", "place").order_by("submitted_at", "pk")
