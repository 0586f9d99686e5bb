"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kepu.access"
    verbose_name = "职责与辖区"
