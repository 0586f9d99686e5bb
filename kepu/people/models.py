"""Accounts: one person, one log-in name."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kepu.core.ids import uuid7


class Person(AbstractBaseUser):
    """A person (人员) with an account; what they may do hangs on their appointments."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login = models.CharField("登录名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64)
    is_active = models.BooleanField("可登录", default=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)
    joined_at = models.DateTimeField("开户时间")

    objects = BaseUserManager()
    USERNAME_FIELD = "login"

    def __str__(self) -> str:
        return self.name
