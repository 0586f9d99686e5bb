"""Campaigns as a Django app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "kepu.campaigns"
    verbose_name = "征集活动"
