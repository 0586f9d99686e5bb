"""Take pictures of the main pages into shots/, to be looked at: make shots (a site must run)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, sync_playwright

# name of the picture, address, whose eyes ("" is anybody's, else a person of the demo site)
PAGES = (
    ("home", "/", ""),
    ("campaigns", "/campaigns/", ""),
    ("campaign", "/campaigns/henan-resources-2022/", ""),
    ("library", "/library/", ""),
    ("login", "/accounts/login/", ""),
    ("demo", "/demo/", ""),
    ("not-found", "/nowhere/", ""),
    ("works", "/works/", "何青禾"),
    ("new-work", "/works/new/henan-resources-2022/", "何青禾"),
    ("messages", "/messages/", "何青禾"),
    ("desk", "/desk/", "沈未央"),
    ("inbox", "/desk/inbox/", "沈未央"),
    ("done", "/desk/done/", "沈未央"),
    ("orgs", "/orgs/", "沈未央"),
    ("new-org", "/orgs/new/", "沈未央"),
    ("campaigns-mine", "/campaigns/mine/", "沈未央"),
    ("new-campaign", "/campaigns/mine/new/", "沈未央"),
    ("inbox-expert", "/desk/inbox/", "林一苇"),
    ("pushes", "/library/pushes/", "许知行"),
    ("gather", "/library/pushes/new/", "许知行"),
    ("people", "/people/", "温存良"),
    ("appointments", "/appointments/", "温存良"),
    ("jobs", "/desk/jobs/", "温存良"),
    ("account", "/accounts/devices/", "温存良"),
    *(
        (f"style-{page}", f"/styleguide/{page}/", "")
        for page in ("base", "forms", "lists", "demand", "case", "media", "desk", "review")
    ),
)
LOOKS = (  # suffix, width, theme, size of text
    ("390", 390, "light", "normal"),
    ("1440", 1440, "light", "normal"),
    ("dark-1440", 1440, "dark", "normal"),
    ("large-390", 390, "light", "large"),
)
SITE = os.environ.get("KEPU_SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
NAMES = ("chromium", "chromium-browser", "google-chrome")
FOLDER = Path("shots")


def picture(context: BrowserContext, address: str, path: Path, width: int) -> str:
    """Take one picture of a whole page; tell if it scrolls sideways."""
    page = context.new_page()
    page.goto(SITE + address)
    page.screenshot(path=path, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth") - width
    page.close()
    return f"{path}" + (f"  scrolls sideways by {wide} px" if wide > 0 else "")


def enter(context: BrowserContext, who: str) -> None:
    """Look with the eyes of a person of the demo site, or with anybody's again."""
    context.clear_cookies(name="sessionid")
    if who:
        page = context.new_page()
        page.goto(SITE + "/demo/")
        page.get_by_role("button", name=who).click()
        page.close()


def main(wanted: list[str]) -> None:
    """Take all pictures, or those whose names begin as wanted."""
    FOLDER.mkdir(exist_ok=True)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        sys.exit("No Chromium here: no pictures.")
    pages = [one for one in PAGES if not wanted or one[0].startswith(tuple(wanted))]
    with sync_playwright() as playwright:
        sandbox = [] if os.getuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        for suffix, width, theme, text in LOOKS:
            view = {"width": width, "height": 900}
            context = browser.new_context(viewport=view, color_scheme=theme, locale="zh-CN")
            context.add_cookies([{"name": "text", "value": text, "url": SITE}])
            eyes = ""
            for name, address, who in pages:
                if who != eyes:
                    enter(context, who)
                    eyes = who
                print(picture(context, address, FOLDER / f"{name}-{suffix}.png", width))
            context.close()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Error as error:
        sys.exit(f"{SITE}: {error.message.splitlines()[0]}  Start it first: make run")
