"""Items that were indexed by earlier rules are found by the rules of today."""

from hashlib import sha256

import pytest
from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

import make
from kepu.library import actions, jobs
from kepu.library.actions import indexing
from kepu.library.models import Item
from kepu.library.queries import counts, search
from kepu.library.queries.index import INDEX_VERSION, Words
from kepu.rulebook.audiences import AUDIENCES

FOUND_BY = ("title_plain", "sounds", "spelt", "initials", "haystack", "words", "grams", "audiences")
SAMPLE = Words(
    title="颠倒乾坤的ＣＴ：雷雨天",
    abstract="讲清打雷时在屋里、田里、水边该怎么做。\nH₂O 与 PM2.5。",
    keywords="雷电 避险",
    themes=["应急避险"],
    audience="独居老人、果农，以及天文爱好者",
    owners="新郑市科学技术协会 某某大学",
)


def test_whoever_changes_what_items_are_found_by_raises_the_version():
    told = repr((SAMPLE.indexed, SAMPLE.audiences, AUDIENCES))

    assert (INDEX_VERSION, sha256(told.encode()).hexdigest()[:16]) == (6, "12c665277b0a61e1"), (
        "raise INDEX_VERSION, then write down the new digest"
    )


def test_who_it_is_for_is_searched_for_as_said_and_as_sorted():
    for word in ("独居老人", "老年人", "果农", "农民", "天文爱好"):
        assert word in SAMPLE.indexed.haystack


@pytest.mark.django_db
def test_what_is_of_an_earlier_version_is_indexed_anew_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(indexing, "AT_A_TIME", 1)
    said = {"audience": "独居老人", "audiences": ["老年人"], "rights_holder": "某某大学"}
    make.items("颠倒乾坤的透镜", "雷雨天", **said)
    fresh = list(Item.objects.order_by("pk").values(*FOUND_BY))
    nothing = Cast(Value(""), SearchVectorField())
    Item.objects.update(index_version=2, words=nothing, grams=nothing, audiences=["独居老人"])
    old = Item.objects.get(title_plain__startswith="颠倒")
    old.haystack = (
        old.haystack.replace("干坤", "乾坤").replace("\n独居老人", "").replace("\n老年人", "")
    )
    old.save()

    jobs.index_anew(timestamp=0)
    waits = ProcrastinateJob.objects.get(task_name="library.jobs.index_anew")
    jobs.index_anew(timestamp=0)
    jobs.index_anew(timestamp=0)

    assert (waits.status, waits.priority) == ("todo", -1)
    assert list(Item.objects.order_by("pk").values(*FOUND_BY)) == fresh
    assert set(Item.objects.values_list("index_version", flat=True)) == {INDEX_VERSION}
    assert search.matching(search.shelved(), "颠倒乾").get() == old
    assert counts.of_all().of("audience") == {"老年人": 2}
    assert not actions.index_some_anew()
