"""Addresses of the library."""

from django.urls import path

from kepu.library import views

app_name = "library"
urlpatterns = [
    path("library/", views.finding.items, name="items"),
    path("library/suggest/", views.finding.suggest, name="suggest"),
    path("library/pushes/", views.pushing.pushes, name="pushes"),
    path("library/pushes/new/", views.gathering.gather, name="gather"),
    path("library/pushes/<uuid:pk>/", views.pushing.push, name="push"),
    path("library/pushes/<uuid:pk>/more/", views.gathering.widen, name="widen"),
    path("library/pushes/<uuid:pk>/dissolve/", views.gathering.dissolve, name="dissolve"),
    path("library/pushes/<uuid:pk>/release/", views.pushing.release, name="release"),
    path("library/pushes/<uuid:pk>/going/", views.pushing.going, name="going"),
    path("library/pushes/<uuid:pk>/roll-back/", views.pushing.roll_back, name="roll_back"),
    path("library/pushes/<uuid:pk>/list.xlsx", views.pushing.listing, name="listing"),
    path("library/pushes/<uuid:pk>/works/<uuid:work>/", views.pushing.preview, name="preview"),
    path(
        "library/pushes/<uuid:pk>/works/<uuid:work>/<int:order>/<slug:what>/",
        views.pushing.previewed,
        name="previewed",
    ),
    path("library/<uuid:pk>/", views.showing.item, name="item"),
    path("library/<uuid:pk>/card.png", views.showing.card, name="card"),
    path("library/<uuid:pk>/shelf/", views.pushing.shelf, name="shelf"),
    path("library/<uuid:pk>/withdraw/", views.pushing.withdraw, name="withdraw"),
    path("library/<uuid:pk>/put-back/", views.pushing.put_back, name="put_back"),
    path("library/<uuid:pk>/all/<slug:what>/", views.showing.everything, name="everything"),
    path("library/<uuid:pk>/<int:order>/file/", views.showing.file, name="file"),
    path("library/<uuid:pk>/<int:order>/show/", views.showing.show, name="show"),
    path("library/<uuid:pk>/<int:order>/light/", views.showing.light, name="light"),
    path("library/<uuid:pk>/<int:order>/<slug:kind>/", views.showing.rendition, name="rendition"),
]
