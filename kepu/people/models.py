"""Accounts: one person, one log-in name."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, TextChoices

from kepu.core.ids import uuid7


class Kind(TextChoices):
    """Whose account it is (账号类别)."""

    PERSON = "person", "个人账号"
    UNIT = "unit", "单位账号"


class Person(AbstractBaseUser):
    """A person (人员) with an account; what they may do hangs on their appointments."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login = models.CharField("登录名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64)
    kind = models.CharField("账号类别", max_length=16, choices=Kind.choices, default=Kind.PERSON)
    is_active = models.BooleanField("可登录", default=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)
    joined_at = models.DateTimeField("开户时间")

    objects = BaseUserManager()
    USERNAME_FIELD = "login"
    REACH = {  # through the organisations the person sits in
        "place": "appointments__of_org__place__path__startswith",
        "system": "appointments__of_org__path__startswith",
        "org": "appointments__of_org_id",
        "campaign": "",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="person_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
