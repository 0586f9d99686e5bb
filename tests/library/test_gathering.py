"""Passed works are found, picked or all taken into a push, which may grow or be given up."""

import pytest

from kepu.access.lives import WrongState
from kepu.library import actions
from kepu.library.actions import gathering
from kepu.library.models import Push
from kepu.library.queries.pushes import ready
from kepu.people.models import Person
from kepu.submissions.life import State
from kepu.submissions.models import Work
from make.moments import NOON

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "/library/pushes/new/"
QUERIES = 11  # session, person, hats; campaigns and works, each with versions; pushes, how many, …


@pytest.fixture
def campaign(make):
    return make.campaign()


@pytest.fixture
def operator(client, make, campaign):
    actor = make.operator(campaign)
    client.force_login(Person.objects.get(pk=actor.person_id), BACKEND)
    return actor


@pytest.fixture
def waiting(make, campaign):
    """Enter passed works by their titles: rows only."""
    org = make.org()

    def waiting(*titles, campaign=campaign, category="image"):
        return Work.objects.bulk_create(
            Work(
                campaign=campaign, version=campaign.version, org=org, place=org.place,
                category=category, title=title, state=State.PASSED, saved_at=NOON,
                submitted_at=NOON, number=f"T-{Work.objects.count() + at:04}",
            )
            for at, title in enumerate(titles)
        )  # fmt: skip

    return waiting


def titles_of(push):
    return sorted(push.works.values_list("title", flat=True))


def test_works_are_found_by_title_number_and_organisation(client, operator, waiting):
    waiting("防溺水", "防雷", "森林防火")

    def shown(asked):
        return {work.title for work, _ in client.get(f"{NEW}?q={asked}").context["rows"]}

    assert shown("防") == {"防溺水", "防雷", "森林防火"}
    assert shown("T-0001") == {"防雷"}
    assert len(shown("新郑市")) == 3
    assert "没有符合条件的作品" in client.get(f"{NEW}?q=无此").content.decode()


def test_what_is_ticked_becomes_a_push_or_all_that_match(client, operator, waiting):
    works = waiting(*(f"防溺水{n}" for n in range(60)), "防雷")

    page = client.get(f"{NEW}?q=防溺水").content.decode()
    client.post(NEW, {"name": "一件", "work": [str(works[-1].pk)]})
    client.post(f"{NEW}?q=防溺水", {"name": "全部", "do": "all"})

    assert "符合的 60 件都建成一批" in page
    assert titles_of(Push.objects.get(name="一件")) == ["防雷"]
    assert Push.objects.get(name="全部").works.count() == 60


def test_works_of_two_campaigns_never_mix(client, make, operator, campaign, waiting):
    other = make.campaign(slug="kepu-creation-2023")
    make.appointment("operator", over=other, person=Person.objects.get(pk=operator.person_id))
    waiting("我们的")
    waiting("别家的", campaign=other)

    page = client.get(NEW)

    assert [work.title for work, _ in page.context["rows"]] == ["我们的"]


@pytest.mark.parametrize(
    ("slug", "category"),
    [("estation-2019", "station"), ("kepu-creation-2023", "account")],
)
def test_what_its_notice_puts_into_no_library_stays_out(make, waiting, slug, category):
    other = make.campaign(slug=slug)
    (work,) = waiting("薛店镇的站", campaign=other, category=category)
    operator = make.operator(other)

    assert list(ready(operator)) == []
    with pytest.raises(actions.NotForTheShelf, match="不入库：通知没有要求"):
        actions.gather(other, "第一批", work_ids=[work.pk], by=operator, now=NOON)


def test_a_push_grows_until_it_is_released(client, operator, campaign, waiting, make):
    first, second, third = waiting("一", "二", "三")
    push = make.push([first])
    more = f"/library/pushes/{push.pk}/more/"

    nothing = client.post(more, {"work": []})
    client.post(more, {"work": [str(second.pk)]})
    taken = client.post(more, {"work": [str(second.pk)]})

    assert (nothing.status_code, taken.status_code) == (422, 422)
    assert titles_of(push) == ["一", "二"]
    assert "加入勾选的" in client.get(more).content.decode()
    Push.objects.update(state="released", released_at=NOON)
    assert client.post(more, {"work": [str(third.pk)]}).status_code == 404
    with pytest.raises(WrongState):
        actions.widen(push, work_ids=[third.pk], by=operator, now=NOON)


def test_a_push_given_up_leaves_its_works_waiting(client, operator, waiting, make):
    push = make.push(waiting("一", "二"))
    assert client.get(NEW).context["campaigns"] == []
    client.force_login(make.appointment("operator").person, BACKEND)
    assert client.post(f"/library/pushes/{push.pk}/dissolve/").status_code == 404
    client.force_login(Person.objects.get(pk=operator.person_id), BACKEND)

    answer = client.post(f"/library/pushes/{push.pk}/dissolve/", follow=True)

    assert not Push.objects.exists()
    assert "回到等着入库的作品里" in answer.content.decode()
    assert len(client.get(NEW).context["rows"]) == 2


def test_a_work_is_in_one_open_push_only_and_a_push_has_its_size(
    operator, campaign, waiting, make, monkeypatch
):
    works = waiting("一", "二")
    make.push(works[:1])

    with pytest.raises(actions.NotPassed):
        make.push(works)
    monkeypatch.setattr(gathering, "MOST_IN_PUSH", 0)
    with pytest.raises(actions.TooManyToPush):
        make.push(works[1:])


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_same_for_1_and_30(
    client, operator, waiting, rows, django_assert_num_queries
):
    waiting(*(f"第{n}件" for n in range(rows)))
    client.get(NEW)

    with django_assert_num_queries(QUERIES):
        client.get(NEW)
