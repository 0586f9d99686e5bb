"""Talk as a Django app."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "kepu.talk"
    verbose_name = "互动"
