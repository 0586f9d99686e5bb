"""Addresses of uploads."""

from django.urls import path

from kepu.media import views

app_name = "media"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:pk>", views.upload, name="upload"),
]
