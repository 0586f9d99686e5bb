"""Gathering (建批次): passed works are put into a push, more are added, or it is given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.access.lives import WrongState
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.library.actions.refusals import NotForTheShelf, NothingToPush, NotPassed, TooManyToPush
from kepu.library.life import UNDER_WAY, PushState
from kepu.library.models import Push
from kepu.submissions.life import State
from kepu.submissions.models import Work

MOST_IN_PUSH = 2_000


@transaction.atomic
def gather(
    campaign: Campaign, name: str, *, work_ids: Sequence[UUID], by: Actor, now: datetime
) -> Push:
    """Put passed works of one campaign into a named push (建批次)."""
    jurisdiction.insist(by, May.LIBRARY_RELEASE, campaign)
    works = _held_for(campaign, work_ids)
    push = Push.objects.create(
        campaign=campaign, place_id=campaign.place_id, name=name, gathered_at=now
    )
    push.works.set(works)
    journal.record("push.gather", by=by, now=now, on=push, works=len(works))
    return push


@transaction.atomic
def widen(push: Push, *, work_ids: Sequence[UUID], by: Actor, now: datetime) -> Push:
    """Put more works into a push that is not released yet (再加作品)."""
    push = _unreleased(push, by=by)
    works = _held_for(push.campaign, work_ids)
    push.works.add(*works)
    journal.record("push.widen", by=by, now=now, on=push, works=len(works))
    return push


@transaction.atomic
def dissolve(push: Push, *, by: Actor, now: datetime) -> None:
    """Give up a push that was never released; its works wait again (取消这一批)."""
    push = _unreleased(push, by=by)
    journal.record("push.dissolve", by=by, now=now, on=push, works=push.works.count())
    push.works.clear()
    push.delete()


def _unreleased(push: Push, *, by: Actor) -> Push:
    push = Push.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=push.pk)
    jurisdiction.insist(by, May.LIBRARY_RELEASE, push)
    if push.state != PushState.GATHERING:
        raise WrongState(step="改动批次", state=push.get_state_display())
    return push


def _held_for(campaign: Campaign, work_ids: Sequence[UUID]) -> list[Work]:
    """Lock the works that are to enter a push: passed, of this campaign, and in no other."""
    held = Work.objects.select_for_update(of=("self",)).select_related("version")
    works = list(held.filter(pk__in=work_ids).defer("version__spec").order_by("pk"))
    if not works:
        raise NothingToPush
    if len(works) > MOST_IN_PUSH:
        raise TooManyToPush(most=MOST_IN_PUSH)
    open_pushes = Push.objects.filter(state__in=UNDER_WAY, works__in=works)
    taken = set(open_pushes.values_list("works", flat=True))
    for work in works:
        fits = work.campaign_id == campaign.pk and work.state == State.PASSED
        if not fits or work.shelf_item or work.pk in taken:
            raise NotPassed(title=work.title)
        spec = spec_of(work.version)
        if not spec.shelves(work.category):
            raise NotForTheShelf(title=work.title, category=spec.category(work.category).label)
    return works
