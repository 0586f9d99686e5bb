"""One real picture goes from a clerk to a villager: clerk, check, officer, expert, library, home.

Everything is what ``make run`` starts: our supervisor, its PostgreSQL, the web server behind the
front, the worker with its queue, and the demo's people and their passwords.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from kepu.cli.demo.posters import Poster, jpg
from make.browser import as_reader
from make.running import Running, running

TITLE = "量子通信为什么偷听不了"
POSTER = Poster(
    scene="planet",
    title="偷听不了的电话",
    lines=("一看就变", "变了就知道", "重新再打"),
    foot="演示",
)
PATIENCE = 30_000  # milliseconds: the worker measures between two looks
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("first-slice"), "--demo") as site:
        site.until_it_says("已启动")
        yield site


@pytest.fixture
def files(tmp_path) -> dict[str, Path]:
    """Draw a good poster, the same small at 72 dpi, and a PNG that calls itself JPG."""
    good, low, png = tmp_path / "好图.jpg", tmp_path / "糊图.jpg", tmp_path / "假图.jpg"
    good.write_bytes(jpg(POSTER))
    picture = Image.open(BytesIO(good.read_bytes()))
    picture.resize((595, 842)).save(low, "JPEG", dpi=(72, 72))
    picture.resize((595, 842)).save(png, "PNG", dpi=(300, 300))
    return {"good": good, "low": low, "png": png}


class Person:
    """Somebody at a screen of their own."""

    def __init__(self, chromium: Browser, site: Running, login: str = "", **reader: object):
        self.page: Page = as_reader(chromium, site.url, **reader).new_page()
        if login:
            self.page.goto("/accounts/login/")
            self.page.get_by_label("登录名").fill(login)
            self.page.get_by_label("密码", exact=True).fill(self.password(site))
            self.page.get_by_role("button", name="登录").click()
            self.page.wait_for_url("**/desk/**")

    @staticmethod
    def password(site: Running) -> str:
        return (site.home / "secrets" / "demo-password").read_text()[:10]
