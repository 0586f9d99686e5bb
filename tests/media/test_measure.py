"""Facts are taken once, kept by tier and version, whatever the bytes are."""

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, children, jobs, queries, store
from kepu.media.measures import VERSIONS
from kepu.media.models import FactSheet
from kepu.rulebook.facts import PictureFacts, Tier

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")


def missing_of(blob):
    return queries.measured([blob.pk])[blob.pk][1]


def test_a_picture_is_probed_when_it_arrives(make):
    blob = make.blob(make.jpg(640, 480, dpi=72))

    facts = queries.facts_of(blob)

    assert isinstance(facts, PictureFacts)
    assert (facts.width, facts.height, facts.dpi) == (640, 480, 72)
    assert facts.sha256 == blob.sha256


def test_deeper_tiers_wait_for_their_jobs(make):
    blob = make.blob()

    assert missing_of(blob) == {Tier.SCAN, Tier.READ}


def test_the_jobs_of_an_arrival_take_all_tiers(make):
    blob = make.blob()
    line = Line.objects.get(verb="blob.arrive", subject_id=str(blob.pk))

    for job in (jobs.probe, jobs.scan, jobs.read):
        job(line=line.pk)

    assert missing_of(blob) == set()
    assert queries.facts_of(blob).has(Tier.SCAN)


def test_facts_are_written_down_once(make, now):
    blob = make.blob()

    actions.measure(blob, Tier.SCAN, by=MEDIA, now=now)
    actions.measure(blob, Tier.SCAN, by=MEDIA, now=now)

    assert FactSheet.objects.filter(blob=blob).count() == 2
    assert Line.objects.filter(verb="blob.measure").count() == 2


def test_two_who_measure_at_one_instant_write_one_sheet(make, at_once, now):
    blob = make.blob()

    results = at_once(3, lambda: actions.measure(blob, Tier.SCAN, by=MEDIA, now=now))

    assert len(set(results)) == 1
    assert FactSheet.objects.filter(blob=blob, tier=Tier.SCAN).count() == 1
    assert Line.objects.filter(verb="blob.measure").count() == 2


def test_a_new_version_of_the_code_measures_anew_and_keeps_the_old(make, now, monkeypatch):
    blob = make.blob()
    monkeypatch.setitem(VERSIONS, Tier.PROBE, 99)

    actions.measure(blob, Tier.PROBE, by=MEDIA, now=now)

    assert list(FactSheet.objects.order_by("version").values_list("version", flat=True)) == [1, 99]


def test_only_the_platform_measures(make, now):
    blob = make.blob()

    with pytest.raises(NotYours):
        actions.measure(blob, Tier.SCAN, by=make.actor("clerk"), now=now)


def test_bytes_that_are_no_picture_are_a_fact_not_an_outage(make):
    blob = make.blob(make.jpg()[:200], "坏.jpg")

    facts = queries.facts_of(blob)

    assert not facts.readable
    assert facts.trouble


def test_a_child_that_dies_is_replaced_for_the_next_file(make):
    first = make.blob()
    children._idle[-1].process.kill()

    second = make.blob()

    assert queries.facts_of(first).readable
    assert queries.facts_of(second).readable


def test_where_no_child_can_be_had_the_file_is_taken_and_the_job_left(make, monkeypatch):
    children.rest()
    monkeypatch.setattr("kepu.media.measures.run.COMMAND", ("/nowhere/python",))

    blob = make.blob()

    assert queries.facts_of(blob) is None
    assert store.path_of(blob.sha256).exists()


def test_facts_of_many_blobs_are_one_query(make, django_assert_num_queries):
    blobs = [make.blob() for _ in range(3)]

    with django_assert_num_queries(1):
        facts = queries.facts_of_all([blob.pk for blob in blobs])

    assert {facts[blob.pk].sha256 for blob in blobs} == {blob.sha256 for blob in blobs}
