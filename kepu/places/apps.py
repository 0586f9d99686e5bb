"""Places as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "kepu.places"
    verbose_name = "地方"
