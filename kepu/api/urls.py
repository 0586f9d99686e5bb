"""Addresses of the API v1: its operations, their description, and a fault for all else."""

from django.urls import URLPattern, path, re_path

from kepu.api.edge import to_programs
from kepu.api.views import pages
from kepu.api.views.operations import V1

app_name = "api"
operations = [one for one in V1.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for operation in operations:
    operation.callback = to_programs(operation.callback)
urlpatterns = [
    path("", pages.index, name="index"),
    path("openapi.json", to_programs(pages.openapi), name="openapi"),
    *operations,
    re_path("", to_programs(pages.nothing), name="nothing"),  # <path:…> stops at a line's end
]
