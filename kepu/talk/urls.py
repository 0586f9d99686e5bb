"""Addresses of messages."""

from django.urls import path

from kepu.talk import views

app_name = "talk"
urlpatterns = [
    path("", views.index, name="index"),
    path("read/", views.read, name="read"),
    path("<uuid:pk>/", views.message, name="message"),
]
