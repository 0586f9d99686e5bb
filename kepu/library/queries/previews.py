"""The page of an item before it is one (预览): built from the work as releasing would."""

from __future__ import annotations

from kepu.library.models import Item, ItemFile
from kepu.library.queries import entries
from kepu.library.queries.sheets import Sheet, laid
from kepu.media.models import Blob
from kepu.submissions.models import Work


def preview(work: Work, base: str, number: str = "") -> Sheet:
    """Lay out what the page of a work will be; its bytes are below the address ``base``."""
    entry = entries.of_works([work])[work.pk]
    said = {name: getattr(entry, name) for name in entries.SHOWN}
    item = Item(work=work, place=work.place, number=work.number, **said)
    blobs = Blob.objects.select_related("reading").in_bulk([file.blob_id for file in entry.files])
    files = [
        ItemFile(item=item, blob=blobs[one.blob_id], order=order, name=one.name, about=one.about)
        for order, one in enumerate(entry.files, 1)
    ]
    return laid(item, files, base, number)
