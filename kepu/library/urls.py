"""Addresses of the library."""

from django.urls import path

from kepu.library import views

app_name = "library"
urlpatterns = [
    path("library/", views.items, name="items"),
    path("library/suggest/", views.suggest, name="suggest"),
    path("library/pushes/", views.pushes, name="pushes"),
    path("library/pushes/new/", views.gather, name="gather"),
    path("library/pushes/<uuid:pk>/", views.push, name="push"),
    path("library/pushes/<uuid:pk>/release/", views.release, name="release"),
    path("library/pushes/<uuid:pk>/roll-back/", views.roll_back, name="roll_back"),
    path("library/<uuid:pk>/", views.item, name="item"),
    path("library/<uuid:pk>/<int:order>/file/", views.file, name="file"),
    path("library/<uuid:pk>/<int:order>/show/", views.show, name="show"),
    path("library/<uuid:pk>/<int:order>/light/", views.light, name="light"),
    path("library/<uuid:pk>/<int:order>/<slug:kind>/", views.rendition, name="rendition"),
]
