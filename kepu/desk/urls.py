"""Addresses of the desk."""

from django.urls import path

from kepu.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.index, name="index"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/export/", views.export, name="export"),
    path("inbox/next/", views.following, name="next"),
    path("inbox/pass/", views.bulk, name="bulk"),
    path("done/", views.done, name="done"),
    path("dues/", views.dues, name="dues"),
    path("dues/<uuid:pk>/", views.extend, name="extend"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:pk>/retry/", views.retry, name="retry"),
]
