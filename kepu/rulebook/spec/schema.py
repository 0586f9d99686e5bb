"""The JSON Schema of a spec (格式说明), from which the form editor and other programs read it."""

from typing import Any

from pydantic import TypeAdapter

from kepu.rulebook.checks import CHECKS
from kepu.rulebook.spec.model import Spec

Schema = dict[str, Any]
UNLIMITED: Schema = {"const": {"any": True}, "title": "不限"}


def json_schema() -> Schema:
    """Describe a spec as JSON Schema; the limits of a rule depend on its check."""
    schema = Spec.model_json_schema()
    rule = schema["$defs"]["Rule"]
    rule["properties"]["check"]["enum"] = list(CHECKS)
    rule["allOf"] = [_limits(check) for check in CHECKS]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _limits(check: str) -> Schema:
    limits = TypeAdapter(CHECKS[check].Limits).json_schema()
    shape = {
        "type": "object",
        "properties": {name: _bare(about) for name, about in limits["properties"].items()},
        "additionalProperties": False,
    }
    return {
        "if": {"properties": {"check": {"const": check}}},
        "then": {"properties": {"limits": {"anyOf": [shape, UNLIMITED]}}},
    }


def _bare(about: Schema) -> Schema:
    """Drop the default, which may be infinite and then is no JSON."""
    return {key: value for key, value in about.items() if key not in {"default", "title"}}
