"""Tells Django about this room, and lets every form say in plain words what is wrong."""

from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.forms import ChoiceField, Field

PLAIN = {
    Field: {"required": "请填写"},
    ChoiceField: {"required": "请选择", "invalid_choice": "请从列出的选项里选"},
}


class LookConfig(AppConfig):
    name = "kepu.look"
    label = "look"
    verbose_name = "界面"

    def ready(self) -> None:
        """Put plain words in the place of Django's own (这个字段是必填项)."""
        for field, words in PLAIN.items():
            field.default_error_messages = field.default_error_messages | words  # type: ignore[attr-defined]
        MaxLengthValidator.message = "最多 %(limit_value)d 字，现在 %(show_value)d 字"
