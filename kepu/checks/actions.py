"""What can be done about files under rules. Every write to a Judgement or a Waiver is here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns.models import CampaignVersion
from kepu.checks.models import Judgement, Verdict, Waiver
from kepu.checks.queries import (
    findings_of,
    not_judged_under,
    slot_demands,
    unchanged_in,
    waivers_of,
)
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.journal import actions as journal
from kepu.media.actions import hold
from kepu.media.models import Blob
from kepu.media.queries import measured
from kepu.rulebook.checks import CHECKS
from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.judge import Demand, Finding, judge_file, verdict
from kepu.rulebook.measured import Given

AT_WILL = {"any": True}
UP_TO_VERSION = 15  # signs of a written uuid7 that tell its time and that it is one
COLUMNS = [(str(field.column), field.attname) for field in Judgement._meta.concrete_fields]


class NothingToWaive(Refused):
    """The file keeps this rule, or the rule is not asked of it."""

    code, says = "nothing_to_waive", "这个文件没有不符合“{rule}”，不需要豁免"


class NoSuchSlot(Refused):
    """The version no longer asks for such a file."""

    code, says = "no_such_slot", "这一版已经没有材料“{slot}”"


class SayWhy(Refused):
    """A waiver without a reason is none."""

    code, says = "say_why", "请写明豁免的理由"


class OwnFile(Refused):
    """Nobody lets off what they handed in themselves."""

    code, says = "own_file", "不能豁免自己交来的文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file put into a slot (送检文件): what it is, where it stands, what was said about it."""

    version: CampaignVersion
    category: str
    slot: str
    blob: Blob
    given: Given
    org_id: UUID
    place_id: int


@transaction.atomic
def expect(handed: Handed, *, by: Actor, now: datetime) -> UUID:
    """Name a file of a slot and judge it as far as its facts go (送检); the room asked who may."""
    judgement = Judgement(
        file_ref=uuid7(),
        version=handed.version,
        blob=hold(handed.blob),
        category=handed.category,
        slot=handed.slot,
        given=handed.given.as_json(),
        org_id=handed.org_id,
        place_id=handed.place_id,
        person_id=by.person_id,
    )
    judgement.save(force_insert=True)
    line = journal.record(
        "judgement.expect", by=by, now=now, on=("judgement", judgement.file_ref), slot=handed.slot
    )
    _settle(judgement, by=Actor.machine("checks"), now=now, because_of=line.pk)
    return judgement.file_ref


@transaction.atomic
def judge(judgement_id: UUID, *, by: Actor, now: datetime) -> Judgement:
    """Hold a file against its rules with all that is known of it by now (判定)."""
    judgement = _locked(judgement_id)
    jurisdiction.insist(by, May.CHECK_JUDGE, judgement)
    if judgement.finished_at is None:
        _settle(judgement, by=by, now=now)
    return judgement


@transaction.atomic
def describe(file_ref: UUID, given: Given, *, by: Actor, now: datetime) -> Judgement:
    """Take what a form says by now about a file (填报信息), and judge it anew; no decoding."""
    judgement = _own(file_ref)
    if judgement.given == given.as_json():
        return judgement
    judgement.given = given.as_json()
    line = journal.record("judgement.describe", by=by, now=now, on=("judgement", file_ref))
    _settle(judgement, by=Actor.machine("checks"), now=now, because_of=line.pk)
    return judgement


@transaction.atomic
def renew(file_ref: UUID, version: CampaignVersion, *, by: Actor, now: datetime) -> Judgement:
    """Hold a file against another version from now on, no more against its own (换用现行版本).

    It stays the same file: what the other version made of it for comparison is this judgement now.
    """
    judgement = _own(file_ref)
    Judgement.objects.filter(file_ref=file_ref, version=version).exclude(pk=judgement.pk).delete()
    judgement.version = version
    judgement.findings, judgement.verdict = [], Verdict.NONE
    judgement.judged_at = judgement.finished_at = None
    judgement.save()
    line = journal.record("judgement.renew", by=by, now=now, on=("judgement", file_ref))
    _settle(judgement, by=Actor.machine("checks"), now=now, because_of=line.pk)
    return judgement


@transaction.atomic
def ask_again(version: CampaignVersion, *, by: Actor, now: datetime) -> None:
    """Have every file of a campaign judged under one more version, soon (提请重新检查)."""
    jurisdiction.insist(by, May.CAMPAIGN_RUN, version)
    on, pk = ("campaign", version.campaign_id), str(version.pk)
    journal.record("judgement.ask_again", by=by, now=now, on=on, version=pk)


@transaction.atomic
def reconsider_all(version: CampaignVersion, *, by: Actor, now: datetime) -> int:
    """Judge every file of a campaign under one more version, from the facts there are (重新判定).

    Where a version asks the same of a slot, what was found is copied. One line on the campaign;
    gives how many files. What their works were handed in under stays.
    """
    jurisdiction.insist(by, May.CHECK_JUDGE if by.is_machine else May.CAMPAIGN_RUN, version)
    count = sum(_copy(*slot, version=version) for slot in unchanged_in(version))
    for own in not_judged_under(version):
        count += _enter(list(_judged_again(own, version, now=now)))
    on = ("campaign", version.campaign_id)
    journal.record("judgement.reconsider_all", by=by, now=now, on=on, version=version.number,
                   files=count)  # fmt: skip
    return count


@transaction.atomic
def waive(file_ref: UUID, rule: str, *, reason: str, by: Actor, now: datetime) -> Judgement:
    """Let one file off one rule (豁免); the page goes on to show the finding, and this reason."""
    judgement = _own(file_ref)
    jurisdiction.insist(by, May.CHECK_WAIVE, judgement)
    if judgement.person_id is not None and judgement.person_id == by.person_id:
        raise OwnFile
    if not reason.strip():
        raise SayWhy
    findings = findings_of(judgement)
    if not any(finding.rule == rule and finding.passed is not True for finding in findings):
        raise NothingToWaive(rule=rule)
    Waiver.objects.get_or_create(
        file_ref=file_ref,
        rule=rule,
        defaults={"reason": reason.strip(), "person_id": by.person_id, "at": now},
    )
    judgement.verdict = _sum(file_ref, findings)
    judgement.save()
    journal.record(
        "judgement.waive", by=by, now=now, on=("judgement", file_ref), why=reason, rule=rule
    )
    return judgement


def _enter(judged: Sequence[Judgement]) -> int:
    """Write many judgements, leaving alone what somebody wrote meanwhile.

    All rows are one JSON value: quoting their findings one by one would take longer than judging.
    """
    told = [{column: _plain(getattr(one, name)) for column, name in COLUMNS} for one in judged]
    listed = ", ".join(column for column, _ in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO checks_judgement ({listed}) SELECT {listed}"  # noqa: S608 - names of ours
            " FROM jsonb_populate_recordset(NULL::checks_judgement, %s) ON CONFLICT DO NOTHING",
            [json.dumps(told, ensure_ascii=False)],
        )
        return int(cursor.rowcount)


def _copy(older: CampaignVersion, category: str, slot: str, *, version: CampaignVersion) -> int:
    """Let what was found under an older version stand under another that asks the same.

    The new ids begin with this instant, as ids made here do: the first judgement stays the first.
    """
    told = {"version_id": "%(version)s", "id": "overlay(gen_random_uuid()::text PLACING %(now)s"
            " FROM 1)::uuid"}  # fmt: skip
    columns = [column for column, _ in COLUMNS]
    values = ", ".join(told.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO checks_judgement ({', '.join(columns)}) SELECT {values}"  # noqa: S608
            " FROM checks_judgement WHERE version_id = %(older)s AND category = %(category)s"
            " AND slot = %(slot)s AND finished_at IS NOT NULL ON CONFLICT DO NOTHING",
            {"version": version.pk, "older": older.pk, "category": category, "slot": slot,
             "now": str(uuid7())[:UP_TO_VERSION]},
        )  # fmt: skip
        return int(cursor.rowcount)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID | datetime) else value


def _judged_again(
    own: Sequence[Judgement], version: CampaignVersion, *, now: datetime
) -> Iterator[Judgement]:
    """Hold many files against another version; what it does not ask for, or nobody measured, waits.

    A slot that the version no longer has judges nothing.
    """
    known, waived = measured([one.blob_id for one in own]), waivers_of(one.file_ref for one in own)
    asked = {(one.category, one.slot): slot_demands(version, one.category, one.slot) for one in own}
    for one in own:
        demands, told = asked[one.category, one.slot], known.get(one.blob_id)
        if demands is None or told is None:
            continue
        facts, missing = told
        findings = judge_file(demands, facts, Given(**one.given))
        let_off = waived.get(one.file_ref, {})
        kept = [finding for finding in findings if finding.rule not in let_off]
        yield Judgement(
            file_ref=one.file_ref,
            version=version,
            blob_id=one.blob_id,
            category=one.category,
            slot=one.slot,
            given=one.given,
            org_id=one.org_id,
            place_id=one.place_id,
            person_id=one.person_id,
            findings=[finding.as_json() for finding in findings],
            verdict=Verdict(verdict(kept)),
            judged_at=now,
            finished_at=now if _is_all_known(demands, facts, missing) else None,
        )


def _settle(
    judgement: Judgement, *, by: Actor, now: datetime, because_of: int | None = None
) -> None:
    known = measured([judgement.blob_id]).get(judgement.blob_id)
    if known is None:
        return
    facts, missing = known  # as one query tells them: a job may be writing facts this moment
    demands = _demands(judgement)
    findings = judge_file(demands, facts, Given(**judgement.given))
    judgement.findings = [finding.as_json() for finding in findings]
    judgement.verdict = _sum(judgement.file_ref, findings)
    judgement.judged_at = now
    done = _is_all_known(demands, facts, missing)
    judgement.finished_at = now if done else None
    judgement.save()
    journal.record(
        "judgement.finish" if done else "judgement.look",
        by=by,
        now=now,
        on=("judgement", judgement.file_ref),
        because_of=because_of,
        verdict=judgement.verdict,
        version=str(judgement.version_id),
    )


def _demands(judgement: Judgement) -> list[Demand]:
    demands = slot_demands(judgement.version, judgement.category, judgement.slot)
    if demands is None:
        raise NoSuchSlot(slot=judgement.slot)
    return demands


def _is_all_known(demands: Sequence[Demand], facts: Facts, missing: set[Tier]) -> bool:
    """Say whether no deeper look can change a finding."""
    asked = {CHECKS[demand.check].TIER for demand in demands if demand.limits != AT_WILL}
    return not facts.readable or not asked & missing


def _sum(file_ref: UUID, findings: Sequence[Finding]) -> Verdict:
    waived = waivers_of([file_ref]).get(file_ref, {})
    return Verdict(verdict(finding for finding in findings if finding.rule not in waived))


def _locked(judgement_id: UUID) -> Judgement:
    locked = Judgement.objects.select_for_update(of=("self",))
    return locked.select_related("version", "blob").get(pk=judgement_id)


def _own(file_ref: UUID) -> Judgement:
    """Give the judgement under the version that the file was put in under: the first."""
    return _locked(Judgement.objects.filter(file_ref=file_ref).earliest("pk").pk)
