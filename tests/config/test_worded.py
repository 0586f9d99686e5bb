"""An empty refusal becomes a page for a browser, and stays as it is for a program."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def clerk(client, make):
    client.force_login(make.appointment("clerk").person)
    return client


def test_an_address_that_only_takes_forms_says_so_to_a_browser(clerk, make):
    work = make.work("draft")

    seen = clerk.get(f"/works/{work.pk}/withdraw/", headers=PAGE)
    asked = clerk.get(f"/works/{work.pk}/withdraw/")

    assert (seen.status_code, seen["Allow"]) == (405, "POST")
    assert "只在页面上按按钮时使用" in seen.text
    assert "去工作台" in seen.text
    assert (asked.status_code, asked.content) == (405, b"")


def test_a_page_that_is_only_read_says_that_nothing_was_done(clerk):
    assert "刚才的提交没有生效" in clerk.post("/desk/", headers=PAGE).text


def test_a_form_that_is_too_large_is_told_so(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = clerk.post("/desk/inbox/pass/", {"picked": "x" * 99}, headers=PAGE)

    assert answer.status_code == 413
    assert "一次提交的内容太多" in answer.text


def test_what_has_words_of_its_own_keeps_them(clerk):
    missing = Client().get("/api/v1/nowhere", headers=PAGE)

    assert missing.status_code == 404
    assert clerk.get("/desk/", headers=PAGE).status_code == 200
