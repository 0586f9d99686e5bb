"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kepu.desk"
    verbose_name = "工作台"
