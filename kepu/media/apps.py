"""Media as a Django app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kepu.media"
    verbose_name = "文件"
