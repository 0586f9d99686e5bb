"""The journal as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "kepu.journal"
    verbose_name = "日志"
