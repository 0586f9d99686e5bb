"""An item as lists show it; nothing of it asks the database again."""

from __future__ import annotations

from collections.abc import Sequence

from kepu.library.models import Item, Shelf
from kepu.library.queries.finding.found import Row
from kepu.look.cards import Card

ICONS = {
    Shelf.ARTICLE: "file-text",
    Shelf.PICTURE: "image",
    Shelf.VIDEO: "square-play",
    Shelf.POSTER: "images",
    Shelf.AUDIO: "audio-lines",
    Shelf.APP: "layout-grid",
}
PICTURED = (Shelf.PICTURE, Shelf.POSTER, Shelf.VIDEO)
# What a card shows of an item, and what says where the next page begins.
SHOWN = (
    "title",
    "abstract",
    "shelf",
    "themes",
    "measure",
    "recommender",
    "rights_holder",
    "released_at",
    "downloads",
)


def card(item: Item | Row, terms: Sequence[str] = ()) -> Card:
    """Turn an item into its card, with the terms by which it was found; no query."""
    pictured, url = item.shelf in PICTURED, item.get_absolute_url()
    return Card(
        url=url,
        title=item.title,
        topic=item.themes[0] if item.themes else "",
        owner=item.rights_holder or item.recommender,
        picture=f"{url}1/thumb-640/" if pictured else "",
        icon=ICONS[Shelf(item.shelf)],
        form=Shelf(item.shelf).label,
        measure=item.measure,
        downloads=item.downloads,
        abstract=item.abstract,
        terms=terms,
    )
