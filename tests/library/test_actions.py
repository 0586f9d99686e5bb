"""Passed works become items, all of a push or none; pushes can be taken back."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

import make
from kepu.access.jurisdiction import NotYours
from kepu.access.lives import WrongState
from kepu.journal.models import Line
from kepu.library import actions
from kepu.library.life import ItemState, PushState
from kepu.library.models import Download, DownloadDay, Item, Push, Tally
from kepu.library.queries import counts
from kepu.submissions.life import State
from kepu.submissions.models import Work
from make.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def push():
    return make.push([make.passed()])


@pytest.fixture
def operator(push):
    return make.operator(push.campaign)


def test_a_released_work_becomes_an_item_that_says_whose_it_is(push, operator):
    released = actions.release(push, by=operator, now=NOON)

    item = Item.objects.get()
    work = push.works.get()
    assert (released.state, released.released_at) == (PushState.RELEASED, NOON)
    assert (item.title, item.number, item.shelf) == (work.title, work.number, "poster")
    assert (item.recommender, item.rights_holder) == (work.org.name, "新郑市科学技术协会")
    assert (item.themes, item.year, item.measure) == (["应急避险"], 2021, "1 张")
    assert item.licence == "主办单位可拥有使用权、展览权、复制权，可无偿用于公益科普宣传。"
    assert item.licence_clause == "四（三）3"
    file = item.files.get()
    assert file.blob == work.files.get().blob
    assert file.about.startswith("JPG · ")


def test_who_it_is_for_is_told_by_the_names_that_were_ticked():
    push = make.push([make.passed(audience=["farmers", "天文爱好者"])])

    actions.release(push, by=make.operator(push.campaign), now=NOON)

    item = Item.objects.get()
    assert (item.audience, item.audiences) == ("农民、天文爱好者", ["农民", "天文爱好者"])


def test_who_it_is_for_is_kept_as_it_was_said_and_sorted_into_groups():
    said = "中小学生和家长、果农，以及天文爱好者" + "、独居老人" * 30
    push = make.push([make.passed(audience=said)])

    actions.release(push, by=make.operator(push.campaign), now=NOON)

    item = Item.objects.get()
    assert item.audience == said
    assert item.audiences == ["青少年", "家长和家庭", "农民", "天文爱好者", "老年人"]


def test_releasing_writes_one_line_on_the_push(push, operator):
    before = Line.objects.count()

    actions.release(push, by=operator, now=NOON)

    line = Line.objects.latest("pk")
    assert Line.objects.count() == before + 1
    assert (line.verb, line.subject_id, line.facts) == ("push.release", str(push.pk), {"items": 1})


def test_a_push_is_released_once(push, operator):
    actions.release(push, by=operator, now=NOON)

    with pytest.raises(WrongState), transaction.atomic():
        actions.release(push, by=operator, now=NOON)

    assert Item.objects.count() == 1


def test_somebody_of_another_campaign_may_not_release(push):
    stranger = make.actor("operator")

    with pytest.raises(NotYours), transaction.atomic():
        actions.release(push, by=stranger, now=NOON)

    assert not Item.objects.exists()


def test_a_work_that_has_not_passed_is_not_gathered():
    work = make.judged(make.work())

    with pytest.raises(actions.NotPassed, match="现在不能入库"):
        make.push([work])


def test_a_work_in_the_library_is_not_gathered_again(push, operator):
    actions.release(push, by=operator, now=NOON)

    with pytest.raises(actions.NotPassed):
        make.push(list(push.works.all()))


def test_a_push_of_nothing_is_refused(push, operator):
    with pytest.raises(actions.NothingToPush):
        actions.gather(push.campaign, "空", work_ids=[], by=operator, now=NOON)


def test_a_push_taken_back_leaves_tombstones(push, operator):
    actions.release(push, by=operator, now=NOON)

    actions.roll_back(push, by=operator, now=NOON, why="版权有争议")

    assert Item.objects.get().state == ItemState.WITHDRAWN
    assert Push.objects.get().state == PushState.ROLLED_BACK
    assert Line.objects.latest("pk").why == "版权有争议"


def test_one_item_goes_off_the_shelf_and_back(push, operator):
    actions.release(push, by=operator, now=NOON)
    item = Item.objects.get()

    gone = actions.withdraw(item, by=operator, now=NOON, why="有误")
    assert gone.state == ItemState.WITHDRAWN
    assert actions.put_back(item, by=operator, now=NOON, why="已更正").state == ItemState.SHELVED


def test_a_work_knows_whether_the_shelf_has_it(push, operator):
    def stands():
        work = Work.objects.get(pk=push.works.get().pk)
        return work.standing, work.shelf_item

    before = stands()
    actions.release(push, by=operator, now=NOON)
    item = push.items.get()
    released = stands()
    actions.withdraw(item, by=operator, now=NOON, why="有误")
    withdrawn = stands()
    actions.put_back(item, by=operator, now=NOON, why="改好")
    back = stands()
    actions.roll_back(push, by=operator, now=NOON, why="有误")

    assert (before, released, back) == (("已通过", None), ("已入库", item.pk), ("已入库", item.pk))
    assert withdrawn == stands() == ("已下架", item.pk)


def test_downloads_are_counted_once_by_day_in_china():
    item, other = make.items("雷雨", "地震")
    late = NOON + timedelta(hours=13)  # the next day in China, the same in Greenwich
    for at in (NOON, NOON, late):
        actions.count_download(item, now=at)

    actions.fold_downloads()
    actions.fold_downloads()
    actions.count_download(item, now=late + timedelta(minutes=1))
    actions.fold_downloads()

    days = DownloadDay.objects.order_by("day").values_list("item", "day__day", "times")
    assert list(days) == [(item.pk, NOON.day, 2), (item.pk, NOON.day + 1, 2)]
    assert not Download.objects.exists()
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.downloads, other.downloads) == (4, 0)


def test_tallies_follow_what_is_on_the_shelves():
    make.items("雷雨", "地震", themes=["应急避险"], year=2021)
    make.items("种子", themes=["乡村振兴", "前沿技术"], year=2020, shelf="video")
    actions.tally()
    Item.objects.filter(title="种子").update(state=ItemState.WITHDRAWN)

    actions.tally()

    told = counts.of_all()
    assert (told.total, told.of("type")) == (2, {"poster": 2})
    assert (told.of("theme"), told.of("year")) == ({"应急避险": 2}, {"2021": 2})
    assert told.givers == 1
    assert Tally.objects.count() == 7  # all, type, theme, year, organisation, givers, stamp


def test_a_work_that_lost_its_pass_meanwhile_holds_the_whole_push_back(push, operator):
    push.works.update(state=State.REFUSED)

    with pytest.raises(actions.NotPassed), transaction.atomic():
        actions.release(push, by=operator, now=NOON)

    assert not Item.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_item_that_is_put_back_meanwhile_and_its_work_say_the_same():
    push = make.push([make.passed("打雷时怎么办"), make.passed("地震时怎么办")])
    operator = make.operator(push.campaign)
    actions.release(push, by=operator, now=NOON)
    item = actions.withdraw(push.items.first(), by=operator, now=NOON, why="有误")

    def put_back():
        actions.put_back(item, by=operator, now=NOON, why="已改好")
        connection.close()

    other = Thread(target=put_back)

    def meanwhile(execute, sql, *how):
        found = execute(sql, *how)
        if not other.ident and 'FROM "library_item"' in sql:
            other.start()
            other.join(1)  # it is done by now, or waits until the push is rolled back
        return found

    with connection.execute_wrapper(meanwhile):
        actions.roll_back(push, by=operator, now=NOON, why="重新核对")
    other.join()

    item.refresh_from_db()
    assert item.work.on_shelf == (item.state == ItemState.SHELVED)
