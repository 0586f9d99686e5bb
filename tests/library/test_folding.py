"""Items that were indexed by earlier rules are found by the rules of today."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Cast

import make
from kepu.library.models import Item
from kepu.library.queries import search

pytestmark = pytest.mark.django_db
signs_alone = import_module("kepu.library.migrations.0007_signs_alone")


def test_what_was_folded_by_its_neighbours_is_folded_sign_by_sign():
    (item,) = make.items("颠倒乾坤的透镜")
    before = Item.objects.filter(pk=item.pk)
    fresh = before.values("title_plain", "haystack", "words", "grams").get()
    before.update(
        index_version=2,
        title_plain="颠倒乾坤的透镜",
        haystack=fresh["haystack"].replace("干坤", "乾坤"),
        words=Cast(Value(""), SearchVectorField()),
        grams=Cast(Value(""), SearchVectorField()),
    )

    signs_alone.fold(apps, connection.schema_editor())

    assert before.values("title_plain", "haystack", "words", "grams").get() == fresh
    assert list(search.matching(search.shelved(), "颠倒乾")) == [item]
