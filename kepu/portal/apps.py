"""The portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kepu.portal"
    verbose_name = "门户"
