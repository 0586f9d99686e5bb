"""A reader of other people reads the feed: what is new, what a search finds, with its files."""

import feedparser
import pytest

import make
from kepu.library import actions
from kepu.library.models import Item, ItemFile
from make.moments import NOON

pytestmark = pytest.mark.django_db
FEED = "/library/feed.xml"


def read(client, **asked):
    answer = client.get(FEED, asked)
    assert answer["Content-Type"].startswith("application/atom+xml")
    told = feedparser.parse(answer.content)
    assert not told.bozo, told.get("bozo_exception")
    return told


@pytest.fixture
def released():
    push = make.push([make.passed()])
    return actions.release(push, by=make.operator(push.campaign), now=NOON)


def test_an_entry_says_whose_it_is_and_brings_its_file(client, released):
    item = Item.objects.get()

    told = read(client)

    (entry,) = told.entries
    (enclosure,) = entry.enclosures
    file = item.files.get()
    assert told.feed.title == "科普资源库：最新入库"
    assert (entry.title, entry.summary) == (item.title, item.abstract)
    assert entry.link == f"http://testserver{item.get_absolute_url()}"
    assert entry.author == item.rights_holder or item.recommender
    assert item.recommender in entry.rights
    assert entry.id == f"urn:uuid:{item.pk}"
    assert (enclosure.type, enclosure.length) == ("image/jpeg", str(file.blob.size))
    assert client.get(enclosure.href)["X-Accel-Redirect"].endswith(file.blob.sha256)


def test_a_feed_holds_the_newest_of_a_search(client):
    make.items("雷雨", themes=["应急避险"])
    make.items("种子", themes=["乡村振兴"])
    make.items(*(f"月壤{n}" for n in range(31)), themes=["前沿技术"])

    assert len(read(client).entries) == 30
    assert [entry.title for entry in read(client, q="雷雨").entries] == ["雷雨"]
    assert [entry.title for entry in read(client, theme="乡村振兴").entries] == ["种子"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"q": "雷雨"}, "搜“雷雨”"),
        ({"audience": "老年人", "type": "video"}, "视频、老年人"),
        (
            {"region": "410184000000", "year": "2021", "theme": "应急避险"},
            "应急避险、新郑市、2021 年",
        ),
    ],
)
def test_a_feed_says_what_is_asked_for(client, asked, title):
    make.place("新郑市")

    assert read(client, **asked).feed.title == f"科普资源库：{title}"


@pytest.mark.parametrize("count", [1, 30])
def test_a_feed_asks_two_questions(client, django_assert_num_queries, count):
    blob = make.blob(make.jpg(40, 40), by=make.actor("clerk"))
    items = make.items(*(f"雷雨{n}" for n in range(count)))
    for item in items:
        ItemFile.objects.create(item=item, blob=blob, order=1, name="雷雨.jpg")

    with django_assert_num_queries(2):
        client.get(FEED)


def test_what_was_taken_back_is_gone_at_once(client, released):
    before = client.get(FEED)

    actions.roll_back(released, by=make.operator(released.campaign), now=NOON, why="有误")
    after = client.get(FEED, headers={"if-none-match": before["ETag"]})

    assert (after.status_code, feedparser.parse(after.content).entries) == (200, [])


@pytest.mark.parametrize(("page", "feed"), [("/", FEED), ("/library/?q=雷", f"{FEED}?q=%E9%9B%B7")])
def test_a_page_says_where_its_feed_is(client, page, feed):
    told = client.get(page).content.decode()

    assert 'type="application/atom+xml" title="' in told
    assert f'href="{feed}"' in told
    assert '<link rel="canonical" href="http://testserver/' in told
