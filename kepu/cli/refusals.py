"""Why Kepu cannot start (无法启动): what happened, why, and what to do."""

from __future__ import annotations


class CannotStart(Exception):
    """The machine is not as Kepu needs it; the administrator can mend it."""

    def __init__(self, what: str, *, why: str, cure: str) -> None:
        super().__init__(f"{what}\n  原因：{why}\n  办法：{cure}")
