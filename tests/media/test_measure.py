"""Facts are taken once, kept by tier and version, whatever the bytes are."""

import re
import sys
from datetime import timedelta

import pytest
from django.db import connection

from kepu.access.jurisdiction import NotYours
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, children, jobs, queries, store
from kepu.media.measures import CODE, VERSIONS, run
from kepu.media.models import Blob, FactSheet
from kepu.rulebook.facts import PictureFacts, Tier
from make import files
from make.moments import NOON

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

    for job in (jobs.probe, jobs.scan, jobs.read, jobs.play):
        job(line=line.pk)

    assert missing_of(blob) == set()
    assert queries.facts_of(blob).has(Tier.SCAN)


def test_a_picture_whose_first_look_is_still_to_come_is_not_played(make, now):
    blob = make.blob()
    FactSheet.objects.all().delete()

    actions.measure(blob, Tier.PLAY, by=MEDIA, now=now)

    assert list(FactSheet.objects.values_list("tier", flat=True)) == [Tier.PROBE]


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


def test_a_picture_is_not_played_and_a_film_is(make, now, tmp_path):
    picture = make.blob()
    film = make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4")

    for blob in (picture, film):
        actions.measure(blob, Tier.PLAY, by=MEDIA, now=now)

    assert list(FactSheet.objects.filter(tier=Tier.PLAY).values_list("blob", flat=True)) == [
        film.pk
    ]
    assert missing_of(film) == {Tier.SCAN, Tier.READ}


def test_a_child_that_dies_while_it_plays_is_written_down(make, now, tmp_path, monkeypatch):
    film = make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4")
    monkeypatch.setitem(run.SECONDS, Tier.PLAY, -6)  # and 3 for each second

    facts = actions.measure(film, Tier.PLAY, by=MEDIA, now=now)

    assert facts.readable
    assert re.fullmatch(run.GAVE_UP, facts.play.trouble)
    [failure] = queries.failures()
    assert failure.says == [f"没能从头到尾放一遍：{facts.play.trouble}"]


def old(blob, *tiers):
    """Let a blob have arrived yesterday, measured by the code of yesterday."""
    Blob.objects.filter(pk=blob.pk).update(arrived_at=NOON - timedelta(days=1))
    for tier in tiers:
        actions.measure(blob, tier, by=MEDIA, now=NOON)
    FactSheet.objects.filter(blob=blob).exclude(tier__in=[Tier.PROBE, *tiers]).delete()
    return blob


def test_what_is_older_than_the_code_is_measured_by_and_by(make, now, tmp_path):
    film = old(make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4"), "scan", "read")
    fresh = make.blob(files.film(tmp_path / "b.mp4", seconds=1).read_bytes(), "b.mp4")

    done = actions.catch_up(may_go_on=lambda: True, by=MEDIA, now=now)

    assert (done, missing_of(film)) == (1, set())
    assert missing_of(fresh) == {Tier.SCAN, Tier.READ, Tier.PLAY}


def test_it_is_done_by_the_clock_when_nothing_waits_to_be_played(make):
    blob = make.blob()

    jobs.catch_up()
    while_one_waits = missing_of(blob)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    jobs.catch_up()

    assert while_one_waits == {Tier.SCAN, Tier.READ}
    assert missing_of(blob) == set()


def test_what_is_measured_whole_is_asked_about_once(
    make, now, monkeypatch, django_assert_num_queries
):
    blob = old(make.blob(), "scan", "read")

    def run():
        return actions.catch_up(may_go_on=lambda: True, by=MEDIA, now=now)

    assert run() == 0
    with django_assert_num_queries(1):
        run()
    monkeypatch.setitem(VERSIONS, Tier.SCAN, 99)
    for module in ("actions.measure", "queries"):
        monkeypatch.setattr(sys.modules[f"kepu.media.{module}"], "CODE", CODE + 1)
    assert (run(), run()) == (1, 0)
    assert FactSheet.objects.filter(blob=blob, tier=Tier.SCAN).count() == 2


def test_catching_up_lets_those_who_wait_go_first_and_leaves_what_is_lost(make, now, tmp_path):
    last = old(make.blob(), "scan")
    film = old(make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4"), "scan")
    lost = old(make.blob(), "scan")
    store.path_of(lost.sha256).unlink()
    answers = iter([True, True, True, False])

    done = actions.catch_up(may_go_on=lambda: next(answers), by=MEDIA, now=now)

    assert done == 1
    assert (missing_of(film), missing_of(last)) == (set(), {Tier.READ})


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
