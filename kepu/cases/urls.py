"""Addresses of cases."""

from django.urls import path

from kepu.cases import views

app_name = "cases"
urlpatterns = [path("<uuid:pk>/decide/", views.decide, name="decide")]
