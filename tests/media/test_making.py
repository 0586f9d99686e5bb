"""What is made of a file: noted when it is known, told on the way, ended once, with its reason."""

import subprocess
import sys

import pytest

from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, children, jobs, queries
from kepu.media.models import Making, Rendition
from kepu.media.renders import run
from kepu.rulebook.facts import Tier
from make import files, papers

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")


def kinds(blob):
    return set(blob.makings.values_list("what", flat=True))


def going_on(blob):
    return queries.doings_of([blob.pk], queries.measured([blob.pk])).get(blob.pk)


def test_what_will_be_made_is_known_with_the_first_facts(make, tmp_path):
    film = make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4")
    paper = make.blob(papers.pdf(tmp_path / "a.pdf").read_bytes(), "a.pdf")
    sound = make.blob(files.tone(tmp_path / "a.wav").read_bytes(), "a.wav")

    assert (kinds(film), kinds(paper), kinds(sound)) == (
        {"stills", "film"},
        {"stills", "reading"},
        {"sound"},
    )
    assert kinds(make.blob(b"\xff\xd8\xff broken")) == set()


def test_a_page_is_told_what_is_going_on_until_it_has_ended(make, now, tmp_path):
    blob = make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4")
    first = going_on(blob).says
    for tier in ("scan", "read", "play"):
        actions.measure(blob, tier, by=MEDIA, now=now)
    making = Making.objects.get(what="film")
    making.begun_at, making.part = now, 42
    making.save()
    midway = going_on(blob).says
    actions.render(blob, by=MEDIA, now=now)
    actions.reel(blob, by=MEDIA, now=now)

    looks = ["正在细看内容", "正在读文字", "等着从头到尾放一遍"]
    assert first == [*looks, "等着做预览图", "等着做标清版"]
    assert midway == ["等着做预览图", "正在做标清版 42%"]
    assert (going_on(blob).says, going_on(blob).troubles) == ([], [])


def test_what_nobody_measured_yet_is_being_opened(make):
    blob = make.blob()
    blob.sheets.all().delete()
    blob.makings.all().delete()

    assert going_on(blob).says == ["正在打开文件"]


def test_it_is_told_how_far_a_small_film_is(make, now, tmp_path, monkeypatch):
    monkeypatch.setattr("kepu.media.actions.making.OFTEN", 0)
    source = files.film(tmp_path / "a.mp4", size=(1280, 720), seconds=4)
    blob = make.blob(source.read_bytes(), "a.mp4")
    told = []
    monkeypatch.setattr(run, "reel", _telling(run.reel, told.append))

    actions.reel(blob, by=MEDIA, now=now)

    assert told == sorted(told)
    assert len(told) > 3
    assert Making.objects.get(what="film").part == 100


def test_it_is_told_how_far_a_film_was_played(make, now, tmp_path, monkeypatch):
    monkeypatch.setattr("kepu.media.actions.making.OFTEN", 0)
    blob = make.blob(files.film(tmp_path / "a.mp4", seconds=4).read_bytes(), "a.mp4")
    told, says = [], lambda _: told.append(going_on(blob).says[2])
    monkeypatch.setattr(children, "measure", _telling(children.measure, says))

    actions.measure(blob, Tier.PLAY, by=MEDIA, now=now)

    assert told[0] == "正在从头到尾放一遍"
    assert len(set(told)) > 3
    assert set(told[1:]) <= {f"正在从头到尾放一遍 {part}%" for part in range(1, 100)}
    assert not any("放一遍" in says for says in going_on(blob).says)


def _telling(work, hear):
    """Do the work, and hear what it tells before it is noted."""

    def listened(*words, tell, **named):
        return work(*words, **named, tell=lambda part: (hear(part), tell(part)))

    return listened


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("/bin/false",), "处理到一半出错中止"),
        (("/bin/sh", "-c", "echo '!文件加了密码，打不开'; exit 1"), "文件加了密码，打不开"),
        (("/bin/sh", "-c", "kill -XCPU $$"), "仍未做完，已停止"),
        (("/bin/sh", "-c", "kill -9 $$"), "处理到一半出错中止"),
    ],
)
def test_a_child_that_dies_is_told_in_words_and_no_outage(make, now, monkeypatch, command, why):
    monkeypatch.setattr(run, "COMMAND", command)
    blob = make.blob()

    assert actions.render(blob, by=MEDIA, now=now) == []
    assert actions.render(blob, by=MEDIA, now=now) == []

    (trouble,) = going_on(blob).troubles
    assert trouble.startswith("预览图没有做成：")
    assert why in trouble
    assert not Line.objects.filter(verb="blob.render").exists()


def test_a_child_that_dawdles_or_closes_its_mouth_is_stopped(make, now, monkeypatch):
    monkeypatch.setattr(run, "PATIENCE", 0.2)
    for command in (("/bin/sh", "-c", "sleep 9"), ("/bin/sh", "-c", "exec >&-; sleep 9")):
        monkeypatch.setattr(run, "COMMAND", command)
        actions.render(make.blob(), by=MEDIA, now=now)

    assert [one.trouble for one in Making.objects.filter(what="stills")] == [
        "超过 0 秒仍未做完，已停止"
    ] * 2


def test_a_worker_that_died_in_the_middle_is_followed_by_another(make, now):
    blob = make.blob()
    Making.objects.filter(what="stills").update(begun_at=now, part=50)

    assert len(actions.render(blob, by=MEDIA, now=now)) == 3
    assert going_on(blob).says == ["正在细看内容", "正在读文字"]


def test_every_job_again_changes_nothing(make, tmp_path):
    blobs = [
        make.blob(files.film(tmp_path / "a.mp4", size=(1280, 720)).read_bytes(), "a.mp4"),
        make.blob(files.article(tmp_path / "a.docx", picture=make.jpg()).read_bytes(), "a.docx"),
        make.blob(files.tone(tmp_path / "a.wav").read_bytes(), "a.wav"),
    ]
    lines = [Line.objects.get(verb="blob.measure", subject_id=str(blob.pk)) for blob in blobs]

    def work():
        for line in lines:
            for job in (jobs.render, jobs.typeset, jobs.reel, jobs.scan, jobs.play):
                job(line=line.pk)
        return Rendition.objects.count(), Line.objects.count(), list(Making.objects.values())

    first, second = work(), work()

    assert first == second
    assert first[0] == 3 + 1 + 1 + 1
    assert not Making.objects.filter(ended_at=None).exists()


def test_a_making_is_named_by_what_it_is(make):
    blob = make.blob()

    assert str(blob.makings.get()) == f"{blob.pk} stills 0%"


def test_the_child_says_why_it_gives_up(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x05\x06" + bytes(18))
    words = [str(tmp_path / "a.docx"), "docx", str(tmp_path), "reading", "60"]

    command = [sys.executable, "-m", "kepu.media.renders", *words]
    ran = subprocess.run(command, capture_output=True, check=False)

    assert ran.returncode == 1
    assert ran.stdout.decode().startswith("!")
