"""Files put into a slot of the small campaign."""

from typing import Any
from uuid import UUID

from kepu.checks import actions
from kepu.checks.actions import Handed
from kepu.core.actor import Actor
from kepu.media.models import Blob
from kepu.rulebook.measured import Given
from make.campaigns import campaign as a_campaign
from make.media import blob as a_blob
from make.moments import NOON
from make.orgs import org as an_org


def handed(blob: Blob | None = None, **named: Any) -> Handed:
    """Describe a picture of the Henan call, from the association of 新郑市."""
    org = named.pop("org", None) or an_org()
    version = named.pop("version", None) or a_campaign().version
    given = named.pop("given", None) or Given(file_name="图.jpg")
    return Handed(
        version=version,
        category=named.pop("category", "image"),
        slot=named.pop("slot", "picture"),
        blob=blob or a_blob(),
        given=given,
        org_id=org.pk,
        place_id=org.place_id,
    )


def file_ref(blob: Blob | None = None, *, by: Actor | None = None, **named: Any) -> UUID:
    """Put a file into a slot."""
    return actions.expect(handed(blob, **named), by=by or Actor.machine("setup"), now=NOON)
