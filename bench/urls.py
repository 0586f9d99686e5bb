"""The product's own addresses, and the one-query view."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kepu.config.urls import urlpatterns as ours
from kepu.core.web import open_to_all
from kepu.places.models import Place


@open_to_all
def one_query(_request: HttpRequest) -> HttpResponse:
    """Do one query of one row: the unit in which pages are measured."""
    return HttpResponse(Place.objects.get(code="410000000000").name)


urlpatterns = [path("one-query/", one_query), *ours]
