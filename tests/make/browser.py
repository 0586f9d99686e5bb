"""A real browser for the tests: Debian's Chromium, driven by Playwright.

``visit("/library/")`` opens a page of the live server; ``visit(…, width=390, theme="dark",
text="large", scripts=False)`` opens it as another reader sees it. What the console calls an
error, a broken content policy among it, fails the test at its end; ``status=404`` says which
status the page has, ``forgive="404"`` which complaint is expected.
"""

import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import make as builders

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1440, 900
PHONE, SMALL = 390, 360
SIDEWAYS = """Math.max(
    document.documentElement.scrollWidth - window.innerWidth,
    ...[...document.querySelectorAll(".tbl.cards")]
        .filter((table) => window.innerWidth <= 640)
        .map((table) => table.scrollWidth - table.clientWidth))"""
OK = 200
PATIENCE = 90_000  # milliseconds: a busy machine is slow, not wrong
Visit = Callable[..., Page]
AXE = {"preload": False}  # it would look for imported sheets below the page's own address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once; without one the tests are skipped, but not in CI."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        missing = "No Chromium here, so nothing is tested in the browser."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    # Playwright's loop runs in this thread; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        sandbox = [] if os.getuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def answered() -> Iterator[None]:
    """Wait in the end until the live server has answered all: then the tables are emptied.

    A browser that closes leaves behind what it had asked for, as a film that it was to play.
    """
    begun: deque[None] = deque()
    ended: deque[None] = deque()

    def begin(**_told: object) -> None:
        begun.append(None)

    def end(**_told: object) -> None:
        ended.append(None)

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    until = time.monotonic() + PATIENCE / 1000
    while len(ended) < len(begun) and time.monotonic() < until:
        time.sleep(0.01)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def visit(chromium: Browser, live_server: object, answered: None) -> Iterator[Visit]:
    """Open pages of the live server, each as a new reader unless a context is given."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        path: str,
        *,
        context: BrowserContext | None = None,
        status: int = 200,
        forgive: str = "",
        **reader: object,
    ) -> Page:
        if context is None:
            context = as_reader(chromium, live_server.url, **reader)
            contexts.append(context)
        expected = forgive or (f"status of {status}" if status != OK else "")

        def complain(words: str) -> None:
            if not (expected and expected in words):
                complaints.append(words)

        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and complain(said.text))
        page.on("pageerror", lambda error: complain(str(error)))
        answer = page.goto(path)
        assert answer.status == status, f"{path}: {answer.status}"
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def log_in(page: Page, hat: object, path: str) -> Page:
    """Log in as the holder of an appointment, by name and password, and be led to a page."""
    page.goto(f"/accounts/login/?next={path}")
    page.get_by_label("登录名").fill(hat.person.login)
    page.get_by_label("密码").fill(builders.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{path}")
    return page


def as_reader(
    chromium: Browser,
    url: str,
    *,
    width: int = WIDTH,
    theme: str = "light",
    text: str = "normal",
    scripts: bool = True,
) -> BrowserContext:
    """Make a reader with a screen, a liking for light or dark, and scripts or none."""
    context = chromium.new_context(
        base_url=url,
        viewport={"width": width, "height": HEIGHT},
        color_scheme=theme,
        java_script_enabled=scripts,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "text", "value": text, "url": url}])
    return context


@pytest.fixture
def browser_page(visit: Visit) -> Page:
    """Give a page at desk width, standing on an empty page of the live server."""
    return visit("/healthz")


def faults_of(page: Page) -> list[str]:
    """Let axe read the page: each violation with the first place where it is."""
    violations = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations]


def too_wide(page: Page) -> int:
    """Tell by how many pixels the page scrolls sideways, or a table that is one of cards there.

    A page seen on a phone is also looked at on a smaller one, in large letters.
    """
    wide = page.evaluate(SIDEWAYS)
    if page.viewport_size == {"width": PHONE, "height": HEIGHT}:
        text = page.evaluate("document.documentElement.dataset.text || ''")
        page.set_viewport_size({"width": SMALL, "height": HEIGHT})
        page.evaluate("document.documentElement.dataset.text = 'large'")
        wide = max(wide, page.evaluate(SIDEWAYS))
        page.evaluate("text => document.documentElement.dataset.text = text", text)
        page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    return wide
