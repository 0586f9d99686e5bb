"""Obligations as a Django app."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "kepu.obligations"
    verbose_name = "时限"
