"""Places: the tree of administrative divisions, by management as well as by code."""

from __future__ import annotations

from django.db import models
from django.db.models import TextChoices


class Level(TextChoices):
    """The four levels (层级) of the country below itself."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Place(models.Model):
    """A place (行政区划): its code is data, its path of our own segments is the tree."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=64)
    level_by_code = models.CharField("代码层级", max_length=16, choices=Level.choices)
    manage_level = models.CharField("管理层级", max_length=16, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField("路径", max_length=64, unique=True)
    sounds = models.CharField("拼音", max_length=255, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="place_path", opclasses=["varchar_pattern_ops"]),
        ]

    REACH = {"place": "path__startswith", "org": "", "system": "", "campaign": ""}

    def __str__(self) -> str:
        return self.name
