"""Every page that says no, in the browser: it has our look, a plain sentence and a way on.

With ``KEPU_SHOTS`` naming a folder, each is also pictured there, to be looked at.
"""

import os
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.urls import path

from kepu.config import urls
from make.browser import faults_of, too_wide

SHOTS = os.environ.get("KEPU_SHOTS")
FAULTS = {
    400: SuspiciousOperation,
    403: PermissionDenied,
    413: RequestDataTooBig,
    500: ValueError,
    503: OperationalError,
}
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def fail(request, status):
    raise FAULTS[status]


urlpatterns = [path("fail/<int:status>/", fail), *urls.urlpatterns]


@pytest.mark.parametrize("width", [390, 1440])
def test_every_refusal_is_a_page_with_a_way_on(visit, settings, caplog, width):
    settings.ROOT_URLCONF = __name__
    found = {}
    for status, at in [*((one, f"/fail/{one}/") for one in FAULTS), (404, "/nowhere/")]:
        page = visit(at, status=status, width=width)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"error-{status}-{width}.png")
        found[status] = [*faults_of(page), *(["sideways"] if too_wide(page) > 0 else [])]
        assert page.get_by_role("main").get_by_role("link").count() >= 1
        page.close()

    assert {status: faults for status, faults in found.items() if faults} == {}
