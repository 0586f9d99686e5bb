"""Orgs as a Django app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "kepu.orgs"
    verbose_name = "单位"
