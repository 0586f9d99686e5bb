"""A file is held against its rules, as far as its facts go, and again when more is known."""

from uuid import uuid4

import pytest
from django.db import connection

from kepu.access.jurisdiction import NotYours
from kepu.campaigns.actions import revise
from kepu.checks import actions, jobs, queries
from kepu.checks.models import Judgement, Waiver
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions as media
from kepu.media import children
from kepu.media.models import FactSheet
from kepu.rulebook.facts import Tier
from kepu.rulebook.measured import Given

pytestmark = pytest.mark.django_db
LONGER = ("2022-08-31", "2022-09-30")
CHECKS, MEDIA = Actor.machine("checks"), Actor.machine("media")


def finding(file_ref, rule):
    judgement = Judgement.objects.get(file_ref=file_ref)
    return next(one for one in queries.findings_of(judgement) if one.rule == rule)


def finish(file_ref, now):
    """Let the deeper looks be taken, and the file be judged again, as the jobs do."""
    judgement = Judgement.objects.get(file_ref=file_ref)
    for tier in Tier:
        media.measure(judgement.blob, tier, by=MEDIA, now=now)
    return actions.judge(judgement.pk, by=CHECKS, now=now)


def test_a_good_picture_is_judged_as_soon_as_it_is_put_in(make):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=300)))

    assert finding(file_ref, "dpi").passed is True
    assert finding(file_ref, "dpi").clause == "四（二）4"


def test_a_72_dpi_picture_is_blocked_with_value_and_demand(make):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)))

    found = finding(file_ref, "dpi")
    assert (found.passed, found.measured, found.required) == (False, "72 DPI", "不低于 300 DPI")
    assert queries.verdict_of([file_ref], so_far=True) == "block"


def test_a_png_named_jpg_is_blocked(make):
    file_ref = make.file_ref(make.blob(make.png(), "假.jpg"))

    assert finding(file_ref, "format").passed is False


def test_a_damaged_file_is_judged_to_the_end_at_once(make):
    file_ref = make.file_ref(make.blob(make.jpg()[:200]))

    judgement = Judgement.objects.get(file_ref=file_ref)
    assert judgement.finished_at is not None
    assert judgement.verdict == "block"


def test_a_file_whose_rules_need_a_deeper_look_is_not_finished(make):
    file_ref = make.file_ref()

    assert queries.verdict_of([file_ref]) == "pending"
    assert queries.verdict_of([file_ref], so_far=True) == "warn"  # nobody looked for QR codes yet


def test_the_deeper_look_finishes_it(make, now):
    file_ref = make.file_ref()

    finish(file_ref, now)

    assert queries.verdict_of([file_ref]) == "pass"
    assert finding(file_ref, "no-qr-codes").passed is True
    assert Line.objects.filter(verb="judgement.finish", subject_id=str(file_ref)).count() == 1


def test_facts_that_come_while_a_file_is_judged_are_looked_at_by_the_next(make, now):
    file_ref = make.file_ref()
    judgement, fresh = Judgement.objects.get(file_ref=file_ref), [Tier.SCAN]

    def scanned_meanwhile(execute, sql, *how):
        found = execute(sql, *how)
        if fresh and "media_factsheet" in sql:
            media.measure(judgement.blob, fresh.pop(), by=MEDIA, now=now)
        return found

    with connection.execute_wrapper(scanned_meanwhile):
        actions.judge(judgement.pk, by=CHECKS, now=now)
    finish(file_ref, now)

    assert fresh == []
    assert finding(file_ref, "no-qr-codes").passed is True


def test_a_finished_judgement_is_not_judged_again(make, now):
    file_ref = make.file_ref()
    finish(file_ref, now)

    finish(file_ref, now)

    assert Line.objects.filter(verb="judgement.finish").count() == 1


def test_the_job_judges_every_file_of_the_blob(make, now):
    blob = make.blob()
    version = make.campaign().version
    refs = [make.file_ref(blob, version=version) for _ in range(2)]
    media.measure(blob, Tier.SCAN, by=MEDIA, now=now)
    line = Line.objects.filter(verb="blob.measure", subject_id=str(blob.pk)).latest("pk")

    jobs.judge(line=line.pk)

    assert Judgement.objects.filter(file_ref__in=refs, finished_at=None).count() == 0


def test_a_file_without_facts_waits(make, monkeypatch):
    children.rest()
    monkeypatch.setattr("kepu.media.measures.run.COMMAND", ("/nowhere/python",))
    file_ref = make.file_ref()

    assert Judgement.objects.get(file_ref=file_ref).verdict == ""
    assert queries.verdict_of([file_ref], so_far=True) == "pending"


def test_only_the_platform_judges(make, now):
    judgement = Judgement.objects.get(file_ref=make.file_ref())

    with pytest.raises(NotYours):
        actions.judge(judgement.pk, by=make.actor("officer"), now=now)


def test_what_the_form_says_counts_without_looking_at_the_bytes_again(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(2400, 1600, dpi=72)))

    actions.describe(file_ref, Given(print_width_mm=200), by=make.setup(), now=now)

    assert finding(file_ref, "dpi").measured == "305 DPI"
    assert finding(file_ref, "dpi").passed is True


def test_the_same_said_twice_changes_nothing(make, now):
    file_ref = make.file_ref()
    actions.describe(file_ref, Given(made_in=2021), by=make.setup(), now=now)

    actions.describe(file_ref, Given(made_in=2021), by=make.setup(), now=now)

    assert Line.objects.filter(verb="judgement.describe").count() == 1


def test_a_waiver_takes_a_block_away_and_stays_to_be_seen(make, now):
    org = make.org()
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)), org=org)
    officer = make.actor("officer", over=org.place)

    actions.waive(file_ref, "dpi", reason="孤本老照片，无法重新扫描", by=officer, now=now)

    assert queries.verdict_of([file_ref], so_far=True) == "warn"
    waived = queries.waivers_of([file_ref])[file_ref]
    assert {rule: waiver.reason for rule, waiver in waived.items()} == {
        "dpi": "孤本老照片，无法重新扫描"
    }
    assert Line.objects.get(verb="judgement.waive").why == "孤本老照片，无法重新扫描"


def test_a_waiver_outlives_the_deeper_look(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)))
    actions.waive(file_ref, "dpi", reason="孤本", by=make.setup(), now=now)

    finish(file_ref, now)

    assert queries.verdict_of([file_ref]) == "pass"


def test_waiving_twice_is_waiving_once(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)))

    for _ in range(2):
        actions.waive(file_ref, "dpi", reason="孤本", by=make.setup(), now=now)

    assert Waiver.objects.count() == 1


def test_a_rule_that_is_kept_cannot_be_waived(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=300)))

    with pytest.raises(actions.NothingToWaive):
        actions.waive(file_ref, "dpi", reason="孤本", by=make.setup(), now=now)


def test_a_waiver_says_why(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)))

    with pytest.raises(actions.SayWhy):
        actions.waive(file_ref, "dpi", reason="  ", by=make.setup(), now=now)


def test_an_officer_of_another_city_may_not_waive(make, now):
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)))
    neighbour = make.actor("officer", over=make.place("洛阳市"))

    with pytest.raises(NotYours):
        actions.waive(file_ref, "dpi", reason="孤本", by=neighbour, now=now)


def test_the_operator_of_the_campaign_may_waive(make, now):
    campaign = make.campaign()
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)), version=campaign.version)
    operator = make.actor("operator", over=campaign)

    actions.waive(file_ref, "dpi", reason="孤本", by=operator, now=now)

    assert queries.verdict_of([file_ref], so_far=True) == "warn"


def test_nobody_lets_off_what_they_handed_in(make, now):
    org = make.org()
    officer = make.actor("officer", over=org.place)
    file_ref = make.file_ref(make.blob(make.jpg(dpi=72)), by=officer, org=org)

    with pytest.raises(actions.OwnFile):
        actions.waive(file_ref, "dpi", reason="孤本", by=officer, now=now)


def test_the_verdict_of_many_files_is_the_worst(make, now):
    version = make.campaign().version
    good = make.file_ref(version=version)
    bad = make.file_ref(make.blob(make.jpg(dpi=72)), version=version)
    for file_ref in (good, bad):
        finish(file_ref, now)

    assert queries.verdict_of([good, bad]) == "block"
    assert queries.verdict_of([good, uuid4()]) == "pending"
    assert queries.verdict_of([]) == "pass"


def test_a_whole_campaign_is_judged_again_without_touching_what_stands(make, now):
    campaign = make.campaign()
    blob = make.blob(make.jpg(dpi=200))
    refs = [make.file_ref(blob, version=campaign.version) for _ in range(3)]
    actions.waive(refs[0], "dpi", reason="孤本", by=make.setup(), now=now)
    gentle = make.spec(("limits = { at_least = 300 }", "limits = { at_least = 150 }"))
    revised = revise(campaign.pk, gentle, by=make.setup(), now=now).version

    counts = [actions.reconsider_all(revised, by=make.setup(), now=now) for _ in range(2)]

    assert counts == [3, 0]
    again = Judgement.objects.filter(version=revised)
    assert {one.verdict for one in again} == {"warn"}
    assert {finding.required for one in again for finding in queries.findings_of(one)} >= {
        "不低于 150 DPI"
    }
    assert queries.verdict_of(refs[1:], so_far=True) == "block"
    lines = Line.objects.filter(verb="judgement.reconsider_all", subject_id=str(campaign.pk))
    assert [line.facts["files"] for line in lines.order_by("pk")] == [3, 0]


def test_what_a_version_no_longer_asks_for_is_not_judged(make, now):
    campaign = make.campaign()
    make.file_ref(version=campaign.version)
    spec = make.spec()
    fewer = tuple(one for one in spec.categories if one.code != "image")
    without = tuple(
        one.model_copy(update={"slots": one.slots[1:]}) if one.code == "image" else one
        for one in spec.categories
    )

    for categories in (fewer, without):
        changed = spec.model_copy(update={"categories": categories})
        revised = revise(campaign.pk, changed, by=make.setup(), now=now).version

        assert actions.reconsider_all(revised, by=make.setup(), now=now) == 0


def test_a_file_nobody_measured_yet_waits(make, now):
    campaign = make.campaign()
    make.file_ref(version=campaign.version)
    FactSheet.objects.all().delete()
    gentle = make.spec(("limits = { at_least = 300 }", "limits = { at_least = 150 }"))
    revised = revise(campaign.pk, gentle, by=make.setup(), now=now).version

    assert actions.reconsider_all(revised, by=make.setup(), now=now) == 0


def test_a_file_is_not_put_into_a_slot_that_is_gone(make, now):
    campaign = make.campaign()
    spec = make.spec()
    fewer = tuple(one for one in spec.categories if one.code != "image")
    changed = spec.model_copy(update={"categories": fewer})
    revised = revise(campaign.pk, changed, by=make.setup(), now=now).version

    with pytest.raises(actions.NoSuchSlot, match="picture"):
        make.file_ref(version=revised)


def test_an_officer_elsewhere_judges_no_campaign_again(make, now):
    campaign = make.campaign()

    with pytest.raises(NotYours):
        actions.reconsider_all(campaign.version, by=make.actor("officer"), now=now)


def test_what_a_version_asks_as_before_is_copied_and_the_first_stays_the_first(make, now):
    campaign = make.campaign()
    refs = [make.file_ref(make.blob(make.jpg(dpi=72)), version=campaign.version) for _ in range(2)]
    finish(refs[0], now)
    longer = revise(campaign.pk, make.spec(LONGER), by=make.setup(), now=now).version

    count = actions.reconsider_all(longer, by=make.setup(), now=now)

    assert count == 2
    for file_ref in refs:
        own, again = Judgement.objects.filter(file_ref=file_ref).order_by("pk")
        assert (own.version_id, again.version_id) == (campaign.version.pk, longer.pk)
        assert (own.findings, own.verdict) == (again.findings, again.verdict)
        assert again.pk.version == 7
    assert queries.judgements_of(refs)[refs[0]].version_id == campaign.version.pk
