"""An operator sees the pages before they are released, takes single items off and back again."""

from io import BytesIO

import openpyxl
import pytest

from kepu.library import actions
from kepu.library.models import Item
from kepu.people.models import Person
from kepu.submissions.models import Work
from make.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def push(make):
    return make.push([make.passed("打雷时怎么办"), make.passed("地震时怎么办")])


@pytest.fixture
def operator(client, make, push):
    actor = make.operator(push.campaign)
    client.force_login(
        Person.objects.get(pk=actor.person_id),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    return actor


@pytest.fixture
def item(push, operator):
    actions.release(push, by=operator, now=NOON)
    return Item.objects.get(title="打雷时怎么办")


def preview_of(push, title):
    return f"/library/pushes/{push.pk}/works/{push.works.get(title=title).pk}/"


def test_the_page_is_seen_before_it_is_released(client, push, operator):
    page = client.get(preview_of(push, "打雷时怎么办")).content.decode()

    for said in (
        "打雷时怎么办",
        "预览第 1 件，共 2 件",
        "还没有入库",
        "新郑市科学技术协会",
        "源文件",
    ):
        assert said in page
    assert preview_of(push, "地震时怎么办") in page
    assert not Item.objects.exists()


def test_the_preview_is_what_the_page_will_be(client, push, operator):
    before = client.get(preview_of(push, "打雷时怎么办")).context["sheet"]
    actions.release(push, by=operator, now=NOON)
    item = Item.objects.get(title="打雷时怎么办")

    after = client.get(item.get_absolute_url()).context["sheet"]

    for name in ("title", "abstract", "shelf", "themes", "recommender", "rights_holder", "licence"):
        assert getattr(before.item, name) == getattr(after.item, name)
    assert [take.size for take in before.current.takes] == [
        take.size for take in after.current.takes
    ]


def test_the_bytes_of_a_preview_are_for_its_operators_alone(client, push, operator, make):
    address = f"{preview_of(push, '打雷时怎么办')}1/file/"
    sha = push.works.get(title="打雷时怎么办").files.get().blob.sha256

    assert client.get(address)["X-Accel-Redirect"].endswith(sha)
    assert client.get(f"{preview_of(push, '打雷时怎么办')}1/film-480/").status_code == 404
    assert client.get(f"{preview_of(push, '打雷时怎么办')}9/show/").status_code == 404
    client.force_login(
        Person.objects.get(pk=make.actor("operator").person_id),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.get(address).status_code == 404
    assert client.get(preview_of(push, "打雷时怎么办")).status_code == 404


def test_what_is_released_has_its_own_page(client, push, item):
    answer = client.get(preview_of(push, "打雷时怎么办"))

    assert (answer.status_code, answer.url) == (302, item.get_absolute_url())


def test_one_item_goes_and_comes_back_with_a_reason(client, item):
    shelf, page = f"/library/{item.pk}/shelf/", item.get_absolute_url()

    client.post(f"/library/{item.pk}/withdraw/", {"why": "图中地名有误"})
    gone = client.get(page)
    assert gone.status_code == 410
    assert "“打雷时怎么办”已经下架" in gone.content.decode()
    assert "图中地名有误" not in gone.content.decode()
    assert "图中地名有误" in client.get(shelf).content.decode()

    client.post(f"/library/{item.pk}/put-back/", {"why": "已改好"})
    assert client.get(page).status_code == 200
    assert "已改好" in client.get(shelf).content.decode()


@pytest.mark.parametrize("step", ["withdraw", "put-back"])
def test_a_step_without_a_reason_is_asked_again(client, item, step):
    answer = client.post(f"/library/{item.pk}/{step}/", {"why": ""})

    assert answer.status_code == 422
    assert "写一句原因" in answer.content.decode()


def test_a_push_tells_who_did_what_when(client, push, item, operator):
    client.post(f"/library/{item.pk}/withdraw/", {"why": "地名有误"})
    actions.roll_back(push, by=operator, now=NOON, why="重新核对")
    name = Person.objects.get(pk=operator.person_id).name

    past = client.get(f"/library/pushes/{push.pk}/").context["past"]

    assert [event.says for event in past] == ["撤回这一批", "下架", "推送入库", "建立批次"]
    assert {event.who for event in past[:3]} == {name}


@pytest.mark.parametrize("released", [False, True])
def test_the_list_of_a_push_is_exported_with_whose_each_is(client, push, operator, released):
    if released:
        actions.release(push, by=operator, now=NOON)

    answer = client.get(f"/library/pushes/{push.pk}/list.xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    rows = list(book.active.values)

    works = list(push.works.order_by("submitted_at", "pk"))
    assert [row[0] for row in rows[1:]] == [work.number for work in works]
    assert [row[1] for row in rows[1:]] == [work.title for work in works]
    assert {row[6] for row in rows[1:]} == {works[0].org.name}
    assert {row[7] for row in rows[1:]} == {"新郑市科学技术协会"}
    assert {row[11] for row in rows[1:]} == {"在架" if released else "未入库"}


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_a_push_asks_as_much_for_one_work_as_for_thirty(
    client, make, operator, push, django_assert_num_queries, count
):
    make.items(*(f"雷雨{n}" for n in range(count)))
    push.works.set(Work.objects.filter(title__startswith="雷雨"))

    with django_assert_num_queries(10):
        client.get(f"/library/pushes/{push.pk}/")
