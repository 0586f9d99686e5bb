"""Submissions as a Django app."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "kepu.submissions"
    verbose_name = "报送"
