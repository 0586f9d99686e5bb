"""``kepu campaign`` says what is wrong with a spec, or that it can be used."""

import json
import subprocess
import sys

import pytest

from kepu.campaigns.specs import founding
from kepu.cli.validate import main

HENAN = founding()["henan-resources-2022"]


def test_a_whole_spec_can_be_used(capsys):
    code = main(["validate", str(HENAN)])

    assert code == 0
    assert capsys.readouterr().out == (
        "henan-resources-2022.toml 可以使用：《河南省优质科普资源征集活动》，5 个类别，"
        "28 条技术要求，3 张表单，3 个环节。\n"
    )


def test_every_problem_of_a_spec_is_printed(tmp_path, capsys):
    text = HENAN.read_text(encoding="utf-8")
    bad = tmp_path / "henan.toml"
    bad.write_text(text.replace('"duration"', '"duratoin"'), encoding="utf-8")

    code = main(["validate", str(bad)])

    lines = capsys.readouterr().out.splitlines()
    wrong = [n for n, line in enumerate(text.splitlines(), start=1) if 'check = "duration"' in line]
    assert code == 1
    assert [line.split("：")[0] for line in lines[:-1]] == [
        f"henan.toml:{wrong[0]}: 类别 video 的材料 film 的规则 length",
        f"henan.toml:{wrong[1]}: 类别 audio 的材料 sound 的规则 length",
    ]
    assert lines[-1] == "henan.toml 不能使用，共 2 处问题。"


def test_a_missing_file_is_another_exit(capsys):
    assert main(["validate", "nowhere.toml"]) == 2
    assert capsys.readouterr().err == "没有这个文件：nowhere.toml\n"


@pytest.mark.parametrize("argv", [[], ["validate"], ["check", "a.toml"]])
def test_a_wrong_line_shows_how_to_write_it(argv, capsys):
    assert main(argv) == 2
    assert "kepu campaign validate 文件.toml" in capsys.readouterr().err


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0

    schema = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert schema["properties"]["slug"]["title"] == "网址代号"


def test_the_command_loads_no_django():
    line = [sys.executable, "-X", "importtime", "-m", "kepu.cli", "campaign", "validate", HENAN]

    done = subprocess.run(line, capture_output=True, text=True, check=True)

    assert "kepu.rulebook.spec" in done.stderr
    assert "django" not in done.stderr
