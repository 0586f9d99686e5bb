"""Access as a Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccessConfig(AppConfig):
    name = "kepu.access"
    verbose_name = "职责与辖区"

    def ready(self) -> None:
        """Let a log-in count as the first thing done in it."""
        from kepu.access.idle import note

        user_logged_in.connect(lambda **told: note(told["request"]), weak=False)
