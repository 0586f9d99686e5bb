"""``kepu appoint``: the first administrator of an installation: a person, their seat, a duty."""

from __future__ import annotations

import argparse
import secrets
import sys

from kepu.cli.django import set_up

WHAT = "任命系统管理员：没有的账号、单位一并登记。初始密码只显示这一次。"
REFUSED = 1


def main(argv: list[str]) -> int:
    """Appoint an administrator over a place; what is there already is used as it is."""
    given = arguments(argv)
    set_up()
    from kepu.core.errors import Refused

    try:
        print(appoint(given))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return 0


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kepu appoint", description=WHAT)
    parser.add_argument("--login", required=True, help="登录名")
    parser.add_argument("--name", required=True, help="姓名")
    parser.add_argument("--org", required=True, help="所在单位全称，例如：河南省科学技术协会")
    parser.add_argument("--place", required=True, help="辖区的名称或代码，例如：河南省")
    return parser.parse_args(argv)


def appoint(given: argparse.Namespace) -> str:
    """Do it in one transaction, and say what was done."""
    from django.db import transaction

    from kepu.access import actions as access
    from kepu.core import clock
    from kepu.core.actor import Actor
    from kepu.orgs import actions as orgs
    from kepu.people import actions as people
    from kepu.people.models import Person
    from kepu.places.queries import the_one

    by, now = Actor.machine("setup"), clock.now()
    with transaction.atomic():
        place = the_one(given.place)
        org = orgs.association(given.org, place=place, by=by, now=now)
        person, password = Person.objects.filter(login=given.login).first(), ""
        if person is None:
            password = secrets.token_urlsafe(9)
            person = people.register(
                given.login, name=given.name, password=password, by=by, now=now
            )
        access.appoint(
            person.pk, "administrator", of_org_id=org.pk, by=by, now=now, place_id=place.pk
        )
    done = f"{person}（登录名 {person.login}）现在是{place}的系统管理员，所在单位：{org}。"
    return f"{done}\n初始密码：{password}（首次登录须修改）" if password else done
