"""The form of an extension: until when, and why."""

from __future__ import annotations

from django import forms

MINUTE = "%Y-%m-%dT%H:%M"


class ExtendForm(forms.Form):
    """More time for something that is due (延期)."""

    until = forms.DateTimeField(
        label="新期限",
        input_formats=[MINUTE],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        error_messages={"invalid": "请写成 2022-08-31 18:00 这样的时间"},
    )
    reason = forms.CharField(
        label="延期理由", max_length=300, widget=forms.Textarea(attrs={"rows": "3"})
    )
