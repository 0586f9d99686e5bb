"""Addresses of accounts; those named ``account_…`` are names allauth asks for."""

from django.urls import include, path

from kepu.people import views

own = [
    path("people/", views.index, name="index"),
    path("people/<uuid:pk>/", views.page, name="page"),
    path("people/<uuid:pk>/password/", views.reset_password, name="reset_password"),
    path("people/<uuid:pk>/suspend/", views.suspend, name="suspend"),
    path("people/<uuid:pk>/resume/", views.resume, name="resume"),
    path("accounts/devices/", views.devices, name="devices"),
    path("accounts/devices/sign-out/", views.sign_out, name="sign_out"),
]
urlpatterns = [
    path("accounts/login/", views.log_in, name="account_login"),
    path("accounts/logout/", views.log_out, name="account_logout"),
    path("accounts/signup/", views.sign_up, name="account_signup"),
    path("accounts/inactive/", views.inactive, name="account_inactive"),
    path("accounts/password/change/", views.change_password, name="account_change_password"),
    path("", include((own, "people"))),
]
