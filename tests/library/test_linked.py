"""A reader of other people (extruct) reads what an item says of itself to search engines."""

import extruct
import pytest

import make
from kepu.library import actions
from kepu.library.models import Item
from make.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client):
    push = make.push([make.passed()])
    actions.release(push, by=make.operator(push.campaign), now=NOON)
    item = Item.objects.get()
    page = client.get(item.get_absolute_url()).content.decode()
    return item, extruct.extract(
        page, base_url="http://testserver", syntaxes=["json-ld", "opengraph"]
    )


def test_schema_org_says_what_it_is_and_whose(client, told):
    item, read = told

    (one,) = read["json-ld"]
    assert (one["@context"], one["@type"]) == ("https://schema.org", "ImageObject")
    assert (one["name"], one["identifier"]) == (item.title, item.number)
    assert one["creator"]["name"] in {item.rights_holder, item.recommender}
    assert one["copyrightNotice"] == item.licence
    assert one["isAccessibleForFree"] is True
    assert one["license"] == one["acquireLicensePage"] == f"{one['url']}#licence"
    size = str(item.files.get().blob.size)
    assert (one["encodingFormat"], one["contentSize"]) == ("image/jpeg", size)
    assert client.get(one["url"]).status_code == 200
    file = client.get(one["contentUrl"])
    assert file["X-Accel-Redirect"].endswith(item.files.get().blob.sha256)


def test_a_link_sent_on_shows_title_and_address(told):
    item, read = told

    (shown,) = read["opengraph"]
    properties = dict(shown["properties"])
    assert properties["og:title"] == item.title
    assert properties["og:url"] == f"http://testserver{item.get_absolute_url()}"
