"""What is the same for all may be kept and is asked for again; what is somebody's is never kept."""

import pytest
from django.urls import reverse

import make
from kepu.library import actions
from kepu.library.models import Item
from make.moments import NOON

pytestmark = pytest.mark.django_db
SHARED, OWN = "public, no-cache", "private, no-store"
PAGES = ("/", "/library/", "/library/?q=雷", "/campaigns/", "/api/v1/", "/styleguide/")


@pytest.fixture
def released():
    push = make.push([make.passed()])
    return actions.release(push, by=make.operator(push.campaign), now=NOON)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_anybody_may_be_kept_and_is_asked_for_again(client, path):
    make.items("雷雨")

    page = client.get(path)
    again = client.get(path, headers={"if-none-match": page["ETag"]})

    assert page["Cache-Control"] == SHARED
    assert {"Cookie", "HX-Request"} <= set(page["Vary"].split(", "))
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", page["ETag"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_somebody_logged_in_is_never_kept(client, path):
    anybodys = client.get(path)
    client.force_login(make.person())

    page = client.get(path, headers={"if-none-match": anybodys["ETag"]})

    assert (page.status_code, page["Cache-Control"]) == (200, OWN)
    assert "ETag" not in page


def test_a_page_with_a_form_is_never_kept(client):
    page = client.get("/accounts/login/")

    assert "csrfmiddlewaretoken" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "ETag" not in page


def test_a_message_is_shown_once_and_never_kept(client):
    told = client.get("/library/", headers={"cookie": "messages=anything"})

    assert told["Cache-Control"] == OWN


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere/", 404), ("/desk/", 302), ("/works/", 302)]
)
def test_what_is_not_a_page_is_never_kept(client, path, status):
    answer = client.get(path)

    assert (answer.status_code, answer["Cache-Control"]) == (status, OWN)


def test_what_was_taken_back_is_gone_for_who_has_it_already(client, released):
    item = Item.objects.get()
    paths = ("/library/", f"/library/?q={item.title}", item.get_absolute_url())
    tags = {path: client.get(path)["ETag"] for path in paths}
    known = {path: client.get(path, headers={"if-none-match": tag}) for path, tag in tags.items()}

    actions.roll_back(released, by=make.operator(released.campaign), now=NOON, why="有误")
    after = {path: client.get(path, headers={"if-none-match": tag}) for path, tag in tags.items()}

    assert {answer.status_code for answer in known.values()} == {304}
    assert [answer.status_code for answer in after.values()] == [200, 200, 410]
    assert after[item.get_absolute_url()]["Cache-Control"] == OWN


def test_a_file_says_for_itself_who_may_keep_it(client, released):
    address = reverse("library:file", args=[Item.objects.get().pk, 1])

    assert client.get(address)["Cache-Control"] == "private, no-cache"
