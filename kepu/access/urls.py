"""Addresses of appointments and of one's own hats."""

from django.urls import path

from kepu.access import views

app_name = "access"
urlpatterns = [
    path("hats/", views.hats, name="hats"),
    path("hats/wear/", views.wear, name="wear"),
    path("accounts/stay/", views.stay, name="stay"),
    path("appointments/", views.appointments, name="appointments"),
    path("appointments/<uuid:pk>/dismiss/", views.dismiss, name="dismiss"),
]
