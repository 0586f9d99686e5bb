"""Addresses of campaigns: what everybody sees, and below ``mine/`` what those do who run them."""

from django.urls import path

from kepu.campaigns.views import papers, people, public, running, writing

app_name = "campaigns"
urlpatterns = [
    path("", public.index, name="index"),
    path("mine/", running.mine, name="mine"),
    path("mine/new/", writing.new, name="new"),
    path("mine/<uuid:pk>/", running.one, name="one"),
    path("mine/<uuid:pk>/preview/", running.preview, name="preview"),
    path("mine/<uuid:pk>/basics/", writing.basics, name="basics"),
    path("mine/<uuid:pk>/text/", writing.text, name="text"),
    path("mine/<uuid:pk>/text.toml", writing.source, name="source"),
    path("mine/<uuid:pk>/versions/<int:number>/", running.version, name="version"),
    path("mine/<uuid:pk>/open/", running.open_, name="open"),
    path("mine/<uuid:pk>/close/", running.close, name="close"),
    path("mine/<uuid:pk>/operator/", running.entrust, name="entrust"),
    path("mine/<uuid:pk>/people/", people.people, name="people"),
    path("mine/<uuid:pk>/people/export/", people.export, name="export"),
    path("mine/<uuid:pk>/people/call/", people.call_in, name="call"),
    path("mine/<uuid:pk>/people/new/", people.register, name="register"),
    path("mine/<uuid:pk>/people/leave/", people.let_go, name="let_go"),
    path("mine/<uuid:pk>/papers/", papers.papers, name="papers"),
    path("mine/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("mine/papers/<uuid:pk>/take-down/", papers.take_down, name="take_down"),
    path("<slug:slug>/", public.page, name="page"),
    path("<slug:slug>/papers/<uuid:pk>/", public.attachment, name="attachment"),
]
