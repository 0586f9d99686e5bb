"""Organisations: where they lie, to which system they belong, when they opened and closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices

from kepu.core.ids import uuid7
from kepu.people.models import Person
from kepu.places.models import Place


class Kind(TextChoices):
    """The kinds of organisation (单位类别), the same as notices speak of (``ORG_KINDS``)."""

    CAST = "cast", "中国科协机关及直属单位"
    NATIONAL_SOCIETY = "national-society", "全国学会、协会、研究会"
    PROVINCE_CAST = "province-cast", "省级科协"
    SUBPROVINCIAL_CAST = "subprovincial-cast", "副省级城市科协"
    CORPS_CAST = "corps-cast", "新疆生产建设兵团科协"
    PROVINCE_SOCIETY = "province-society", "省级学会、协会、研究会"
    CITY_CAST = "city-cast", "地市级科协"
    CITY_SOCIETY = "city-society", "市级学会、协会、研究会"
    COUNTY_CAST = "county-cast", "县级科协"
    TOWNSHIP_CAST = "township-cast", "乡镇街道科协"
    VILLAGE_GROUP = "village-group", "村（社区）科普组织"
    UNIVERSITY_CAST = "university-cast", "高校科协"
    ENTERPRISE_CAST = "enterprise-cast", "企业科协"
    PARK_CAST = "park-cast", "园区科协"
    MEDICAL_CAST = "medical-cast", "医疗卫生机构科协"
    RURAL_ASSOCIATION = "rural-association", "农村专业技术协会"
    LITERACY_MEMBER = "literacy-member", "全民科学素质工作领导小组成员单位"
    GOVERNMENT = "government", "政府部门"
    UNIVERSITY = "university", "高校"
    INSTITUTE = "institute", "科研院所"
    ENTERPRISE = "enterprise", "企业"
    PUBLIC_INSTITUTION = "public-institution", "事业单位"
    SCIENCE_BODY = "science-body", "科普机构"
    SCIENCE_BASE = "science-base", "科普教育基地"
    SCIENCE_MUSEUM = "science-museum", "科技馆"
    SCHOOL = "school", "学校"
    HOSPITAL = "hospital", "医院"
    MEDIA = "media", "媒体"
    SOCIAL_ORGANISATION = "social-organisation", "社会组织"
    YOUTH_ASSOCIATION = "youth-association", "青少年科技教育协会"
    OTHER = "other", "其他"


CAST_AT = {  # the association of a place, by the place's level of management
    "country": Kind.CAST,
    "province": Kind.PROVINCE_CAST,
    "city": Kind.CITY_CAST,
    "county": Kind.COUNTY_CAST,
    "township": Kind.TOWNSHIP_CAST,
}


class Org(models.Model):
    """An organisation (单位), in two trees: its place, and the system it belongs to (业务主管)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("单位全称", max_length=100)
    kind = models.CharField("单位类别", max_length=32, choices=Kind.choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="orgs", verbose_name="所在地")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="业务主管单位"
    )
    path = models.CharField("系统路径", max_length=255, unique=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    sounds = models.CharField("拼音", max_length=255, blank=True)
    opened_at = models.DateTimeField("登记时间")
    closed_at = models.DateTimeField("注销时间", null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name="并入"
    )

    REACH = {"org": "pk", "system": "path__startswith", "campaign": ""}

    class Meta:
        indexes = [
            models.Index(fields=["place", "kind"], name="org_by_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="org_kind_known"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(closed_at__isnull=False),
                name="org_merged_is_closed",
            ),
            models.UniqueConstraint(
                fields=["name", "place"],
                condition=Q(closed_at=None),
                name="org_once",
                violation_error_message="这个地方已经登记了同名的单位",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self) -> bool:
        return self.closed_at is None


class Membership(models.Model):
    """A membership (会员): an organisation or a person in an association, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    association = models.ForeignKey(
        Org, models.PROTECT, related_name="members", verbose_name="协会"
    )
    org = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="memberships", verbose_name="单位会员"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="memberships", verbose_name="个人会员"
    )
    began_at = models.DateTimeField("入会时间")
    ended_at = models.DateTimeField("退会时间", null=True)

    REACH = {
        "place": "association__place__path__startswith",
        "system": "association__path__startswith",
        "org": "association_id",
        "campaign": "",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(org=None, person__isnull=False) | Q(org__isnull=False, person=None),
                name="membership_of_one",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("began_at")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["association", "org", "person"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org or self.person}（{self.association}会员）"
