"""Addresses of the portal."""

from django.urls import path

from kepu.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo/", views.demo, name="demo"),
    path("demo/enter/", views.enter, name="enter"),
]
