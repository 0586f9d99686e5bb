"""How forms look (表单): label above, help and error under; rooms' own forms do nothing."""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

DJANGO_ROWS = "10"
BARE = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput, forms.HiddenInput)


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this room."""

    form_template_name = "look/forms/form.html"
    field_template_name = "look/forms/field.html"


def control(field: BoundField) -> SafeString:
    """Draw the control of a field in our dress; Django adds its ``aria`` attributes."""
    widget = field.field.widget
    if isinstance(widget, BARE):
        return field.as_widget()
    attrs: dict[str, str | bool] = {"class": f"input {widget.attrs.get('class', '')}".strip()}
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
        attrs["rows"] = "4"
    return field.as_widget(attrs=attrs)


def kind(field: BoundField) -> str:
    """Say how a field is laid out: ``pick``, ``tick``, ``file`` or ``line``."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "pick"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def room_left(field: BoundField) -> tuple[int, int] | None:
    """Give characters written and characters allowed, where a field is counted (字数)."""
    widget, at_most = field.field.widget, getattr(field.field, "max_length", None)
    if not at_most or not isinstance(widget, forms.Textarea | forms.TextInput):
        return None
    if isinstance(widget, forms.PasswordInput):
        return None
    written = str(field.value() or "").replace("\r\n", "\n")
    return len(written), at_most
