"""``kepu seal`` changes the key of what forms say: all is read, and the old key opens nothing."""

import pytest
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection

from kepu.cli.saving import seal
from kepu.core import crypto
from kepu.core.actor import Actor
from kepu.core.crypto import SealedJSON
from kepu.core.home import Home
from kepu.journal.models import Line
from kepu.submissions import actions
from kepu.submissions.actions import sealing
from kepu.submissions.models import Edition, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = Home(tmp_path)
    return settings.HOME


@pytest.fixture
def work(make, home):
    """Hand in a work that says something, so that there is an edition too."""
    return make.work(fields={"contact": "示例甲", "phone": "0371-0000 0000"})


def raw(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table}")
        return [bytes(sealed) for (sealed,) in cursor.fetchall()]


def says():
    return Work.objects.get().fields["phone"], Edition.objects.get().content


def test_every_sealed_column_is_among_those_that_get_the_new_key():
    sealed = {
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedJSON)
    }

    assert sealed == set(actions.SEALED.values())


def test_all_is_read_as_before_and_the_old_key_opens_none_of_it(home, work, capsys):
    before, old = says(), home.secret(crypto.PRESENT)

    codes = [seal.main([word]) for word in ("renew", "forget", "show")]

    assert codes == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "2 行已换成新密钥。旧密钥还在，先备份，各台机器都换好后运行 kepu seal forget",
        "删去旧密钥 1 个。更早的备份里有当时的密钥，仍能恢复",
        "旧密钥 0 个，0 行还用着旧密钥",
    ]
    assert says() == before
    assert Line.objects.get(verb="seal.renew").facts == {"rows": 2}
    (home.root / "secrets" / crypto.PRESENT).write_text(old)
    crypto._keep(home.root / "secrets")
    crypto._boxes.cache_clear()
    for sealed in raw("submissions_work", "fields") + raw("submissions_edition", "content"):
        with pytest.raises(InvalidToken):
            crypto.unseal(sealed)


def test_a_key_that_a_row_still_needs_is_not_dropped(home, work, capsys):
    crypto.make_next(home)
    crypto.take_over(home)

    code = seal.main(["forget"])

    assert (code, len(crypto.past(home))) == (1, 1)
    assert "还有 2 行用着旧密钥，没有删" in capsys.readouterr().err
    assert says()[0] == "0371-0000 0000"


def test_the_next_key_reads_before_it_writes(home, work, capsys):
    """Another machine may begin to write with it while this one still writes with the present."""
    seal.main(["new"])
    waiting = crypto.seal("甲")
    crypto.take_over(home)

    fresh = crypto.seal("乙")

    assert (crypto.unseal(waiting), crypto.unseal(fresh)) == ("甲", "乙")
    assert crypto.resealed(fresh) is None
    assert crypto.unseal(crypto.resealed(waiting)) == "甲"
    seal.main(["show"])
    assert "2 行还用着旧密钥" in capsys.readouterr().out


def test_a_renewal_cut_short_goes_on_with_the_same_key(home, work, make, now, monkeypatch):
    make.work(fields={"phone": "0371-0000 0000"})
    monkeypatch.setattr(sealing, "A_BATCH", 1)
    crypto.make_next(home)
    crypto.take_over(home)
    first = actions.reseal(Work, "fields", by=Actor.machine("setup"), now=now)
    present = home.secret(crypto.PRESENT)

    seal.main(["renew"])

    assert (first.seen, first.changed) == (1, 1)
    assert (home.secret(crypto.PRESENT), len(crypto.past(home))) == (present, 1)
    assert Line.objects.get(verb="seal.renew").facts == {"rows": 3}


def test_a_next_key_that_is_there_is_said(home, capsys):
    seal.main(["new"])
    seal.main([])

    assert "新密钥已生成，还没启用" in capsys.readouterr().out
