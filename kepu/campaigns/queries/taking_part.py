"""Questions of those who take part: under which class they hand in, what they may take home."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kepu.campaigns.models import Attachment, Campaign
from kepu.campaigns.queries.shown import open_campaigns, spec_of
from kepu.media.queries import facts_of_all
from kepu.orgs.models import Org
from kepu.orgs.queries import associations_of, is_member
from kepu.rulebook.spec import Klass, Spec

KEEPER = "要入会，或会员登记有误，请联系“{host}”；登记好以后就能报送。"
LEVELS = {"country": "nation"}  # the one level that notices call otherwise than places
ELSEWHERE = "业务主管在“{host}”系统、或登记有误的，请联系管理本单位的科协管理员更正登记。"
ENTRY = "登记有误的，请联系管理本单位的科协管理员更正。"


def class_of(
    spec: Spec, org: Org, campaign: Campaign, *, member_of: Container[UUID] | None = None
) -> Klass | None:
    """Find the first class under which an organisation may hand in, if there is one (报送单位).

    Whose members a notice means is whose notice it is: the host's. Who asks about many campaigns
    says of which associations the organisation is a member.
    """
    near = is_near(org, campaign)
    of_kind = [klass for klass in spec.classes if _fits(klass, org) and (near or klass.anywhere)]
    if not any(klass.membership for klass in of_kind):
        return next(iter(of_kind), None)
    if member_of is None:
        member_of = {campaign.host_id} if is_member(campaign.host, org) else ()
    wanted = "unit" if campaign.host_id in member_of else "none"
    return next((klass for klass in of_kind if klass.membership in {None, wanted}), None)


def offered_to(org: Org, now: datetime) -> tuple[list[Campaign], int]:
    """List the running campaigns an organisation may hand in to, and count the others."""
    running, member_of = list(open_campaigns(now)), associations_of(org)
    open_to_it = [
        campaign
        for campaign in running
        if not (spec := spec_of(campaign.version)).classes  # type: ignore[arg-type]
        or class_of(spec, org, campaign, member_of=member_of)
    ]
    return open_to_it, len(running) - len(open_to_it)


def is_near(org: Org, campaign: Campaign) -> bool:
    """Say whether an organisation lies where the campaign is held, or in its host's system."""
    lies_there = org.place.path.startswith(campaign.place.path)
    return lies_there or org.path.startswith(campaign.host.path)


def barred(spec: Spec, org: Org, campaign: Campaign) -> tuple[str, str] | None:
    """Say why an organisation may not hand in, and what to do; None if it may (不能报送)."""
    if not spec.classes or class_of(spec, org, campaign):
        return None
    host, fitting = campaign.host, [klass for klass in spec.classes if _fits(klass, org)]
    if fitting and not is_near(org, campaign) and not any(klass.anywhere for klass in fitting):
        why = f"这次活动面向{campaign.place}的单位，“{org}”登记在{org.place}。"
        return why, ELSEWHERE.format(host=host)
    if any(klass.membership == "unit" for klass in fitting):
        return f"这次活动面向“{host}”的单位会员，“{org}”没有登记为会员。", KEEPER.format(host=host)
    if any(not _of_level(klass, org) for klass in spec.classes if org.kind in klass.org_kinds):
        return f"“{org}”在{org.place}，层级不在这次活动的报送单位之内。", ENTRY
    kind = org.get_kind_display()
    return f"“{org}”登记为“{kind}”，不在这次活动的报送单位之内。", ENTRY


def _fits(klass: Klass, org: Org) -> bool:
    """Hold an organisation against a class, but for its membership."""
    if klass.membership == "person":
        return False
    if klass.persons and not klass.org_kinds and not klass.membership:
        return False
    return _of_level(klass, org) and (not klass.org_kinds or org.kind in klass.org_kinds)


def _of_level(klass: Klass, org: Org) -> bool:
    level = org.place.manage_level
    return klass.level in {None, LEVELS.get(level, level)}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the notice as the page lists it (附件): here to be taken, or still lacking."""

    label: str
    missing: bool
    attachment: Attachment | None = None
    kind: str = ""


def papers(campaign: Campaign, spec: Spec) -> list[Paper]:
    """List what the notice names, with the files that are there, then what the host added."""
    files = list(campaign.attachments.filter(removed_at=None).select_related("blob"))
    known = facts_of_all([file.blob_id for file in files]) if files else {}
    kinds = {file.pk: known[file.blob_id].format if file.blob_id in known else "" for file in files}
    return list(_papers(files, kinds, spec))


def _papers(files: list[Attachment], kinds: dict[UUID, str], spec: Spec) -> Iterator[Paper]:
    named = {one.label for one in spec.attachments}
    for one in spec.attachments:
        here = [file for file in files if file.label == one.label]
        for file in here:
            yield Paper(file.label, missing=False, attachment=file, kind=_kind(file, kinds))
        if not here:
            yield Paper(one.label, one.missing)
    for file in files:
        if file.label not in named:
            yield Paper(file.label, missing=False, attachment=file, kind=_kind(file, kinds))


def _kind(file: Attachment, kinds: dict[UUID, str]) -> str:
    """Say what a file is by its content, or by its name where no machine knows it."""
    return (kinds[file.pk] or file.name.rpartition(".")[2]).upper()
