"""Addresses of places."""

from django.urls import path

from kepu.places import views

app_name = "places"
urlpatterns = [path("picker/", views.picker, name="picker")]
