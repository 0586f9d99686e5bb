"""Checks as a Django app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "kepu.checks"
    verbose_name = "技术检查"
