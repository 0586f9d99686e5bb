"""Measures run in a child with limits (隔离测量); whatever it does, the parent gets facts."""

import io
import json
import os
import resource

import pytest

from kepu.media.measures import __main__ as child
from kepu.media.measures import run
from kepu.media.measures.run import Child, measure
from kepu.rulebook.facts import Facts, PictureFacts, Tier, VideoFacts, from_json
from make import files, hostile
from make.weighed import weighed

HELD = 2**30
WORKED = 30  # seconds of work
ALL_TIERS = (
    "import sys; from pathlib import Path; from kepu.rulebook.facts import Tier;"
    "from kepu.media.measures.run import measure;"
    "print(*(measure(Path(sys.argv[1]), tier).readable for tier in Tier))"
)


def test_one_file_is_measured_in_a_child_of_its_own(tmp_path):
    facts = measure(files.film(tmp_path / "a.mp4"), Tier.PROBE)

    assert (type(facts), facts.width, facts.readable) == (VideoFacts, 64, True)


def test_a_preloaded_child_measures_file_after_file(tmp_path):
    film, picture = files.film(tmp_path / "a.mp4"), files.picture(tmp_path / "a.jpg")
    with Child(preload=True) as worker:
        worker.measure(film, Tier.PROBE)
        pid = worker.process.pid

        facts = worker.measure(picture, Tier.SCAN, sha256="known")

        assert worker.process.pid == pid
        assert (type(facts), facts.sha256) == (PictureFacts, "known")


def test_a_name_with_a_line_break_is_one_request(tmp_path):
    assert measure(files.picture(tmp_path / "月\n球.jpg"), Tier.PROBE).readable


def test_a_child_killed_between_files_is_replaced(tmp_path):
    picture = files.picture(tmp_path / "a.jpg")
    with Child() as worker:
        worker.start().kill()

        facts = [worker.measure(picture, Tier.PROBE) for _ in range(2)]

    assert facts[-1].readable


def test_a_child_without_memory_is_a_fact(tmp_path):
    with Child(space=40 * 2**20) as worker:
        facts = worker.measure(files.film(tmp_path / "a.mp4"), Tier.PROBE)

    assert facts.readable is False
    assert facts.format == "mp4"
    assert facts.trouble


def test_a_dawdling_child_is_a_fact(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "SECONDS", dict.fromkeys(Tier, 0))
    os.mkfifo(tmp_path / "a.mp4")  # whoever reads it reads for ever
    with Child() as worker:
        worker.start()
        monkeypatch.setattr(run.tiers, "digest", lambda _: "")
        monkeypatch.setattr(run, "sniff", lambda _: "mp4")

        facts = worker.measure(tmp_path / "a.mp4", Tier.PROBE)

    assert (facts.readable, facts.format) == (False, "mp4")
    assert facts.trouble == "超过 0 秒仍未测量完，已停止"


class Deaf(Child):
    """A child that dies whenever it should look deeper."""

    def _asked(self, request, seconds, tell):
        deeper = json.loads(request)["tier"] != Tier.PROBE
        if deeper:
            self.start().kill()
            return b""
        return super()._asked(request, seconds, tell)


@pytest.mark.parametrize(("tier", "readable"), [(Tier.SCAN, True), (Tier.READ, True)])
def test_a_deeper_look_that_dies_leaves_the_probe(tier, readable, tmp_path):
    with Deaf() as worker:
        facts = worker.measure(files.picture(tmp_path / "a.jpg"), tier)

    assert (facts.readable, facts.width) == (readable, 120)
    assert getattr(facts, tier).trouble


def test_a_child_that_dies_while_it_plays_leaves_the_probe(tmp_path):
    with Deaf() as worker:
        facts = worker.measure(files.film(tmp_path / "a.mp4"), Tier.PLAY)

    assert (facts.readable, facts.width, facts.play.trouble) == (True, 64, run.KILLED)


def test_it_is_told_on_the_way_how_far_the_playing_is(tmp_path):
    told = []
    with Child() as worker:
        worker.measure(files.film(tmp_path / "a.mp4", seconds=4), Tier.SCAN, tell=told.append)
        facts = worker.measure(tmp_path / "a.mp4", Tier.PLAY, tell=told.append)

    assert facts.play.seen
    assert told == sorted(set(told))
    assert len(told) > 3


def test_what_plays_longer_may_take_longer_up_to_a_limit(tmp_path):
    with Child() as worker:
        short = worker._patience(files.tone(tmp_path / "a.wav", seconds=10), Tier.PLAY, "")
        long = worker._patience(files.tone(tmp_path / "b.wav", seconds=9_000), Tier.PLAY, "")

    assert (short, long) == (60 + 30, run.LONGEST)


def test_a_gentle_child_lets_others_go_first(tmp_path):
    with Child(gentle=True) as worker:
        worker.measure(files.picture(tmp_path / "a.jpg"), Tier.PROBE)

        own = os.getpriority(os.PRIO_PROCESS, 0)
        its = os.getpriority(os.PRIO_PROCESS, worker.process.pid)
        assert its == min(own + child.LAST, 19)


def test_a_deeper_look_at_a_broken_file_says_what_is_broken(tmp_path):
    with Deaf() as worker:
        facts = worker.measure(files.cut(files.picture(tmp_path / "a.jpg")), Tier.SCAN)

    assert (facts.readable, facts.scan) == (False, None)
    assert facts.trouble.startswith("图片不完整")


def test_stopping_what_never_started_is_nothing():
    child = Child()

    child.stop()

    assert child.process is None


@pytest.mark.parametrize(
    "build",
    [hostile.huge_png, hostile.zip_bomb, hostile.wide_bomb, hostile.xml_bomb, hostile.many_parts],
)
def test_bombs_are_told_soon_and_in_little_memory(build, tmp_path):
    path = build(tmp_path / "a")

    ended, held, worked = weighed(tmp_path, "-c", ALL_TIERS, path)

    assert set(ended.stdout.split()) == {"False"}, ended.stderr
    assert worked < WORKED
    assert held < HELD


def test_the_child_answers_line_by_line(tmp_path):
    film = files.film(tmp_path / "a.mp4")
    request = {"path": str(film), "tier": "probe", "sha256": "known", "cpu": 100_000}
    answers = io.StringIO()
    before = resource.getrlimit(resource.RLIMIT_CPU)

    child.serve([json.dumps(request), json.dumps(request)], answers)

    resource.setrlimit(resource.RLIMIT_CPU, before)
    first, second = answers.getvalue().splitlines()
    assert first == second
    assert from_json(json.loads(first)).sha256 == "known"


def test_the_child_may_write_nothing_and_hold_little():
    said = child.arguments().parse_args(["--space", "1000", "--preload"])

    limits = child.limits(said.space)

    assert said.preload
    assert limits[resource.RLIMIT_FSIZE] == 0
    assert limits[resource.RLIMIT_AS] == 1000


def test_a_file_nobody_can_open_names_no_kind(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")

    assert type(measure(tmp_path / "a.bin", Tier.PROBE)) is Facts
