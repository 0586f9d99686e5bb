"""Logs are turned over at a size, and the oldest goes."""

import logging
from logging.handlers import WatchedFileHandler

from kepu.cli.up.rotation import KEPT, turn_over


def test_a_writer_goes_on_in_a_new_file_and_the_oldest_goes(tmp_path):
    handler = WatchedFileHandler(tmp_path / "kepu.log")
    for n in range(KEPT + 3):
        handler.emit(logging.makeLogRecord({"msg": f"entry {n}"}))
        turn_over(tmp_path, largest=1)
    handler.emit(logging.makeLogRecord({"msg": "last"}))
    handler.close()

    kept = {path.name: path.read_text().strip() for path in tmp_path.iterdir()}

    assert kept == {"kepu.log": "last"} | {
        f"kepu.log.{age}": f"entry {KEPT + 3 - age}" for age in range(1, KEPT + 1)
    }


def test_a_small_log_stays(tmp_path):
    (tmp_path / "kepu.log").write_text("small")

    turn_over(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["kepu.log"]
