"""Addresses of checks: what a version would make of the files handed in."""

from django.urls import path

from kepu.checks import views

app_name = "checks"
urlpatterns = [
    path("versions/<uuid:pk>/", views.impact, name="impact"),
]
