"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kepu.cases"
    verbose_name = "事项"
