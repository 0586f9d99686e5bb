"""Addresses of organisations."""

from django.urls import path

from kepu.orgs import views

app_name = "orgs"
urlpatterns = [
    path("", views.index, name="index"),
    path("export/", views.export, name="export"),
    path("new/", views.register, name="register"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/edit/", views.amend, name="amend"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/merge/", views.merge, name="merge"),
    path("<uuid:pk>/staff/", views.take_on, name="take_on"),
    path("<uuid:pk>/members/", views.admit, name="admit"),
    path("<uuid:pk>/members/<uuid:member>/end/", views.let_go, name="let_go"),
]
