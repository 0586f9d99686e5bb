"""Logs: JSON lines with the request's id for machines, a short line for a person."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, logging.config, pathlib, structlog, sys
from kepu.config.logs import logging_to
logging.config.dictConfig(logging_to(pathlib.Path(sys.argv[1])))
with structlog.contextvars.bound_contextvars(request_id="abc"):
    structlog.get_logger("kepu").info("handed_in", work="作品\\n一")
    logging.getLogger("other").warning("their %s", "words")
try:
    int("secret")
except ValueError:
    structlog.get_logger("kepu").exception("went_wrong")
    logging.getLogger("other").error("went_wrong_too", exc_info=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("home") / "logs"


@pytest.fixture(scope="module")
def terminal(folder):
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


@pytest.fixture(scope="module")
def entries(folder, terminal):
    return [json.loads(line) for line in (folder / "kepu.log").read_text().splitlines()]


def test_every_entry_is_one_line_of_json_with_the_id_of_its_request(entries):
    ours, theirs, *_ = entries

    assert (ours["event"], ours["work"], ours["level"]) == ("handed_in", "作品\n一", "info")
    assert theirs["event"] == "their words"
    assert ours["request_id"] == theirs["request_id"] == "abc"
    assert ours["timestamp"].endswith("Z")


def test_a_fault_is_told_with_its_traceback_in_the_file(entries):
    for entry in entries[2:]:
        assert "ValueError: invalid literal" in entry["exception"]


def test_the_terminal_is_told_what_and_where_but_never_what_was_in_memory(terminal):
    first, second = terminal.splitlines()

    assert "went_wrong " in first
    assert "error=ValueError" in first
    assert "went_wrong_too " in second
    assert "error=ValueError" in second
    assert "secret" not in terminal


def test_nobody_else_may_enter_the_folder(folder, terminal):
    assert folder.stat().st_mode & 0o777 == 0o700
