"""The founding notices ship as specs that can be read without Django."""

import subprocess
import sys

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import as_json, from_json, read


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
