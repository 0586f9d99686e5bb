"""Addresses of works."""

from django.urls import path

from kepu.submissions import views

app_name = "submissions"
urlpatterns = [
    path("", views.own.index, name="index"),
    path("export/", views.own.export, name="export"),
    path("taken/<uuid:pk>/", views.taken.taken, name="taken"),
    path("taken/<uuid:pk>/export/", views.taken.export, name="taken_export"),
    path("over/<uuid:pk>/", views.taken.over, name="over"),
    path("bring-back/", views.discarding.bring_back, name="bring_back"),
    path("next/", views.reviewing.following, name="next"),
    path("new/<slug:slug>/", views.own.new, name="new"),
    path("many/<slug:slug>/", views.batches.many, name="many"),
    path("drafts/<slug:slug>/", views.drafts.drafts, name="drafts"),
    path("drafts/<slug:slug>/manifest/", views.manifests.manifest, name="manifest"),
    path("drafts/<slug:slug>/fill/", views.manifests.fill, name="fill"),
    path("batches/<uuid:pk>/", views.batches.batch, name="batch"),
    path("<uuid:pk>/", views.own.work, name="work"),
    path("<uuid:pk>/edit/", views.editing.edit, name="edit"),
    path("<uuid:pk>/rows/", views.editing.rows, name="rows"),
    path("<uuid:pk>/going/", views.files.going, name="going"),
    path("<uuid:pk>/discard/", views.discarding.discard, name="discard"),
    path("<uuid:pk>/withdraw/", views.own.withdraw, name="withdraw"),
    path("<uuid:pk>/review/", views.reviewing.review, name="review"),
    path("<uuid:pk>/contacts/", views.reviewing.contacts, name="contacts"),
    path("files/<uuid:pk>/", views.files.content, name="file"),
    path("files/<uuid:pk>/waive/", views.reviewing.waive, name="waive"),
    path("files/<uuid:pk>/shown/<slug:kind>/", views.files.shown, name="shown"),
]
