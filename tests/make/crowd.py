"""Many uploads begun by one person: run as a program in a home, told the lengths, it says which."""

import json
import sys
from datetime import timedelta

from kepu.cli.django import set_up

set_up()

from django.conf import settings  # noqa: E402 - Django first
from django.test import Client  # noqa: E402

from kepu.core import clock  # noqa: E402
from kepu.core.actor import Actor  # noqa: E402
from kepu.media import actions  # noqa: E402
from make.people import person  # noqa: E402


def begun(lengths: list[int]) -> dict[str, object]:
    """Log somebody in who begins an upload of each length."""
    sender, now, client = person(), clock.now(), Client()
    actor, until = Actor(person_id=sender.pk), now + timedelta(hours=1)
    client.force_login(sender, settings.AUTHENTICATION_BACKENDS[-1])
    uploads = []
    for length in lengths:
        ticket = actions.allow("test", at_most_bytes=length, expires=until, by=actor, now=now)
        actions.begin(ticket.pk, length=length, name="图.jpg", by=actor, now=now)
        uploads.append(str(ticket.pk))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"cookie": f"{session.key}={session.value}", "uploads": uploads}


if __name__ == "__main__":
    json.dump(begun(json.load(sys.stdin)), sys.stdout)
