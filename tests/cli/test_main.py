"""The ``kepu`` command: what it lists, what it hands on, what it refuses."""

import subprocess
import sys

from kepu.cli.__main__ import COMMANDS, LINES, main, there


def test_every_command_has_a_line():
    assert list(COMMANDS) == list(LINES)


def test_alone_it_lists_the_commands_that_are_there(capsys):
    code = main([])

    listed = capsys.readouterr().out
    assert code == 0
    assert all(f"  {name} " in listed for name in there())


def test_an_unknown_word_is_refused_with_a_sentence(capsys):
    code = main(["fly"])

    assert code == 2
    assert "没有“fly”这个命令" in capsys.readouterr().err


def test_it_starts_without_django():
    asks = "import sys, kepu.cli.__main__ as k; k.main([]); sys.exit('django' in sys.modules)"

    ran = subprocess.run([sys.executable, "-c", asks], check=False, capture_output=True)

    assert ran.returncode == 0
