"""Take pictures of the pages in shots.toml, to be looked at: make shots [SHOTS="inbox --docs"]."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

SITE = os.environ.get("KEPU_SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
NAMES = ("chromium", "chromium-browser", "google-chrome")
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FOLDER, DOCS = Path("shots"), Path("docs/pictures")
IN_DOCS = {"name": "docs", "width": 1280}


def opened(context: BrowserContext, wanted: dict[str, Any]) -> Page:
    """Go to a page with the eyes of its person, by the links one would follow."""
    page = context.new_page()
    context.clear_cookies(name="sessionid")
    if who := wanted.get("who"):
        page.goto(SITE + "/demo/")
        page.get_by_role("button", name=who).click()
    page.goto(SITE + wanted["at"])
    for link in wanted.get("click", ()):
        page.get_by_role("link", name=link).first.click()
    page.wait_for_load_state("networkidle")
    return page


def look(browser: Browser, how: dict[str, Any], pages: list[dict[str, Any]]) -> None:
    """Take the pictures of one look: whole pages, or what a screen of the handbooks shows."""
    view = {"width": how["width"], "height": 860}
    context = browser.new_context(
        viewport=view, color_scheme=how.get("theme", "light"), locale="zh-CN"
    )
    context.add_cookies([{"name": "text", "value": how.get("text", "normal"), "url": SITE}])
    for wanted in pages:
        page = opened(context, wanted)
        taken = Image.open(BytesIO(page.screenshot(full_page=how is not IN_DOCS)))
        path = FOLDER / f"{wanted['name']}-{how['name']}.png"
        if how is IN_DOCS:
            path = DOCS / f"{wanted['name']}.webp"
            taken = taken.convert("RGB")
        taken.save(path, quality=72, method=6)
        wide = page.evaluate("document.documentElement.scrollWidth") - how["width"]
        print(path, f" scrolls sideways by {wide} px" if wide > 0 else "")
        page.close()
    context.close()


def main(words: list[str]) -> None:
    """Take all pictures, or those whose names begin as given; --docs: those of the handbooks."""
    begins = tuple(word for word in words if word != "--docs")
    docs = len(begins) != len(words)
    pages = [one for one in TABLE["pages"] if not begins or one["name"].startswith(begins)]
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        sys.exit("No Chromium here: no pictures.")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        sandbox = [] if os.getuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        for how in [IN_DOCS] if docs else TABLE["looks"]:
            look(browser, how, [one for one in pages if not docs or one.get("doc")])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Error as error:
        sys.exit(f"{SITE}: {error.message.splitlines()[0]}  Start it first: make run")
