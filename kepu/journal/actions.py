"""Writing the journal: one line an action, then what follows from it; and the sealer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models, transaction

from kepu.core.actor import Actor
from kepu.core.jobs import queue_later
from kepu.journal import follow
from kepu.journal.chain import FIRST, link_hash
from kepu.journal.models import Line, Link, Unsealed

SEALER_LOCK = 0x6B657075  # "kepu"
AT_A_TIME = 2_000

Action = TypeVar("Action", bound=Callable[..., Any])


def quiet(why: str) -> Callable[[Action], Action]:
    """Mark an action that writes no line, and say why (listed by a test)."""

    def mark(action: Action) -> Action:
        action.quiet = why  # type: ignore[attr-defined]
        return action

    return mark


@transaction.atomic
def record(
    verb: str,
    *,
    by: Actor,
    now: datetime,
    on: models.Model | tuple[str, object],
    why: str = "",
    because_of: int | None = None,
    **facts: Any,
) -> Line:
    """Write one line and set going what ``flow`` says follows.

    ``on`` is the object acted on (its kind is its model's name) or (kind, id). An action of
    ``AT_ONCE`` runs here, in this transaction, and is called with the subject's id and
    ``cause=line``; jobs of ``LATER`` are queued in this transaction with ``line=id``.
    """
    kind, pk = on if isinstance(on, tuple) else (on._meta.model_name or "", on.pk)
    line = Line.objects.create(
        verb=verb,
        subject_kind=kind,
        subject_id=str(pk),
        person_id=by.person_id,
        appointment_id=by.appointment_id,
        duty=by.duty,
        org_id=by.org_id,
        for_org_id=by.for_org_id,
        machine=by.machine_name,
        request_id=by.request_id,
        facts=facts,
        why=why,
        at=now,
        because_of_id=because_of,
    )
    if action := follow.action_after(verb, kind):
        action(str(pk), by=Actor.machine("flow"), now=now, cause=line)
    queue_later(*follow.jobs_after(verb), line=line.pk)
    return line


@quiet("the sealer writes links, which are about lines")
@transaction.atomic
def seal() -> int:
    """Chain the lines that wait for it; says how many. One sealer at a time.

    It never looks at what is sealed, so a long journal costs no more than a short one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = Link.objects.order_by("-seq").first()
    seq, before = (last.seq, bytes(last.hash)) if last else (0, FIRST)
    waiting = list(Unsealed.objects.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])
    links = []
    for line in Line.objects.filter(pk__in=waiting).order_by("pk"):
        seq, before = seq + 1, link_hash(before, line)
        links.append(Link(seq=seq, line=line, hash=before))
    Link.objects.bulk_create(links)
    Unsealed.objects.filter(pk__in=waiting).delete()
    return len(links)
