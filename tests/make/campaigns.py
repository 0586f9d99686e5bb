"""Campaigns: the Henan call of 2022, opened."""

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from kepu.campaigns import actions
from kepu.campaigns.models import Campaign
from kepu.core.actor import Actor
from kepu.orgs.models import Kind, Org
from kepu.places.models import Place
from kepu.rulebook.spec import Spec, loads
from make.moments import NOON
from make.orgs import org as an_org
from make.places import place as a_place

HENAN, MICROVIDEO = "henan-resources-2022", "youth-microvideo-2022"
_TEXTS = '[[texts]]\ncode = "rights"\n'
_QUOTA = '[[quotas]]\ncategory = "image"\nat_most = 3\nclause = "三"\nwords = "每单位限报"\n'
QUOTA_OF_3 = (_TEXTS, _QUOTA + _TEXTS)
NOT_ROLLING = ("rolling = true", "rolling = false")


@cache  # a spec cannot be changed
def spec(*changes: tuple[str, str], slug: str = HENAN) -> Spec:
    """Read a spec that ships, by default the Henan one, with some of its text changed."""
    text = (files("kepu.campaigns.specs") / f"{slug}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    return loads(text, "henan.toml")


def campaign(
    *changes: tuple[str, str], host: Org | None = None, place: Place | None = None, **named: Any
) -> Campaign:
    """Prepare and open a campaign of the province, by default Henan's, with ``changes`` made."""
    text = spec(*changes, slug=named.pop("slug", HENAN))
    now: datetime = named.pop("now", NOON)
    lies_in = place or a_place("河南省")
    hosted_by = host or an_org("河南省科学技术协会", kind=Kind.PROVINCE_CAST, place=lies_in)
    setup = Actor.machine("setup")
    made = actions.prepare(text, host=hosted_by, place=lies_in, by=setup, now=now, **named)
    return actions.open_(made.pk, by=setup, now=now)
