"""The reader's choice of look, and the pages for errors."""

import re
from urllib.parse import quote

import pytest
import zxingcpp
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from PIL import Image, ImageDraw

from kepu.look import samples, views


@pytest.fixture
def reader():
    return Client()


def read(svg):
    """Read a QR code as a phone would."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    picture = Image.new("L", (side * 4, side * 4), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        left, top = int(x) * 4, int(y) * 4
        pen.rectangle([left, top, left + int(run) * 4 - 1, top + 3], fill=0)
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text


def test_a_choice_is_kept_and_leads_back(reader):
    answer = reader.get("/look/theme/", {"to": "dark", "next": "/styleguide/?a=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/?a=1")
    assert answer.cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in reader.get("/styleguide/").text


def test_large_text_is_written_by_the_server(reader):
    reader.cookies["text"] = "large"

    assert 'data-text="large"' in reader.get("/styleguide/").text


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_a_choice_never_leads_to_another_site(reader, page):
    assert reader.get("/look/text/", {"to": "large", "next": page})["Location"] == "/"


@pytest.mark.parametrize("address", ["/look/theme/?to=pink", "/look/font/?to=dark", "/look/theme/"])
def test_a_choice_we_do_not_offer_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


def test_a_cookie_from_elsewhere_changes_nothing(reader):
    reader.cookies["theme"] = '"><script>'

    html = reader.get("/styleguide/").text

    assert '<html lang="zh-CN">' in html


@pytest.mark.parametrize("page", samples.PAGES)
def test_the_style_guide_shows_its_pages_to_all(reader, page):
    html = reader.get(f"/styleguide/{page}/").text

    assert html.count("<h1") == 1
    assert html.count("<main") == 1


def test_no_page_of_the_style_guide_is_made_up():
    with pytest.raises(Http404):
        views.styleguide(RequestFactory().get("/styleguide/x/"), "x")


@pytest.mark.parametrize(
    ("view", "status", "says"),
    [
        (lambda request: views.bad_request(request, Exception()), 400, "读不懂"),
        (lambda request: views.bad_request(request, RequestDataTooBig()), 413, "内容太多"),
        (lambda request: views.trouble(request, 405), 405, "这个地址不能这样打开"),
        (lambda request: views.forbidden(request, Exception()), 403, "不对你开放"),
        (lambda request: views.not_found(request, Exception()), 404, "没有找到这一页"),
        (lambda request: views.csrf_failure(request, reason="x"), 403, "放得太久了"),
        (views.server_error, 500, "我们这边出错了"),
        (views.unavailable, 503, "正在维护"),
    ],
)
def test_an_error_page_needs_no_database(view, status, says):
    request = RequestFactory().get("/library/?q=雷")
    request.request_id = "4f21"

    answer = view(request)

    assert answer.status_code == status
    assert says in answer.text
    assert "请求编号 4f21" in answer.text


def test_a_form_whose_page_is_too_old_leads_back_to_that_page():
    request = RequestFactory(headers={"referer": "http://testserver/desk/inbox/"}).post(
        "/x/decide/"
    )
    request.request_id = "4f21"

    assert 'href="http://testserver/desk/inbox/">重新打开' in views.csrf_failure(request).text


def test_a_page_that_is_not_there_is_answered_without_the_database(reader, settings):
    settings.DEBUG = False

    answer = reader.get("/nowhere/")

    assert answer.status_code == 404
    assert "没有找到这一页" in answer.text


@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_a_database_that_is_away_is_no_mistake_of_ours(fault, status):
    request = RequestFactory().get("/library/")

    try:
        fail(fault)
    except fault:
        answer = views.server_error(request)

    assert answer.status_code == status


def fail(fault):
    raise fault


def test_maintenance_says_when_to_come_back():
    assert views.unavailable(RequestFactory().get("/"), retry_after=300)["Retry-After"] == "300"


def test_the_pages_keep_to_their_own_content_policy(reader):
    policy = reader.get("/styleguide/")["Content-Security-Policy"]

    assert "unsafe" not in policy


def test_a_qr_code_of_a_page_can_be_read_on_any_ground(reader):
    answer = reader.get("/codes/library/318/qr.svg", headers={"host": "localhost"})

    assert read(answer.text) == "http://localhost/library/318/"
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "style" not in answer.text


@pytest.mark.parametrize("page", ["/evil.example/", "//evil.example/", "https://evil.example/"])
def test_a_qr_code_never_leads_to_another_site(reader, page):
    answer = reader.get(f"/codes/{quote(page)}qr.svg")

    assert read(answer.text).startswith("http://testserver/")


def test_a_code_that_would_be_too_dense_is_not_drawn(reader):
    assert reader.get(f"/codes/{'a' * 300}/qr.svg").status_code == 404
