"""allauth's questions, answered our way: nobody signs up by themselves (yet)."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are issued, not taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def name_tried(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Tell the lock which log-in name is tried, whatever allauth and Django call it."""
    told = credentials or {}
    return told.get("login") or told.get("username") or request.POST.get("login", "")
