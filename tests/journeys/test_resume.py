"""A large film goes on where it broke off: after a pause, a reload, and a kill of the server."""

import hashlib

import pytest
from django.conf import settings

from kepu.core.home import Home
from kepu.media.models import Blob, Upload
from kepu.people.models import Person
from kepu.submissions.models import SlotFile
from make import files
from make.browser import as_reader
from make.running import until
from make.web import web

pytestmark = [pytest.mark.kill, pytest.mark.django_db(transaction=True)]
MIB = 1 << 20
SIZE = 48 * MIB
LINE = {"offline": False, "latency": 0, "downloadThroughput": -1}
SLOWLY, HARDLY, FREELY = 8 * MIB, MIB // 16, -1  # bytes a second


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = Home(tmp_path / "home")
    return settings.HOME.root


@pytest.fixture
def site(home, transactional_db):
    with web(home, static=True) as site:
        yield site


@pytest.fixture
def film(tmp_path):
    return files.sized(files.film(tmp_path / "水稻.mp4", size=(1920, 1080), seconds=4), SIZE)


@pytest.fixture
def page(chromium, site, client, make):
    make.campaign()
    hat = make.appointment("clerk", over=make.org())
    client.force_login(Person.objects.get(pk=hat.person_id))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = as_reader(chromium, site.url)
    context.add_cookies([{"name": session.key, "value": session.value, "url": site.url}])
    page = context.new_page()
    page.goto("/works/new/henan-resources-2022/")
    page.get_by_role("button", name="视频类").click()
    page.wait_for_url("**/edit/")
    yield page
    context.close()


def choose(page, film):
    page.locator("input[type=file][name^=file-]").first.set_input_files(film)


def half_of(page, film):
    """Choose the film, have some of it come, and hardly any more; gives what sets the speed."""
    line = page.context.new_cdp_session(page)

    def turn(speed, **how):
        line.send("Network.emulateNetworkConditions", LINE | {"uploadThroughput": speed} | how)

    turn(SLOWLY)
    choose(page, film)
    until(lambda: came() > 0, 20)
    turn(HARDLY)
    return turn


def came():
    return Upload.objects.order_by("-pk").values_list("offset", flat=True).first() or 0


def nothing_kept(page):
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('tus'))")


def digest(film):
    return hashlib.sha256(film.read_bytes()).hexdigest()


def test_a_large_film_arrives_with_its_progress(page, film):
    choose(page, film)

    page.locator(".up", has_text="水稻.mp4").get_by_text("已检查").or_(
        page.locator(".up a", has_text="水稻.mp4")
    ).first.wait_for()
    assert Blob.objects.get(sha256=digest(film)).size == SIZE
    assert SlotFile.objects.get().name == "水稻.mp4"


def test_after_a_reload_it_goes_on(page, film):
    turn = half_of(page, film)
    before = came()
    page.reload()
    page.get_by_text("再选一次这个文件，就从断处接着传").wait_for()

    turn(FREELY)
    choose(page, film)
    page.locator(".up progress").wait_for(state="detached")

    assert before >= 16 * MIB
    assert SlotFile.objects.get().blob.sha256 == digest(film)
    assert Upload.objects.count() == 1  # no ticket is asked for what goes on


def test_when_the_server_is_killed_it_goes_on_by_itself(page, film, site):
    turn = half_of(page, film)
    site.kill()
    site.start()
    turn(FREELY)

    page.locator(".up progress").wait_for(state="detached")

    assert SlotFile.objects.get().blob.sha256 == digest(film)


def test_when_the_network_is_gone_it_waits_and_goes_on_when_it_is_back(page, film):
    turn = half_of(page, film)
    turn(HARDLY, offline=True)
    page.get_by_text("网络断了，连上以后接着传").wait_for()
    turn(FREELY)

    page.locator(".up progress").wait_for(state="detached")

    assert SlotFile.objects.get().blob.sha256 == digest(film)


def test_a_line_that_breaks_after_the_last_byte_costs_no_second_sending(page, film):
    sent, broken = [], "**/edit/"

    def breaks(route):
        carried = "carried" in (route.request.post_data or "")
        route.abort() if carried else route.continue_()

    page.on("request", lambda request: request.method == "PATCH" and sent.append(request.url))
    page.route(broken, breaks)
    choose(page, film)
    page.get_by_text("再选一次这个文件，就从断处接着传").wait_for()
    page.unroute(broken)

    choose(page, film)
    page.locator(".up progress").wait_for(state="detached")

    assert len(sent) == 1
    assert SlotFile.objects.get().blob.sha256 == digest(film)
    nothing_kept(page)


def test_paused_it_waits_and_given_up_it_is_gone(page, film):
    half_of(page, film)
    row = page.locator(".up", has_text="水稻.mp4")

    row.get_by_role("button", name="暂停").click()
    row.get_by_role("button", name="继续").wait_for()
    row.get_by_role("button", name="取消上传").click()

    row.wait_for(state="detached")
    under_way = Upload.objects.filter(finished_at=None, length__isnull=False)
    until(lambda: not under_way.exists(), 5)
    nothing_kept(page)


def test_choosing_again_what_failed_takes_the_place_of_its_row(page, film):
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    choose(page, film)
    page.get_by_text("登录已过期，请重新登录后继续上传").wait_for()
    page.context.add_cookies(session)

    choose(page, film)
    page.locator(".up progress").wait_for(state="detached")

    assert page.get_by_text("没有传完").count() == 0
    assert SlotFile.objects.get().blob.sha256 == digest(film)
