"""The founding notices ship as specs that can be read without Django."""

import subprocess
import sys
import tomllib

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import as_json, from_json, read
from kepu.rulebook.spec.locate import places


@pytest.mark.parametrize("slug", founding())
def test_a_shipped_spec_is_whole_and_named_after_its_file(slug):
    spec = read(founding()[slug])

    assert spec.slug == slug


@pytest.mark.parametrize("slug", founding())
def test_a_frozen_spec_is_read_back_as_it_was(slug):
    spec = read(founding()[slug])

    assert from_json(as_json(spec)) == spec


def test_reading_a_spec_loads_no_django():
    program = (
        "import sys; from kepu.campaigns.specs import founding;"
        "from kepu.rulebook.spec import read; [read(path) for path in founding().values()];"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def keys(raw, path=()):
    """List the paths of all keys and of the elements of all arrays of tables."""
    for key, value in raw.items():
        yield (*path, key)
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict):
                yield from keys(item, (*path, key, index))
        if isinstance(value, dict):
            yield from keys(value, (*path, key))


@pytest.mark.parametrize("slug", founding())
def test_every_key_of_a_shipped_spec_is_found_on_a_line_that_has_it(slug):
    text = founding()[slug].read_text(encoding="utf-8")
    lines, known = text.splitlines(), dict(places(text))

    for path in keys(tomllib.loads(text)):
        cut = next(path[:length] for length in range(len(path), 0, -1) if path[:length] in known)
        names = [step for step in path[len(cut) - 1 :] if isinstance(step, str)]

        assert all(name in lines[known[cut] - 1] for name in names), path
