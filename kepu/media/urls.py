"""Addresses of uploads, and of the files that came to less than they should."""

from django.urls import path

from kepu.media.views import failed, tus

app_name = "media"
urlpatterns = [
    path("", tus.uploads, name="uploads"),
    path("failed/", failed.index, name="failed"),
    path("failed/retry/", failed.retry, name="retry"),
    path("<uuid:pk>", tus.upload, name="upload"),
]
