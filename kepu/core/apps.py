"""Core as a Django app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kepu.core"
    verbose_name = "核心"
