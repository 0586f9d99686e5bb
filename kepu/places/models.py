"""Places: the tree of administrative divisions, by management as well as by code."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices


class Level(TextChoices):
    """The country and its four levels (层级), highest first."""

    COUNTRY = "country", "全国"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Kind(TextChoices):
    """What a place is in law (区划类别)."""

    COUNTRY = "country", "全国"
    DIVISION = "division", "行政区划"
    CORPS = "corps", "兵团"
    ZONE = "zone", "功能区"


class Place(models.Model):
    """A place (行政区划): its code is data, its path of our own segments is the tree."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=64)
    kind = models.CharField("类别", max_length=16, choices=Kind.choices, default=Kind.DIVISION)
    level_by_code = models.CharField("代码层级", max_length=16, choices=Level.choices)
    manage_level = models.CharField("管理层级", max_length=16, choices=Level.choices)
    is_sub_provincial = models.BooleanField("副省级城市", default=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField("路径", max_length=32, unique=True)  # unique brings a pattern index
    sounds = models.CharField("拼音", max_length=255, blank=True)

    REACH = {"place": "path__startswith", "org": "", "system": "", "campaign": ""}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(path__endswith="."), name="place_path_ends_in_dot"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values, level_by_code__in=Level.values)
                & Q(manage_level__in=Level.values),
                name="place_words_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.COUNTRY, parent=None)
                | (~Q(kind=Kind.COUNTRY) & Q(parent__isnull=False)),
                name="place_only_the_country_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name
