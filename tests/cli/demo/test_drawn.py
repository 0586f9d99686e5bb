"""What the demo draws is real: every letter is there, and the notices take the files."""

import io

import pytest
from PIL import Image

from kepu.campaigns.specs import founding
from kepu.cli.demo import stories, works
from kepu.cli.demo.drawn import films, letters, media, papers, posters
from kepu.cli.demo.drawn.scenes import SCENES, draw
from kepu.cli.demo.stories import Stage
from kepu.media.measures.tiers import take
from kepu.rulebook import answers
from kepu.rulebook.facts import Tier
from kepu.rulebook.judge import demands_of, judge_file, verdict
from kepu.rulebook.measured import Given
from kepu.rulebook.spec import read

SHORT = ("第一句。",)
SLOTS = {"film": "film", "sound": "sound", "article": "text"}


@pytest.fixture(scope="module")
def henan():
    return read(founding()["henan-resources-2022"])


@pytest.fixture
def judged(henan, tmp_path):
    """Judge bytes as a file of a slot of Henan's notice."""

    def judge(name, data, category):
        path = tmp_path / name
        path.write_bytes(data)
        facts = take(path, Tier.PROBE)
        for tier in (Tier.SCAN, Tier.READ):
            facts = facts.joined(take(path, tier))
        slot = henan.slots_of(category)[0]
        given = Given(file_name=name, made_in=2022)
        return facts, verdict(judge_file(demands_of(slot), facts, given))

    return judge


def test_every_letter_of_the_stories_is_in_the_bold_face_that_was_cut_for_them():
    text = "".join(path.read_text(encoding="utf-8") for path in stories.FOLDER.glob("*.toml"))
    drawn = letters.font(24, letters.BOLD)
    nothing = bytes(drawn.getmask("\uffff"))

    lacking = {
        letter for letter in text if letter > "\xff" and bytes(drawn.getmask(letter)) == nothing
    }

    assert lacking == set(), "run tools/letters"


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_drawn_and_moves(scene):
    still = draw(scene, 320)
    moved = SCENES[scene].at(SCENES[scene].standing(320, 1), 1, 1.7).image

    assert still.size == (320, 180)
    assert still.resize((32, 18)).getcolors(20) is None  # more colours than that
    assert still.tobytes() != moved.tobytes()


def test_a_poster_is_a4_at_300_dpi(judged):
    poster = posters.Poster(scene="tooth", title="刷牙", points=("早晚：各两分钟",))

    facts, found = judged("挂图.jpg", posters.jpg(poster), "image")

    assert (facts.width, facts.height, round(facts.dpi)) == (2480, 3508, 300)
    assert found == "pass"


def test_the_blurred_poster_is_what_the_notice_does_not_take(judged):
    poster = posters.Poster(scene="heart", title="心", points=("一：二",))

    assert judged("糊.jpg", posters.jpg(poster, media.BLURRED), "image")[1] == "block"


def test_a_film_moves_and_is_heard(judged):
    film = films.Film(scene="planet", title="土星", lines=SHORT)

    facts, found = judged("短片.mp4", films.mp4(film), "video")

    assert (facts.width, facts.height, facts.audio_codec) == (1280, 720, "aac")
    assert 2.5 < facts.duration < 5
    assert found == "pass"


@pytest.mark.parametrize("form", ["mp3", "wav"])
def test_a_text_is_read_aloud(judged, form):
    sound = films.Sound(text="月亮很远。", form=form)

    facts, found = judged(f"朗读.{form}", films.spoken(sound), "audio")

    assert facts.format == form
    assert 1 < facts.duration < 3
    assert found == "pass"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_an_article_can_be_read_by_people_and_machines(judged, form):
    article = papers.Article(
        title="打雷", paragraphs=("# 小标题", "正文十个字在这里了。" * 60), scene="storm"
    )

    facts, found = judged(f"文章.{form}", getattr(papers, form)(article), "article")

    assert facts.read.han > 500
    assert found == "warn"  # whether it advertises no machine can tell


def test_a_pdf_page_shows_its_words():
    article = papers.Article(title="打雷", paragraphs=("正文",) * 40)

    (first, lines), *more = papers._pages(article)

    assert more
    assert lines[0] == "打雷"
    assert first.convert("L").getextrema()[0] < 60


def test_the_stories_come_in_every_stage_and_kind():
    told = stories.told()

    assert len(told) >= 60
    assert {story.stage for story in told} == set(Stage)
    assert len({(story.campaign, story.title) for story in told}) == len(told)
    assert {story.campaign for story in told} == set(founding())


def test_every_file_of_a_story_has_its_slot():
    for story in stories.told():
        spec = read(founding()[story.campaign])
        slots = {slot.code for slot in spec.slots_of(story.category)}
        named = {raw.get("slot", "picture") for raw in story.raw.get("posters", ())}
        named |= {
            slot
            for part, slot in (("film", "film"), ("sound", "sound"), ("article", "text"))
            if part in story.raw
        }

        assert named <= slots, story.title


@pytest.mark.parametrize("story", stories.told(), ids=lambda story: story.title)
def test_what_a_story_hands_in_is_filled_in(story):
    spec, written = read(founding()[story.campaign]), works.answers(story)

    wrong = answers.wrong(spec, spec.fields_of(story.category), written)

    assert story.stage in works.NOT_HANDED_IN or wrong == []


def test_the_files_of_a_series_keep_their_order():
    story = next(story for story in stories.told() if len(story.raw.get("posters", ())) == 3)

    made = media.files_of(story.raw, story.owner, blurred=True)

    assert [file.name[:2] for file in made] == ["1-", "2-", "3-"]
    assert Image.open(io.BytesIO(made[0].data)).size == media.BLURRED
