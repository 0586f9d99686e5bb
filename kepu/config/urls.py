"""All addresses of the site: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from kepu.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kepu.portal.urls")),
    path("", include("kepu.library.urls")),
    path("", include("kepu.look.urls")),
    path("", include("kepu.access.urls")),
    path("", include("kepu.people.urls")),
    path("orgs/", include("kepu.orgs.urls")),
    path("places/", include("kepu.places.urls")),
    path("cases/", include("kepu.cases.urls")),
    path("campaigns/", include("kepu.campaigns.urls")),
    path("checks/", include("kepu.checks.urls")),
    path("api/v1/", include("kepu.api.urls")),
    path("desk/", include("kepu.desk.urls")),
    path("messages/", include("kepu.talk.urls")),
    path("works/", include("kepu.submissions.urls")),
    path("uploads/", include("kepu.media.urls")),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", health.metrics),
]

handler400 = "kepu.look.views.bad_request"
handler403 = "kepu.look.views.forbidden"
handler404 = "kepu.look.views.not_found"
handler500 = "kepu.look.views.server_error"
