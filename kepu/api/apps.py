"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kepu.api"
    verbose_name = "接口"
