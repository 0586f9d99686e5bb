"""The pages that describe the API: one for machines (OpenAPI 3.1), one for people."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepu.api.problems import JSON, TITLES, problem
from kepu.api.views.operations import V1
from kepu.core.web import open_to_all, reads

PREFIX = "/api/v1/"
FAULTY = 400
WHY = {
    404: "地址写错了，或者没有这件东西。",
    405: "本接口只供读取：只接受 GET、HEAD 和 OPTIONS。",
    410: "资源曾经公开，后来下架。请把它从你那里也去掉，不要再使用以前下载的副本。",
    422: "条件写得不对；errors 逐个说明哪个条件、哪里不对。写错名字的条件也算，不会悄悄忽略。",
    429: "同一地址一分钟内的请求太多。请等 Retry-After 给出的秒数再试。",
    500: "平台的错，已经记下；detail 里有编号，反映时请带上。",
}


def openapi(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_written(), content_type="application/json")


def nothing(request: HttpRequest) -> HttpResponse:
    return problem(404, f"没有 {request.path} 这个地址，接口说明见 {PREFIX}")


@open_to_all
@reads
def index(request: HttpRequest) -> HttpResponse:
    """Describe the API in Chinese, from the same description that machines read."""
    told = described()
    page = {
        "operations": [
            {"path": path, **operation["get"], "shape": _shape(told, operation["get"])}
            for path, operation in told["paths"].items()
        ],
        "problems": [(status, TITLES[status], why) for status, why in WHY.items()],
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/index.html", page)


@cache
def described() -> dict[str, Any]:
    """Write the OpenAPI description; faults are of the media type that they are sent in."""
    told: dict[str, Any] = json.loads(json.dumps(V1.get_openapi_schema(path_prefix=PREFIX)))
    for operation in told["paths"].values():
        for parameter in operation["get"]["parameters"]:
            _settle(parameter["schema"])
        for status, response in operation["get"]["responses"].items():
            if int(status) >= FAULTY:
                response["description"] = TITLES[int(status)]
                response["content"] = {JSON: response["content"].pop("application/json")}
            else:
                response["description"] = "好"
        operation["get"]["responses"]["304"] = {
            "description": "没有变，If-None-Match 带的就是现在的"
        }
    return told


@cache
def _written() -> str:
    return json.dumps(described(), ensure_ascii=False)


def _settle(schema: dict[str, Any]) -> None:
    """Say of a parameter what it is when it is there; an address knows no null."""
    for one in schema.pop("anyOf", []):
        if one["type"] != "null":
            schema |= one


def _shape(told: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, str]]:
    """List the fields of an answer with what they mean; of a list, those of one row."""
    schemas = told["components"]["schemas"]
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    fields = schemas[shape["$ref"].rpartition("/")[2]]["properties"]
    if "items" in fields:
        fields = schemas[fields["items"]["items"]["$ref"].rpartition("/")[2]]["properties"]
    return [(name, field.get("description", "")) for name, field in fields.items()]
