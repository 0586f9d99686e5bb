"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kepu.people"
    verbose_name = "人员"
