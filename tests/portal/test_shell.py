"""The site can be put on the first screen of a phone, with a mark of its own."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image, ImageChops

from kepu.look.frame import GROUNDS
from tools import app_icons

pytestmark = pytest.mark.django_db
SHEET = Path(finders.find("look/css/tokens.css")).read_text()


def test_the_manifest_names_pages_that_are_there(client):
    told = client.get("/manifest.webmanifest")

    manifest = told.json()
    assert told["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["lang"]) == ("科普资源库", "zh-CN")
    paths = [manifest["start_url"], *(one["url"] for one in manifest["shortcuts"])]
    assert {client.get(path).status_code for path in paths} == {200}


def test_its_icons_are_as_large_as_it_says(client):
    icons = client.get("/manifest.webmanifest").json()["icons"]

    for icon in icons:
        file = Path(finders.find(icon["src"].removeprefix("/static/")))
        assert "{}x{}".format(*Image.open(BytesIO(file.read_bytes())).size) == icon["sizes"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}


@pytest.mark.parametrize("name", app_icons.ICONS)
def test_an_icon_is_as_the_tool_draws_it(name):
    pixels, rounded = app_icons.ICONS[name]
    kept = Image.open(app_icons.FOLDER / f"{name}.png").convert("RGBA")

    drawn = app_icons.draw(pixels, rounded=rounded).convert("RGBA")

    assert max(high for _, high in ImageChops.difference(kept, drawn).getextrema()) <= 8


def test_the_ground_of_the_bars_is_the_paper_of_the_tokens():
    light, dark = SHEET.split("[data-theme=dark] {")

    assert f"--paper: {GROUNDS['light']};" in light
    assert f"--paper: {GROUNDS['dark']};" in dark


def test_a_page_brings_the_manifest_and_the_colours_of_the_theme(client):
    both = client.get("/").content.decode()
    client.cookies["theme"] = "dark"
    dark = client.get("/").content.decode()

    assert '<link rel="manifest" href="/manifest.webmanifest">' in both
    assert both.count('name="theme-color"') == 2
    assert f'<meta name="theme-color" media="all" content="{GROUNDS["dark"]}">' in dark
