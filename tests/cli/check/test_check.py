"""``kepu check`` on real files (技术检查): what it says, in words and as JSON, and how it ends."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from kepu.cli import check
from kepu.cli.check import checking, sheet
from make import files, hostile, papers, reels
from make.weighed import weighed

HENAN, YOUTH, CREATION = "henan-resources-2022", "youth-microvideo-2022", "kepu-creation-2023"
KEYS = {
    "check", "rule", "measured", "required", "severity", "weight", "passed", "clause", "says",
}  # fmt: skip


def run(capsys, *said):
    code = check.main([str(each) for each in said])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def judged(capsys, path, campaign, category, *more):
    """Check one file and give the exit code, the verdict and what each rule said."""
    code, out, _ = run(
        capsys, path, "--campaign", campaign, "--category", category, "--json", *more
    )
    [file] = json.loads(out)["files"]
    return code, file["verdict"], {finding["rule"]: finding for finding in file["findings"]}


def all_judged(capsys, paths, campaign, category):
    """Check many files at once; what each rule said, by the stem of the file."""
    _, out, _ = run(capsys, *paths, "--campaign", campaign, "--category", category, "--json")
    return {
        Path(file["file"]).stem: {finding["rule"]: finding for finding in file["findings"]}
        for file in json.loads(out)["files"]
    }


def passed_of(found, expected):
    return {
        name: {rule: found[name][rule]["passed"] for rule in rules}
        for name, rules in expected.items()
    }


def test_a_good_picture_passes(capsys, tmp_path):
    path = files.picture(tmp_path / "月球.jpg", size=(3508, 2480), dpi=300)

    code, out, _ = run(
        capsys, path, "--campaign", HENAN, "--category", "image", "--set", "made_in=2020"
    )

    assert code == 0
    assert out.startswith("月球.jpg  通过  河南省优质科普资源征集活动 · 图片类 · 图片文件\n")
    assert "  ✓  印刷精度  300 DPI         不低于 300 DPI         四（二）4\n" in out


def test_columns_stand_straight_though_han_characters_are_wide(capsys, tmp_path):
    path = files.picture(tmp_path / "a.jpg")

    _, out, _ = run(capsys, path, "--campaign", HENAN, "--category", "image")

    rows = [line for line in out.splitlines() if line[2:3] in "✓✗!?i" and "  四（" in line]
    edges = {
        sheet.width(row[: row.rindex("  四（")]) for row in rows if row.endswith(("4", "2", "1"))
    }
    assert len(rows) > 3
    assert len(edges) == 1


def test_what_is_wrong_is_told_with_clause_words_and_cure(capsys, tmp_path):
    path = files.film(tmp_path / "a.mp4", size=(640, 360))

    code, out, _ = run(capsys, path, "--campaign", HENAN, "--category", "video")

    assert code == 1
    assert "✗ 分辨率 640×360，低于 1280×720（四（二）1“分辨率不低于1280*720”）\n" in out
    assert "请用原始素材按 1280×720 或更高重新导出；放大旧画面不会变清晰。\n" in out
    assert "? 没有填写制作年份（四（三）2" in out


def test_what_no_machine_measures_is_named_in_one_line(capsys, tmp_path):
    path = files.film(tmp_path / "a.mp4")

    _, out, _ = run(capsys, path, "--campaign", CREATION, "--category", "video")

    assert "? 机器尚不能判断，由审核人员查看：查重\n" in out


def test_a_film_is_played_through_and_told_of_with_its_places(capsys, tmp_path):
    scenes = (("testsrc2", 4), ("color=c=black", 12), ("testsrc2", 2))
    path = reels.reel(tmp_path / "a.mp4", scenes, (("sine=f=440,volume=-20dB", 15),))

    _, out, _ = run(capsys, path, "--campaign", YOUTH, "--category", "video")

    assert "! 声音比画面早 3.00 秒结束（只比对起止，口型须由人看）" in out
    assert " LUFS，轻于 −30.0 LUFS（一（二）3“音量适中”）" in out
    assert "i 第 4 秒起黑屏 12 秒（平台约定）" in out


def test_json_has_the_promised_shape_and_nothing_else(capsys, tmp_path):
    path = files.film(tmp_path / "a.mp4")

    code, out, err = run(capsys, path, "--campaign", HENAN, "--category", "video", "--json")

    whole = json.loads(out)
    [file] = whole["files"]
    assert (code, err, set(whole)) == (1, "", {"files"})
    assert set(file) == {"file", "sha256", "facts", "findings", "verdict"}
    assert all(set(finding) == KEYS for finding in file["findings"])
    assert (file["file"], file["verdict"]) == (str(path), "block")
    assert (file["facts"]["kind"], len(file["sha256"])) == ("video", 64)


def test_many_files_and_folders_are_checked_and_summed_up(capsys, tmp_path):
    shelf = tmp_path / "作品"
    (shelf / "内").mkdir(parents=True)
    files.picture(shelf / "a.jpg", size=(3508, 2480), dpi=300)
    files.picture(shelf / "内" / "b.jpg", dpi=72)
    (shelf / ".DS_Store").write_bytes(b"x")
    single = files.picture(tmp_path / "c.jpg", size=(3508, 2480))

    code, out, _ = run(capsys, shelf, single, "--campaign", HENAN, "--category", "image")

    assert code == 1
    assert out.splitlines()[-1] == "共 3 个文件：通过 1；可以报送，请留意 1；须修改 1"


def test_a_spec_in_a_file_will_do(capsys, tmp_path):
    shipped = Path(checking.founding()[HENAN]).read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(shipped, encoding="utf-8")
    path = files.tone(tmp_path / "a.mp3")

    code, verdict, _ = judged(capsys, path, tmp_path / "own.toml", "audio")

    assert (code, verdict) == (0, "pass")


def test_another_slot_has_other_rules(capsys, tmp_path):
    path = files.picture(tmp_path / "a.png", kind="PNG")

    film = judged(capsys, path, HENAN, "video")
    cover = judged(capsys, path, HENAN, "video", "--slot", "cover")

    assert (film[0], cover[0]) == (1, 0)


def test_each_file_goes_to_the_material_that_its_name_ends_like(capsys, tmp_path):
    text = files.word(tmp_path / "a.docx", "科普" * 600)
    picture = files.picture(tmp_path / "a.jpeg", size=(1280, 720))
    other = files.film(tmp_path / "a.mp4")

    _, out, _ = run(capsys, text, picture, other, "--campaign", CREATION, "--category", "graphic")

    heads = [line.split("  ")[:2] for line in out.splitlines() if " · " in line]
    assert heads == [["a.docx", "通过"], ["a.jpeg", "通过"], ["a.mp4", "须修改"]]


def test_a_rule_may_look_deeper_twice(capsys, tmp_path):
    shipped = Path(checking.founding()[HENAN]).read_text(encoding="utf-8")
    wanted = "[[categories.slots.rules]] # S0-31\n"
    more = '[[categories.slots.rules]]\ncode = "links"\nlabel = "链接"\ncheck = "external_links"\n'
    more += 'weight = "info"\nours = true\n\n'
    (tmp_path / "own.toml").write_text(shipped.replace(wanted, more + wanted), encoding="utf-8")
    path = files.picture(tmp_path / "a.jpg")

    _, _, findings = judged(capsys, path, tmp_path / "own.toml", "image")

    assert (findings["no-qr-codes"]["passed"], findings["links"]["passed"]) == (True, None)


def test_what_a_form_would_ask_is_set(capsys, tmp_path):
    path = files.picture(tmp_path / "a.jpg", size=(3508, 2480))
    said = ("--set", "made_in=2014", "--set", "print_width_mm=594")

    code, verdict, findings = judged(capsys, path, HENAN, "image", *said)

    assert (code, verdict) == (1, "block")
    assert findings["made-since"]["says"] == "制作于 2014 年，早于 2015 年"
    assert findings["dpi"]["says"] == "按印刷宽度 594 毫米 150 DPI，低于 300 DPI"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (["{x}.mp4", "--campaign", HENAN, "--category", "video"], "没有这个文件"),
        (["{f}", "--campaign", "nowhere", "--category", "video"], "没有“nowhere”这个征集活动"),
        (
            ["{f}", "--campaign", HENAN, "--category", "film"],
            "没有“film”这个类别；可以写 video（视频类）",
        ),
        (["{f}", "--campaign", HENAN], "请用 --category 写明类别：video（视频类）"),
        (["{f}", "--campaign", HENAN, "--category", "video", "--slot", "x"], "没有“x”这个材料"),
        (["{f}", "--campaign", HENAN, "--category", "video", "--set", "made_in"], "项目=值"),
        (
            ["{f}", "--campaign", HENAN, "--category", "video", "--set", "made_in=早"],
            "made_in 应是数字",
        ),
        (
            ["{f}", "--campaign", HENAN, "--category", "video", "--set", "colour=red"],
            "没有“colour”这一项",
        ),
        (["--campaign", HENAN, "--category", "video"], "命令写法不对"),
        (["{f}", "--category", "video"], "命令写法不对"),
        (["{empty}", "--campaign", HENAN, "--category", "video"], "文件夹里没有文件"),
        (["/dev/null", "--campaign", HENAN, "--category", "video"], "不是普通文件"),
        (["{f}", "--campaign", "{bad}", "--category", "video"], "有误"),
        (
            ["{f}", "--campaign", "science-day-xinjiang-2023", "--category", "live"],
            "只填表，不交文件",
        ),
    ],
)
def test_a_wrong_command_is_told_in_a_sentence(said, error, capsys, tmp_path):
    film = files.film(tmp_path / "a.mp4")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.toml").write_text("schema = 1\nslug = 3\n", encoding="utf-8")
    places = {
        "x": tmp_path / "x",
        "f": film,
        "empty": tmp_path / "empty",
        "bad": tmp_path / "bad.toml",
    }

    code, out, err = run(capsys, *(each.format(**places) for each in said))

    assert (code, out) == (2, "")
    assert error in err


def test_a_file_that_may_not_be_read_is_told(capsys, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checking.Child, "measure", fail)
    path = files.film(tmp_path / "a.mp4")

    code, _, err = run(capsys, path, "--campaign", HENAN, "--category", "video")

    assert (code, "读不了文件" in err) == (2, True)


def test_help_is_in_chinese(capsys):
    with pytest.raises(SystemExit) as ended:
        check.main(["--help"])

    assert ended.value.code == 0
    assert "按征集要求检查文件" in capsys.readouterr().out


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 1)])
def test_an_end_from_outside_is_quiet(error, code, tmp_path, monkeypatch, capfd):
    def fail(*_):
        raise error

    monkeypatch.setattr(checking, "run", fail)

    assert check.main([]) == code


FILMS = {
    "mov-named-mp4": (lambda p: files.film(p, kind="mov"), YOUTH, {"format": False}),
    "mkv": (lambda p: files.film(p, kind="matroska"), HENAN, {"format": False}),
    "1279": (lambda p: files.film(p, size=(1278, 720), seconds=1), HENAN, {"resolution": False}),
    "1280": (lambda p: files.film(p, size=(1280, 720), seconds=1), HENAN, {"resolution": True}),
    "turned": (
        lambda p: files.turned(files.film(p, size=(1920, 1080), seconds=1)),
        YOUTH,
        {"resolution": True, "shape": False},
    ),
    "narrow-pixels": (
        lambda p: files.film(p, size=(1440, 1080), seconds=1, pixel=Fraction(4, 3)),
        YOUTH,
        {"resolution": True, "shape": True},
    ),
    "gap": (
        lambda p: files.film(p, times=[*range(30), *range(35, 60)], rate=1),
        YOUTH,
        {"gaps": False},
    ),
    "even": (lambda p: files.film(p, seconds=30, rate=1), YOUTH, {"gaps": True}),
    "variable-rate": (
        lambda p: files.film(p, times=[n * 0.1 + (n % 3) * 0.01 for n in range(60)], rate=10),
        YOUTH,
        {"gaps": True},
    ),
    "qr-code": (
        lambda p: files.film(p, size=(320, 180), rate=2, qr=(1, "https://example.org/")),
        HENAN,
        {"no-qr-codes": False},
    ),
    "no-qr-code": (lambda p: files.film(p, size=(320, 180)), HENAN, {"no-qr-codes": True}),
    **{
        f"{seconds}-seconds": (
            lambda p, seconds=seconds: files.film(p, seconds=seconds, rate=1),
            YOUTH,
            {"length": 180 <= seconds <= 480},
        )
        for seconds in (179, 180, 480, 481)
    },
    **{
        f"{size}-bytes": (
            lambda p, size=size: files.sized(files.film(p), size),
            YOUTH,
            {"size": 100_000_000 <= size <= 314_572_800},
        )
        for size in (99_999_999, 100_000_000, 314_572_800, 314_572_801)
    },
}


@pytest.mark.parametrize("campaign", [HENAN, YOUTH])
def test_films(campaign, capsys, tmp_path):
    cases = {name: case for name, case in FILMS.items() if case[1] == campaign}
    paths = [build(tmp_path / f"{name}.mp4") for name, (build, _, _) in cases.items()]

    found = all_judged(capsys, paths, campaign, "video")

    expected = {name: rules for name, (_, _, rules) in cases.items()}
    assert passed_of(found, expected) == expected


def test_a_film_at_the_bit_rate_asked_for(capsys, tmp_path):
    film = files.film(tmp_path / "a.mp4", seconds=8, rate=1)

    less = judged(capsys, files.sized(film, 4_985_000), CREATION, "video")[2]
    just = judged(capsys, files.sized(film, 5_000_000), CREATION, "video")[2]

    assert (just["bit-rate"]["says"], just["bit-rate"]["passed"]) == ("码率 5.00 Mbit/s", True)
    assert less["bit-rate"]["passed"] is False
    assert just["bit-rate-advised"]["passed"] is False


def test_pictures_at_the_density_asked_for(capsys, tmp_path):
    size = (3508, 2480)
    paths = [files.picture(tmp_path / f"{dpi}.jpg", size=size, dpi=dpi) for dpi in (299, 300, None)]

    found = all_judged(capsys, paths, HENAN, "image")

    assert [found[name]["dpi"]["passed"] for name in ("299", "300", "None")] == [False, True, None]


def test_text_messages(capsys, tmp_path):
    expected = {
        number: number in (60, 65, 120, 125) for number in (59, 60, 65, 66, 119, 120, 125, 126)
    }
    for number in expected:
        text = ("科学普及，" * 30)[:number]
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")

    found = all_judged(capsys, [tmp_path], HENAN, "sms")

    assert {int(name): rules["length"]["passed"] for name, rules in found.items()} == expected


def test_articles(capsys, tmp_path):
    expected = {1199: False, 1200: True, 3000: True, 3001: False}
    for number in expected:
        files.word(tmp_path / f"{number}.docx", ("科学普及，" * 700)[:number])

    found = all_judged(capsys, [tmp_path], CREATION, "graphic")

    assert {int(name): rules["length"]["passed"] for name, rules in found.items()} == expected


LINKED = {
    "behind.docx": lambda p: files.word(p, "科普", link="https://example.org/"),
    "written.docx": lambda p: files.word(p, "见 www.example.org"),
    "drawn.pdf": lambda p: papers.pdf(p, link="https://example.org/"),
    "old.doc": lambda p: papers.doc(p, "见 www.example.org"),
    "none.docx": lambda p: files.word(p, "科普"),
    "none.pdf": papers.pdf,
    "none.doc": lambda p: papers.doc(p, "科普"),
}


def test_links_in_articles(capsys, tmp_path):
    paths = [build(tmp_path / name) for name, build in LINKED.items()]

    code, out, _ = run(capsys, *paths, "--campaign", HENAN, "--category", "article", "--json")

    verdicts = {Path(file["file"]).name: file["verdict"] for file in json.loads(out)["files"]}
    assert code == 1
    assert verdicts == {name: "warn" if "none" in name else "block" for name in LINKED}


BROKEN = {
    "truncated.mp4": lambda p: files.cut(files.film(p, seconds=20)),
    "short.mp4": lambda p: files.cut(
        files.film(p, seconds=20, options={"movflags": "+faststart"}), 0.9
    ),
    "empty.mp4": lambda p: p.touch() or p,
    "text.jpg": lambda p: p.write_text("科普") and p,
    "png.jpg": lambda p: files.picture(p, kind="PNG"),
    "gif.jpg": lambda p: files.picture(p, kind="GIF"),
    "noise.mp4": lambda p: p.write_bytes(b"\0\0\0\x18ftypisom" + bytes(range(256)) * 64) and p,
    "huge.png": hostile.huge_png,
    "bomb.docx": hostile.zip_bomb,
    "wide.docx": hostile.wide_bomb,
    "laughs.docx": hostile.xml_bomb,
    "parts.docx": hostile.many_parts,
    "locked.pdf": lambda p: papers.pdf(p, password="secret"),
    "locked.doc": lambda p: papers.doc(p, "科普", locked=True),
}
CATEGORY = {".mp4": "video", ".jpg": "image", ".png": "image"}


@pytest.mark.parametrize("category", ["video", "image", "article"])
def test_broken_and_hostile_files_end_with_a_sentence(category, tmp_path):
    mine = [name for name in BROKEN if CATEGORY.get(Path(name).suffix, "article") == category]
    paths = [BROKEN[name](tmp_path / name) for name in mine]
    command = ["-m", "kepu.cli", "check", *paths, "--campaign", HENAN, "--category", category]

    ended, held, worked = weighed(tmp_path, *command)

    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.count("  ✗ ") >= 2 * len(mine)
    assert ended.stdout.endswith(f"须修改 {len(mine)}\n")
    assert worked < 30
    assert held < 2**30


def test_neither_django_nor_a_film_library_is_loaded_for_a_picture(tmp_path):
    path = files.picture(tmp_path / "a.jpg")
    command = ["-m", "kepu.cli", "check", path, "--campaign", HENAN, "--category", "image"]
    request = json.dumps({"path": str(path), "tier": "scan", "sha256": "", "cpu": 9})

    parent = subprocess.run(
        [sys.executable, "-X", "importtime", *command], capture_output=True, text=True, check=False
    )
    child = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kepu.media.measures"],
        input=request + "\n",
        capture_output=True,
        text=True,
        check=False,
    )

    loaded = {
        line.rpartition("|")[2].strip() for line in (parent.stderr + child.stderr).splitlines()
    }
    assert "PIL.Image" in loaded
    assert loaded.isdisjoint({"django", "django.conf", "av", "pypdfium2", "psycopg"})
