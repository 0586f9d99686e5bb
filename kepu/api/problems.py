"""Problems (出错): every fault as ``application/problem+json`` (RFC 9457), told in Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

JSON = "application/problem+json"
GONE, WRONG_METHOD, UNPROCESSABLE, TOO_MANY, FAILED = 410, 405, 422, 429, 500
TITLES = {
    400: "请求读不懂",
    404: "没有找到",
    GONE: "已下架",
    WRONG_METHOD: "只能读取",
    UNPROCESSABLE: "条件不对",
    TOO_MANY: "请求太频繁",
    FAILED: "平台出错",
}
SAYS = {  # by the name pydantic gives to a fault
    "greater_than_equal": "不能小于 {ge}",
    "int_parsing": "应是整数",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
    "string_pattern_mismatch": "里有不能用的字符",
    "string_too_long": "最多 {max_length} 个字",
    "uuid_parsing": "应是 UUID",
}


def problem(
    status: int, detail: str, errors: Iterable[dict[str, str]] = (), **headers: str
) -> HttpResponse:
    """Tell a fault; its ``type`` leads to the paragraph of the description that explains it."""
    told: dict[str, Any] = {
        "type": f"/api/v1/#e{status}",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
    }
    if listed := list(errors):
        told["errors"] = listed
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(told, ensure_ascii=False)
    return HttpResponse(body, content_type=JSON, status=status, headers=named)


def tell(api: NinjaAPI) -> None:
    """Let an API tell its faults so."""
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(ValidationError, _unprocessable)


def _not_found(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, str(error))


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    if error.status_code == TOO_MANY:
        return problem(TOO_MANY, "这一分钟的请求太多了，请按 Retry-After 给出的秒数稍后再试")
    return problem(error.status_code, str(error))


def _unprocessable(_request: HttpRequest, error: Any) -> HttpResponse:
    faults = [{"field": str(one["loc"][-1]), "says": _says(one)} for one in error.errors]
    detail = "；".join(f"{fault['field']} {fault['says']}" for fault in faults)
    return problem(UNPROCESSABLE, detail, faults)


def _says(fault: dict[str, Any]) -> str:
    facts = {name: _chinese(value) for name, value in fault.get("ctx", {}).items()}
    return SAYS.get(fault["type"], str(fault["msg"])).format(**facts)


def _chinese(fact: object) -> str:
    return str(fact).replace("'", "").replace(" or ", "、").replace(", ", "、")
