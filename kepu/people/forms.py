"""Input about accounts: a new password, what the list shows, why an account is stopped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.db.models import Q, QuerySet

from kepu.people.models import Person

NOW, NEW = {"autocomplete": "current-password"}, {"autocomplete": "new-password"}


class NewPassword(forms.Form):
    """A new password of one's own (修改密码), with the old one first."""

    old = forms.CharField(label="现在的密码", widget=forms.PasswordInput(NOW), strip=False)
    new = forms.CharField(label="新密码", widget=forms.PasswordInput(NEW), strip=False)
    again = forms.CharField(label="再输一次新密码", widget=forms.PasswordInput(NEW), strip=False)

    def __init__(self, *args: Any, person: Person) -> None:
        super().__init__(*args)
        self.person = person
        self.fields["new"].help_text = "".join(password_validators_help_texts())

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise forms.ValidationError("现在的密码不对")
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if self.person.check_password(new):
            raise forms.ValidationError("新密码要和现在的不同")
        validate_password(new, self.person)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError("两次输入的新密码不一样")
        return again


class Filters(forms.Form):
    """What the list of accounts is narrowed to (筛选)."""

    STATES = (("", "可登录"), ("stopped", "已停用"), ("all", "全部"))
    q = forms.CharField(label="姓名或登录名", max_length=64, required=False)
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)

    def narrow(self, found: QuerySet[Person]) -> QuerySet[Person]:
        """Apply what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        if text := asked.get("q"):
            found = found.filter(Q(name__contains=text) | Q(login__startswith=text))
        state = asked.get("state")
        return found if state == "all" else found.filter(is_active=state != "stopped")


class Suspension(forms.Form):
    """Why an account is stopped (停用)."""

    why = forms.CharField(label="停用原因", max_length=200, help_text="写进日志，例如：离职")
