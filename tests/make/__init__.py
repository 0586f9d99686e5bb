"""Builders for tests, each with honest defaults, made through our own actions.

``make.place("洛阳市")``, ``make.actor("officer", over=make.place())``. A builder is looked up in
this table when it is asked for, since this package is loaded before Django is.
"""

from importlib import import_module
from typing import Any

WHERE = {
    "NOON": "moments",
    "PASSWORD": "people",
    "actor": "access",
    "answer": "cases",
    "appointment": "access",
    "attached": "submissions",
    "batch": "submissions",
    "blob": "media",
    "campaign": "campaigns",
    "case": "cases",
    "file_ref": "checks",
    "handed": "checks",
    "held": "library",
    "items": "library",
    "jpg": "media",
    "judged": "submissions",
    "many": "submissions",
    "obligation": "obligations",
    "operator": "library",
    "org": "orgs",
    "passed": "library",
    "person": "people",
    "place": "places",
    "png": "media",
    "province": "places",
    "push": "library",
    "setup": "access",
    "spec": "campaigns",
    "step": "cases",
    "subject": "cases",
    "ticket": "media",
    "waiting": "library",
    "work": "submissions",
}


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"make.{WHERE[name]}"), name)
