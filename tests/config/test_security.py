"""What holds on every page: its headers, its token against forged forms, and words that stay words.

docs/security.md says what is promised; most of it is held here over every address there is.
"""

import os
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.test import Client

from kepu.core.ids import uuid7
from kepu.library import actions as library
from kepu.orgs.models import Membership
from make.people import PASSWORD
from tests.access.test_gate import PAGES, address

EVIL = "\"'></script><x-evil onx=1>"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
KEPT = {  # names that code looks things up by; nobody types them
    "code", "slug", "kind", "state", "sha256", "verb", "duty", "category", "subtype", "shelf",
    "number", "step", "klass", "rule", "level", "manage_level", "outcome", "url", "purpose",
    "file_ref", "slot", "password", "login", "path", "tier", "scope", "body", "haystack", "words",
    "grams", "sounds", "title_plain", "code_path", "version", "hash", "initials", "pinyin",
}  # fmt: skip
DUTIES_SEEN = ("clerk", "officer", "operator", "expert", "administrator")
LEFT = {"journal.Line", "journal.Link", "places.Place"}  # ours alone, and never changed
MUST = {"campaigns.Campaign.title", "submissions.Work.title", "submissions.SlotFile.name",
        "orgs.Org.name", "people.Person.name", "library.Item.title", "library.Push.name",
        "submissions.Work.fields", "media.Upload.name"}  # fmt: skip


def asked(client, path):
    """Ask for a page, and close the file it may send, but not the test's connection."""
    answer = client.get(path)
    for close in answer._resource_closers:
        close()
    return answer


def test_every_answer_carries_the_headers(client, make, province):
    client.force_login(make.appointment("administrator").person)

    answers = {route: asked(client, address(route)).headers for route in PAGES}

    policies = {route: headers["Content-Security-Policy"] for route, headers in answers.items()}
    assert [route for route, policy in policies.items() if "unsafe" in policy] == []
    assert [
        route for route, policy in policies.items()
        if "default-src 'self'" not in policy and policy != "sandbox; default-src 'none'"
    ] == []  # fmt: skip
    for name, value in ALWAYS.items():
        assert {headers.get(name) for headers in answers.values()} == {value}


def test_no_form_is_taken_without_its_token(make, province):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.appointment("administrator").person)

    statuses = {route: client.post(address(route), {"a": "b"}).status_code for route in PAGES}

    taken = {route for route, status in statuses.items() if status not in {403, 404, 405}}
    assert taken == {"uploads/", "uploads/<uuid:pk>"}  # a browser must ask before Tus-Resumable
    assert {statuses[route] for route in taken} == {412}


def test_the_log_in_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client, make, db):
    person = make.person()
    client.get("/accounts/login/")
    before = client.cookies.get(settings.SESSION_COOKIE_NAME)

    answer = client.post("/accounts/login/", {"login": person.login, "password": PASSWORD})

    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value != getattr(before, "value", "")


def test_behind_https_cookies_and_the_browser_keep_to_it():
    script = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    told = os.environ | {"KEPU_HTTPS": "true"}

    said = subprocess.run(
        [sys.executable, "-c", script], check=True, env=told, capture_output=True, text=True
    )

    assert said.stdout.split() == ["True", "True", "31536000"]


@pytest.fixture
def evil(make, province):
    """Give one of everything, and put the evil words wherever a person may have typed."""
    work = make.passed()
    push = make.push([work])
    library.release(push, by=make.operator(push.campaign), now=make.NOON)
    make.work(org=work.org, campaign=work.campaign)
    Membership.objects.create(association=work.org, org=make.org("会"), began_at=make.NOON)
    make.obligation()
    touched = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if poisoned(model, field)
    }
    return push, touched


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("kepu.")]


def poisoned(model, field):
    """Put the evil words into a column of text, or into the strings of a column of JSON."""
    text = type(field) in {models.CharField, models.TextField}
    typed = isinstance(field, models.JSONField) and field.name in {"fields", "typed"}
    if field.name in KEPT or field.choices or model._meta.label in LEFT or not (text or typed):
        return False
    rows = list(model._base_manager.all())
    try:
        with transaction.atomic():
            for row in rows:
                if isinstance(field, models.JSONField):
                    said = worse(getattr(row, field.name))
                else:
                    said = f"{str(row.pk)[-6:]}{EVIL}"[: field.max_length]
                model._base_manager.filter(pk=row.pk).update(**{field.name: said})
    except IntegrityError:
        return False
    return bool(rows)


def worse(told):
    return {key: EVIL if isinstance(said, str) else said for key, said in told.items()}


class Suspects(HTMLParser):
    """Whatever in a page would be a person's words come alive."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            runs = (value or "").strip().lower().startswith(("javascript:", "data:text"))
            if name.startswith("on") or runs:
                self.found.append((tag, name, value))
        if tag == "x-evil":
            self.found.append((tag, self.getpos()))


def test_what_people_typed_is_shown_and_never_run(client, make, evil):
    push, touched = evil
    assert touched >= MUST
    shown, alive = {}, {}
    for duty in (*DUTIES_SEEN, ""):
        client.logout()
        if duty:
            client.force_login(make.appointment(duty, over=reach_of(duty, push)).person)
        for path in (path for route in PAGES for path in paths(route, push)):
            answer = asked(client, path)
            if "text/html" in answer.headers.get("Content-Type", ""):
                page = answer.content.decode()
                shown[duty] = shown.get(duty, 0) + ("x-evil" in page)
                if found := Suspects(page).found:
                    alive[duty, path] = found

    assert alive == {}
    assert all(shown[duty] >= 3 for duty in shown)


def reach_of(duty, push):
    over = {"clerk": push.campaign.works.first().org, "officer": None, "administrator": None}
    return over.get(duty, push.campaign)


def paths(route, push):
    """Give every address of a route that names something which is there."""
    things = {"library/pushes/": [push.pk], "library/": push.items.values_list("pk", flat=True)}
    if "<" not in route:
        return [f"/{route}"]
    start = next((start for start in things if route.startswith(start)), None)
    known = things.get(start) or everything(route)
    return [f"/{route.replace('<uuid:pk>', str(pk))}" for pk in known if route.count("<") == 1]


def everything(route):
    """Guess the model of an address by its first word; what does not fit is not there."""
    by_word = {
        "orgs": "orgs.Org", "people": "people.Person", "appointments": "access.Appointment",
        "works": "submissions.Work", "cases": "cases.Case", "messages": "talk.Message",
    }  # fmt: skip
    name = by_word.get(route.split("/")[0])
    return apps.get_model(name).objects.values_list("pk", flat=True)[:5] if name else [uuid7()]
