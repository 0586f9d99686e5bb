"""The glossary is the law: the Chinese term of every model stands in it, and no term twice."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings

from kepu.access.lives import Life

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
TERM = re.compile(r"[(（]([\u4e00-\u9fff]+)[)）]")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def rows():
    found = ROW.findall(GLOSSARY.read_text(encoding="utf-8"))
    return [row for row in found if row[0] not in {"中文", "---"}]


def terms():
    return [term for row in rows() for term in re.split("[、]", re.sub("（.*?）", "", row[0]))]


def test_the_term_of_every_model_is_in_the_glossary():
    ours = [model for model in apps.get_models() if model.__module__.startswith("kepu.")]

    said = {model.__name__: TERM.search(model.__doc__ or "") for model in ours}
    lacking = [name for name, term in said.items() if not term or term[1] not in terms()]

    assert lacking == []


def test_every_step_of_every_life_is_in_the_glossary_with_its_word():
    rooms = [f"kepu.{room}.life" for room in settings.ROOMS if find_spec(f"kepu.{room}.life")]
    lives = [one for room in rooms for one in vars(import_module(room)).values()]
    steps = [step for life in lives if isinstance(life, Life) for step in life.steps]

    told = {step: [row[1] for row in rows() if step.label in row[0].split("、")] for step in steps}
    lacking = [
        (step.label, step.name)
        for step, english in told.items()
        if step.name.replace("_", " ") not in " ".join(english)
    ]

    assert steps
    assert lacking == []


def test_no_term_stands_twice():
    assert len(terms()) == len(set(terms()))


def test_every_file_named_is_there():
    named = re.findall(r"`([a-z_]+/[a-z_./]*)`", GLOSSARY.read_text(encoding="utf-8"))
    root = GLOSSARY.parent

    lost = [one for one in named if not ((root / "kepu" / one).exists() or (root / one).exists())]

    assert lost == []
