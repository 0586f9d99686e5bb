"""Crawlers find every public page and no other, however many items there are."""

import pytest
from django.conf import settings
from lxml import etree

import make
from kepu.core.ids import uuid7
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.library.queries import lists

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# The protocol as sitemaps.org/protocol.html tells it, for what we write.
SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <xs:simpleType name="loc"><xs:restriction base="xs:anyURI">
    <xs:minLength value="12"/><xs:maxLength value="2048"/><xs:pattern value="https?://.+"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="lastmod"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
  <xs:complexType name="one"><xs:sequence>
    <xs:element name="loc" type="loc"/><xs:element name="lastmod" type="lastmod" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" type="one" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" type="one" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""


def read(client, address):
    """Read a sitemap as the protocol wants it; give the addresses in it."""
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/xml")
    told = etree.fromstring(answer.content)
    etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(told)
    return [loc.text.removeprefix("http://testserver") for loc in told.iterfind(".//s:loc", NAMES)]


@pytest.fixture
def by_three(monkeypatch):
    """Cut chunks of three items."""
    for name in ("chunk_starts", "chunk"):
        cut = getattr(lists, name)
        monkeypatch.setattr(cut, "__defaults__", (3,))


def test_all_items_are_in_some_chunk_once(client, by_three):
    items = make.items(*(f"雷雨{n}" for n in range(8)))
    Item.objects.filter(pk=items[4].pk).update(state=ItemState.WITHDRAWN)

    pages, *chunks = read(client, "/sitemap.xml")

    found = [path for chunk in chunks for path in read(client, chunk)]
    shown = [item.get_absolute_url() for item in items if item != items[4]]
    assert (pages, len(chunks), found) == ("/sitemaps/pages.xml", 3, shown)


def test_a_chunk_stays_when_the_item_it_begins_with_goes(client, by_three):
    items = make.items(*(f"雷雨{n}" for n in range(5)))
    _, _, last = read(client, "/sitemap.xml")

    Item.objects.filter(pk=items[3].pk).update(state=ItemState.WITHDRAWN)

    assert read(client, last) == [items[4].get_absolute_url()]


def test_an_empty_library_has_no_chunks(client):
    assert read(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]
    assert client.get(f"/sitemaps/items/{uuid7()}.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_chunk_asks_two_questions(client, django_assert_num_queries, count):
    first, *_ = make.items(*(f"雷雨{n}" for n in range(count)))

    with django_assert_num_queries(2):
        client.get(f"/sitemaps/items/{first.pk}.xml")


def test_every_page_in_the_map_is_there(client):
    campaign = make.campaign()

    pages = read(client, "/sitemaps/pages.xml")

    assert campaign.get_absolute_url() in pages
    assert {client.get(page).status_code for page in pages} == {200}


def test_crawlers_are_told_what_is_not_for_them(client):
    told = client.get("/robots.txt").content.decode()

    assert "Disallow: /desk/\n" in told
    assert "Disallow: /library/" not in told
    assert told.endswith("Sitemap: http://testserver/sitemap.xml\n")


def test_a_demo_is_not_for_crawlers_at_all(client, monkeypatch):
    monkeypatch.setattr(settings, "KEPU", settings.KEPU.model_copy(update={"demo": True}))

    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
