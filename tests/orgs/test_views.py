"""Pages of organisations: the list and its filters, one organisation, the forms."""

import io
import re

import openpyxl
import pytest

from kepu.journal.models import Line
from kepu.orgs.models import Kind, Org
from kepu.people.models import Person

pytestmark = pytest.mark.usefixtures("province")
CODE = "91410000MA9L2Q3X10"


@pytest.fixture
def officer(make, client):
    """Log in an officer of 郑州市."""
    hat = make.appointment("officer", over=make.place("郑州市"))
    client.force_login(hat.person)
    return hat


def page_of(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def names(page):
    return re.findall(r'href="/orgs/[0-9a-f-]{36}/">([^<]+)<', page)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_1_and_30(
    make, client, officer, rows, django_assert_num_queries
):
    for at in range(rows - 1):
        make.org(f"第{at:02}农学会", place=make.place("新郑市"))

    with django_assert_num_queries(6):  # session, person, hat, two of the frame, organisations
        page = page_of(client, "/orgs/")

    assert len(names(page)) == rows


def test_the_list_is_narrowed_and_its_page_turned(make, client, officer):
    for at in range(31):
        make.org(f"农学会{at:02}", place=make.place("新郑市"), kind=Kind.CITY_SOCIETY)
    make.org("栾川县农学会", place=make.place("栾川县"))

    first = page_of(client, "/orgs/", kind="city-society", q="农学")
    after = re.search(r'href="(\?[^"]+)" rel="next"', first)[1].replace("&amp;", "&")

    assert len(names(first)) == 30
    assert names(page_of(client, f"/orgs/{after}")) == ["农学会30"]
    assert names(page_of(client, "/orgs/", q="zzskxjsxh")) == ["郑州市科学技术协会"]
    assert names(page_of(client, "/orgs/", place=make.place("金水区").code)) == []
    kept = client.get("/orgs/", {"place": make.place("金水区").code}).content.decode()
    assert f'name="place" value="{make.place("金水区").code}"' in kept
    assert "没有符合条件的单位" in page_of(client, "/orgs/", q="没有")


def test_the_workbook_holds_what_is_filtered(make, client, officer):
    make.org("新郑市农学会", place=make.place("新郑市"))

    answer = client.get("/orgs/export/", {"q": "农学"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    rows = list(book.active.values)
    assert [row[0] for row in rows] == ["单位全称", "新郑市农学会"]
    assert rows[1][2] == "新郑市"


def test_an_organisation_is_registered_from_the_form(make, client, officer):
    new = {
        "name": "新郑市  农学会",
        "kind": "city-society",
        "place": [make.place("新郑市").pk],
        "parent": "郑州市科学技术协会",
        "credit_code": CODE.lower(),
    }

    answer = client.post("/orgs/new/", new)

    org = Org.objects.get(name="新郑市 农学会")
    assert answer.url == f"/orgs/{org.pk}/"
    assert (org.place.name, org.parent.name, org.credit_code) == (
        "新郑市", "郑州市科学技术协会", CODE,
    )  # fmt: skip
    lines = Line.objects.filter(subject_kind="org", subject_id=str(org.pk))
    assert [line.verb for line in lines] == ["org.register"]


def test_what_was_typed_stays_when_it_is_refused(make, client, officer):
    typed = {"name": "郑州市科学技术协会", "kind": "city-cast", "parent": "无此单位"}

    unknown = client.post("/orgs/new/", typed)
    twice = client.post("/orgs/new/", typed | {"parent": ""})
    wrong = client.post("/orgs/new/", typed | {"credit_code": "91410000MA9L2Q3X11"})

    assert [page.status_code for page in (unknown, twice, wrong)] == [422, 422, 422]
    assert "没有登记过这个单位" in unknown.content.decode()
    assert "郑州市已经登记了“郑州市科学技术协会”" in twice.content.decode()
    assert "信用代码不对" in wrong.content.decode()
    assert 'value="郑州市科学技术协会"' in twice.content.decode()


def test_two_of_one_name_are_told_apart_by_their_place(make, client, officer):
    for place in ("新郑市", "金水区"):
        make.org("农学会", place=make.place(place))
    new = {"name": "分会", "kind": "other", "place": [make.place("新郑市").pk]}

    unclear = client.post("/orgs/new/", new | {"parent": "农学会"})
    clear = client.post("/orgs/new/", new | {"parent": "农学会（金水区）"})

    assert "同名的单位不止一个" in unclear.content.decode()
    assert clear.status_code == 302
    assert Org.objects.get(name="分会").parent.place.name == "金水区"


@pytest.mark.parametrize("what", ["", "edit/", "close/", "merge/", "staff/", "members/"])
def test_out_of_reach_there_is_no_such_organisation(make, client, officer, what):
    theirs = make.org(place=make.place("洛阳市"))

    assert client.get(f"/orgs/{theirs.pk}/{what}").status_code == 404
    assert client.post(f"/orgs/{theirs.pk}/{what}").status_code in {404, 405}


def test_the_page_of_an_organisation_asks_as_often_whatever_it_holds(
    make, client, officer, django_assert_num_queries
):
    org = make.org("新郑市农学会")
    for _ in range(5):
        make.appointment("clerk", over=org)

    with django_assert_num_queries(9):
        page = page_of(client, f"/orgs/{org.pk}/")

    assert page.count("卸任") == 5
    assert "登记单位" in page


def test_a_registration_is_changed(make, client, officer):
    org = make.org("新郑市农学会")
    page = page_of(client, f"/orgs/{org.pk}/edit/")
    new = {"name": "新郑市农业学会", "kind": "other", "place": [org.place_id], "parent": ""}

    client.post(f"/orgs/{org.pk}/edit/", new)

    assert 'value="新郑市农学会"' in page
    assert Org.objects.get(pk=org.pk).name == "新郑市农业学会"


def test_closing_asks_why_and_says_it_afterwards(make, client, officer):
    org = make.org("新郑市农学会")

    bare = client.post(f"/orgs/{org.pk}/close/", {"why": ""})
    client.post(f"/orgs/{org.pk}/close/", {"why": "机构改革撤销"})

    page = page_of(client, f"/orgs/{org.pk}/")
    assert bare.status_code == 422
    assert "这个单位已经注销" in page
    assert "注销：机构改革撤销" in page
    assert names(page_of(client, "/orgs/", state="closed")) == ["新郑市农学会"]


def test_merging_names_the_other_one(make, client, officer):
    old, new = make.org("农学会"), make.org("农业学会")

    answer = client.post(f"/orgs/{old.pk}/merge/", {"into": "农业学会", "why": "合并"})

    assert answer.url == f"/orgs/{new.pk}/"
    assert "已并入其他单位" in page_of(client, f"/orgs/{old.pk}/")


def test_somebody_new_gets_a_password_that_is_shown_once(make, client, officer):
    org = make.org("新郑市农学会")
    new = {"login": "wang", "name": "测试甲", "seat": "clerk:org"}

    shown = client.post(f"/orgs/{org.pk}/staff/", new).content.decode()

    password = re.search(r'初始密码</dt>\s*<dd class="num">\s*([^<\s]+)\s*<', shown)[1]
    assert Person.objects.get(login="wang").check_password(password)
    assert "只显示这一次" in shown


def test_an_officer_seats_clerks_only_and_an_administrator_more(make, client, officer):
    org = make.org("新郑市农学会")
    theirs = page_of(client, f"/orgs/{org.pk}/staff/")
    boss = make.appointment("administrator", over=make.place("郑州市"))
    client.force_login(boss.person)
    ours = page_of(client, f"/orgs/{org.pk}/staff/")

    seats = [re.findall(r'name="seat" value="([^"]+)"', page) for page in (theirs, ours)]

    assert seats[0] == ["clerk:org"]
    assert set(seats[1]) >= {"officer:place", "officer:system", "administrator:place"}


def test_somebody_known_is_seated_and_told_so(make, client, officer):
    org, person = make.org("新郑市农学会"), make.person("测试乙")
    known = {"login": person.login, "name": "测试乙", "seat": "clerk:org"}

    page = client.post(f"/orgs/{org.pk}/staff/", known, follow=True).content.decode()
    again = client.post(f"/orgs/{org.pk}/staff/", known)

    assert "测试乙已任经办人" in page
    assert "已经是这个范围的经办人" in again.content.decode()


def test_members_are_entered_by_name_or_log_in_and_leave(make, client, officer):
    society, org, person = make.org("市农学会"), make.org(), make.person("测试丙")

    for member in (org.name, person.login):
        client.post(f"/orgs/{society.pk}/members/", {"member": member})
    page = page_of(client, f"/orgs/{society.pk}/")
    leave = re.search(r'action="(/orgs/[^"]+/end/)"', page)[1]
    client.post(leave)

    assert page.count("会员 · ") == 2
    assert page_of(client, f"/orgs/{society.pk}/").count("会员 · ") == 1
    assert client.post(f"/orgs/{society.pk}/members/", {"member": "无此人"}).status_code == 422


def test_who_acts_for_a_system_chooses_any_place(make, client):
    society = make.org("省农学会", place=make.place("河南省"))
    secretary = make.appointment("officer", system=society)
    client.force_login(secretary.person)
    new = {"name": "栾川县农学会", "kind": "other", "parent": "省农学会"}
    new["place"] = [make.place(name).pk for name in ("河南省", "洛阳市", "栾川县")]

    answer = client.post("/orgs/new/", new)

    assert answer.status_code == 302
    assert Org.objects.get(name="栾川县农学会").path.startswith(society.path)


def test_merging_into_nothing_is_asked_again(make, client, officer):
    org = make.org("农学会")

    answer = client.post(f"/orgs/{org.pk}/merge/", {"into": "", "why": "合并"})

    assert answer.status_code == 422
