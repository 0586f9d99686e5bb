"""Telling a program what pages tell people: items and campaigns put into the shapes of v1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kepu.api import shapes
from kepu.campaigns import requirements
from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.campaigns.queries import phase, spec_of, taken
from kepu.library.models import Item
from kepu.library.queries.packs import LIGHT, SOURCE, offers
from kepu.library.queries.sheets import Held, Sheet
from kepu.places.models import Place

At = Callable[..., str]


def addresses(request: HttpRequest) -> At:
    """Give what turns the name of a page into its whole address on this site."""
    site = request.build_absolute_uri("/").rstrip("/")

    def at(name: str, *ids: object) -> str:
        return site + reverse(name, args=ids)

    return at


def item(one: Item, at: At) -> shapes.ItemBrief:
    return shapes.ItemBrief(**_item(one, at))


def whole_item(one: Item, sheet: Sheet, at: At) -> shapes.ItemWhole:
    packs = {pack.url: pack for pack in offers(sheet)}
    whole, small = (reverse("library:everything", args=[one.pk, what]) for what in (SOURCE, LIGHT))
    return shapes.ItemWhole(
        **_item(one, at),
        licence=one.licence,
        licence_clause=one.licence_clause,
        files=[_file(one, held, at) for held in sheet.files],
        download_all=at("library:everything", one.pk, SOURCE) if whole in packs else None,
        download_all_small=at("library:everything", one.pk, LIGHT) if small in packs else None,
    )


def campaign(one: Campaign, now: datetime, at: At) -> shapes.CampaignBrief:
    return shapes.CampaignBrief(**_campaign(one, now, at))


def whole_campaign(one: Campaign, now: datetime, at: At) -> shapes.CampaignWhole:
    version: CampaignVersion = one.version  # type: ignore[assignment]
    spec = spec_of(version)
    return shapes.CampaignWhole(
        **_campaign(one, now, at),
        notice=spec.notice.title,
        notice_number=spec.notice.number,
        issuers=list(spec.notice.issuers),
        taken=taken(one),
        version=version.number,
        categories=[_category(table) for table in requirements.tables(spec)],
    )


def _item(one: Item, at: At) -> dict[str, Any]:
    return {
        "id": one.pk,
        "number": one.number,
        "title": one.title,
        "abstract": one.abstract,
        "type": one.shelf,
        "subtype": one.subtype,
        "themes": one.themes,
        "audience": one.audience,
        "audiences": one.audiences,
        "measure": one.measure,
        "year": one.year,
        "region": _region(one.place),
        "recommender": one.recommender,
        "rights_holder": one.rights_holder,
        "campaign": shapes.Part(slug=one.campaign.slug, title=one.campaign.title),
        "released_at": one.released_at,
        "downloads": one.downloads,
        "page": at("library:item", one.pk),
        "url": at("api:item", one.pk),
    }


def _file(one: Item, held: Held, at: At) -> shapes.File:
    file = held.file
    return shapes.File(
        order=file.order,
        name=file.name,
        about=file.about,
        size=file.blob.size,
        sha256=file.blob.sha256,
        download=at("library:file", one.pk, file.order),
        download_small=at("library:light", one.pk, file.order) if held.small else None,
    )


def _campaign(one: Campaign, now: datetime, at: At) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "title": one.title,
        "phase": phase(one, now),
        "opens_at": one.opens_at,
        "closes_at": one.closes_at,
        "host": one.host.name,
        "operator": one.operator.name if one.operator else None,
        "region": _region(one.place),
        "page": at("campaigns:page", one.slug),
        "url": at("api:campaign", one.slug),
    }


def _category(table: requirements.Table) -> shapes.Category:
    demands = [
        shapes.Demand(
            item=row.item, weight=row.weight, demand=row.demand, clause=row.clause, words=row.words
        )
        for row in table.rows
    ]
    return shapes.Category(
        code=table.code, title=table.title, formats=table.formats, demands=demands
    )


def _region(place: Place) -> shapes.Region:
    return shapes.Region(code=place.code, name=place.name)
