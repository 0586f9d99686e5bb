"""The library as a Django app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "kepu.library"
    verbose_name = "资源库"
