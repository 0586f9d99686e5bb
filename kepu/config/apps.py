"""Start: hand the two tables of ``flow`` to the journal."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "kepu.config"
    label = "config"

    def ready(self) -> None:
        from kepu import flow
        from kepu.journal import follow

        follow.connect(flow.AT_ONCE, flow.LATER)
