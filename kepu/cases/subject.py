"""What a case is about: plain values that the subject's own room hands over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The subject (对象) of a case: what the inbox shows, and what the body rules need.

    ``label`` is its title, ``what`` the words on its tag (作品 · 视频), ``url`` its page for
    whoever decides, ``own_url`` for who handed it in. ``applicant_id`` is that person, the other
    ids but ``campaign_id`` are organisations.
    """

    kind: str
    id: UUID
    label: str
    url: str
    place_id: int
    what: str = ""
    own_url: str = ""
    org_id: UUID | None = None
    campaign_id: UUID | None = None
    host_id: UUID | None = None
    operator_id: UUID | None = None
    recommender_id: UUID | None = None
    applicant_id: UUID | None = None
