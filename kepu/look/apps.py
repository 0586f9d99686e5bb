"""Tells Django about this room; its checks name an entry of the frame that leads nowhere."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "kepu.look"
    label = "look"
    verbose_name = "界面"
