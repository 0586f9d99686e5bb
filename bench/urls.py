"""The product's own addresses, the one-query view, and the largest file for slow readers."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kepu.config.urls import urlpatterns as ours
from kepu.core.web import open_to_all
from kepu.media.models import Blob
from kepu.media.send import send
from kepu.places.models import Place


@open_to_all
def one_query(_request: HttpRequest) -> HttpResponse:
    """Do one query of one row: the unit in which pages are measured."""
    return HttpResponse(Place.objects.get(code="410000000000").name)


@open_to_all
def film(_request: HttpRequest) -> HttpResponse:
    """Send the largest file there is."""
    return send(Blob.objects.latest("size"), "film.mp4")


urlpatterns = [path("one-query/", one_query), path("film/", film), *ours]
