"""Addresses of the design system."""

from django.urls import path

from kepu.look import views

app_name = "look"
urlpatterns = [
    path("look/<slug:what>/", views.choose, name="choose"),
    path("covers/<int:version>/<slug:name>.svg", views.cover, name="cover"),
    path("codes/<path:page>qr.svg", views.code, name="code"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/<slug:page>/", views.styleguide, name="styleguide_page"),
]
