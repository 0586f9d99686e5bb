"""The API describes itself, to machines by OpenAPI 3.1, to people on a page of ours."""

import pytest

from kepu.api.views.pages import described

pytestmark = pytest.mark.django_db


def test_the_description_is_openapi_and_may_be_kept(client):
    answer = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"if-none-match": answer["ETag"]})

    told = answer.json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {
        "/api/v1/items",
        "/api/v1/items/{id}",
        "/api/v1/campaigns",
        "/api/v1/campaigns/{slug}",
    }
    assert again.status_code == 304


def test_every_parameter_and_field_is_explained():
    told = described()
    fields = [
        (name, field)
        for shape in told["components"]["schemas"].values()
        for field, about in shape["properties"].items()
        for name in [shape["title"]]
        if not about.get("description") and field != "items"
    ]
    parameters = [
        parameter["name"]
        for operation in told["paths"].values()
        for parameter in operation["get"]["parameters"]
        if parameter["in"] == "query" and not parameter.get("description")
    ]

    assert (fields, parameters) == ([], [])


def test_the_page_shows_each_operation_and_each_fault(client):
    page = client.get("/api/v1/").content.decode()

    for path in described()["paths"]:
        assert path in page
    for status in (404, 405, 410, 422, 429, 500):
        assert f'id="e{status}"' in page
    assert "http://testserver/api/v1/items?q=" in page


def test_the_page_needs_nothing_from_elsewhere(client):
    page = client.get("/api/v1/").content.decode()

    sources = [part.split('"')[0] for part in page.split(' src="')[1:]]
    assert all(source.startswith("/") for source in sources)
    assert "<style" not in page
