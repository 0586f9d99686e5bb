"""The same file in other works (重复): each is told as far as they may look, and no further."""

import pytest

from kepu.access.queries import actor_of
from kepu.submissions import queries
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def blob(make):
    return make.blob(make.jpg(dpi=300))


@pytest.fixture
def mine(make, hat, blob):
    return holding(make, hat, blob, title="打雷")


def holding(make, hat, blob, *, state="draft", title="", slot="picture"):
    """Start a work that holds this very file."""
    work = make.work("draft", by=actor_of(hat), org=hat.org)
    make.attached(work, blob, by=actor_of(hat), slot=slot)
    told = {"state": state, "title": title}
    if state != "draft":
        told |= {"submitted_at": make.NOON, "number": f"HN-{work.pk}"}
    Work.objects.filter(pk=work.pk).update(**told)
    return Work.objects.get(pk=work.pk)


def other_org(make):
    return make.appointment("clerk", over=make.org("新郑市人民医院", kind="enterprise-cast"))


def page(client, hat, path):
    client.force_login(hat.person)
    return client.get(path).content.decode()


def test_a_clerk_is_told_of_their_own_works_with_the_same_file(client, make, hat, blob, mine):
    again = holding(make, hat, blob)

    seen = page(client, hat, f"/works/{again.pk}/edit/")

    assert f'本单位的“<a class="lnk" href="/works/{mine.pk}/">打雷</a>”交的是同一个文件' in seen
    assert "可以照样报送" in seen


def test_a_clerk_hears_nothing_of_what_others_handed_in(client, make, blob, mine):
    other = other_org(make)
    again = holding(make, other, blob)

    assert "同一个文件" not in page(client, other, f"/works/{again.pk}/edit/")


def test_an_officer_is_told_of_all_that_was_handed_in_within_reach(client, make, hat, blob):
    officer = make.appointment("officer", over=hat.org.place)
    first = holding(make, hat, blob, state="handed_in", title="打雷")
    work = holding(make, other_org(make), blob, state="handed_in", title="雷雨")
    holding(make, hat, blob, title="还没交的")
    holding(make, hat, blob, state="withdrawn", title="撤回的")

    seen = page(client, officer, f"/works/{work.pk}/review/")

    assert "同一个文件也交在别的作品里" in seen
    assert (
        f'href="/works/{first.pk}/review/">打雷（{first.number}）</a>　新郑市科学技术协会' in seen
    )
    assert "还没交的" not in seen
    assert "撤回的" not in seen


def test_an_officer_hears_nothing_of_another_city(client, make, blob):
    far = make.appointment("clerk", over=make.org("洛阳市科学技术协会", place=make.place("洛阳市")))
    near = other_org(make)
    holding(make, far, blob, state="handed_in", title="洛阳的")
    work = holding(make, near, blob, state="handed_in", title="雷雨")
    officer = make.appointment("officer", over=near.org.place)

    assert "同一个文件" not in page(client, officer, f"/works/{work.pk}/review/")


def test_many_copies_are_counted_and_cost_one_query(make, hat, blob, django_assert_num_queries):
    work, spec = holding(make, hat, blob), make.spec()
    for _ in range(5):
        holding(make, hat, blob)

    with django_assert_num_queries(8):
        sheet = queries.sheet(work, spec, among=queries.of_its_own(work))

    assert len(sheet.files[0].copies) == 5


def test_what_goes_with_many_works_is_not_asked_about(make, hat, blob):
    """A letter of authorisation is the same for every work of an organisation."""
    spec = make.spec()
    slot = next(one for one in spec.slots_of("image") if one.when or one.form or one.handwritten)
    work = holding(make, hat, blob, slot=slot.code)
    holding(make, hat, blob, slot=slot.code)

    sheet = queries.sheet(work, spec, among=queries.of_its_own(work))

    assert sheet.files[0].copies == ()
