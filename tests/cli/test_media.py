"""``kepu media`` lists what came to nothing, and ``retry`` does it anew; what is there stays."""

import pytest

from kepu.cli import media
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, jobs, queries
from kepu.media.measures import tiers
from kepu.media.measures.run import DIED, SLOW
from kepu.media.models import FactSheet, Making, Reading
from kepu.media.renders import run
from kepu.rulebook.facts import Tier, as_json
from make import files

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")


@pytest.fixture
def undrawn(make, now, monkeypatch):
    """Have a picture whose stills could not be made."""
    blob = make.blob(make.jpg(), "水稻.jpg")
    with monkeypatch.context() as broken:
        broken.setattr(run, "COMMAND", ("/bin/false",))
        actions.render(blob, by=MEDIA, now=now)
    return blob


def given_up(blob, tier, why):
    """Write down that a look at it was given up."""
    facts = tiers.given_up(queries.facts_of(blob), tier, why)
    FactSheet.objects.filter(blob=blob, tier=tier).delete()
    return FactSheet.objects.create(
        blob=blob, tier=tier, version=1, facts=as_json(facts), made_at=blob.arrived_at
    )


def work_off(blob):
    """Do what is queued after the line of another try."""
    line = Line.objects.get(verb="blob.retry", subject_id=str(blob.pk))
    looks = (jobs.probe, jobs.scan, jobs.read, jobs.play)
    for job in (*looks, jobs.render, jobs.typeset, jobs.reel):
        job(line=line.pk)


def test_it_says_what_did_not_come_of_which_file(undrawn, capsys):
    code = media.main([])

    first, second, last = capsys.readouterr().out.splitlines()
    assert (code, first) == (0, f"{undrawn.sha256[:12]}  水稻.jpg")
    assert second.startswith("    预览图没有做成：")
    assert last == "1 个文件。再试：kepu media retry [编号…]"


def test_tried_again_it_is_made(undrawn, capsys):
    code = media.main(["retry"])
    work_off(undrawn)

    assert (code, capsys.readouterr().out) == (0, "1 个文件，1 项已重新排队\n")
    assert (Making.objects.get().trouble, undrawn.renditions.count()) == ("", 3)
    assert queries.failures() == []


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("why", [DIED, SLOW.format(seconds=12)])
def test_a_look_that_was_given_up_is_taken_again(make, tier, why):
    blob = make.blob()
    given_up(blob, tier, why)
    ((said,),) = [one.says for one in queries.failures()]

    media.main(["retry", blob.sha256[:6]])
    work_off(blob)

    assert why in said
    facts, missing = queries.measured([blob.pk])[blob.pk]
    assert (facts.readable, missing, queries.failures()) == (True, set(), [])


def test_a_damaged_file_is_no_failure_and_is_let_alone(make):
    make.blob(b"\xff\xd8\xff broken")

    assert queries.failures() == []


def test_an_article_that_could_not_be_laid_out_is_read_after_another_try(
    make, now, tmp_path, monkeypatch
):
    blob = make.blob(files.article(tmp_path / "a.docx").read_bytes(), "a.docx")
    with monkeypatch.context() as broken:
        broken.setattr(run, "COMMAND", ("/bin/false",))
        assert actions.typeset(blob, by=MEDIA, now=now).trouble

    media.main(["retry"])
    work_off(blob)

    reading = Reading.objects.get(blob=blob)
    assert (reading.trouble, bool(reading.pieces)) == ("", True)


def test_others_are_not_touched_and_an_unknown_one_is_said(undrawn, capsys):
    assert media.main(["retry", "ffffffffffff"]) == 1
    assert media.main(["list", "ffffffffffff"]) == 1
    assert capsys.readouterr().out == "0 个文件，0 项已重新排队\n0 个文件\n"
    assert Making.objects.get().trouble


def test_what_went_well_has_nothing_to_try_again(make, now):
    assert actions.retry(make.blob(), by=Actor.machine("setup"), now=now) == 0
    assert not Line.objects.filter(verb="blob.retry").exists()
