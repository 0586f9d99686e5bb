"""Asking the application for a page as a server would, without one."""

import io
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

application: list[Any] = []


def ask(address: str, cookie: str = "") -> bytes:
    """Give the body of a page; anything but 200 is a bug of the bench."""
    if not application:
        application.append(get_wsgi_application())
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_COOKIE": cookie,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    answered: list[str] = []
    response = application[0](environ, lambda status, _headers: answered.append(status))
    body = b"".join(response)
    response.close()
    if not answered[0].startswith("200"):
        raise RuntimeError(f"{address}: {answered[0]}")
    return body


def queries_of(address: str, cookie: str = "") -> int:
    with CaptureQueriesContext(connection) as counted:
        ask(address, cookie)
    return len(counted)


def cookie_of(person: Any) -> str:
    """Log a person in; give the cookie that says so."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[-1])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
