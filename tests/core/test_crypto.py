"""What is sealed is not to be read without the key, and not to be changed unnoticed."""

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection

from kepu.core.crypto import seal, unseal

pytestmark = pytest.mark.django_db


def test_what_was_sealed_is_read_again():
    told = {"contact": "示例甲", "theme": ["emergency"], "count": 3}

    assert unseal(seal(told)) == told


def test_two_seals_of_the_same_words_tell_nobody_that_they_are_the_same():
    assert seal("0371-0000 0000") != seal("0371-0000 0000")


def test_a_changed_bit_is_noticed():
    sealed = bytearray(seal("0371-0000 0000"))
    sealed[20] ^= 1

    with pytest.raises(InvalidToken):
        unseal(bytes(sealed))


def test_the_database_has_nothing_to_read_of_what_a_form_says(make, province):
    work = make.work(fields={"contact": "示例甲", "phone": "0371-0000 0000"})

    with connection.cursor() as cursor:
        cursor.execute("select fields from submissions_work")
        work_says = bytes(cursor.fetchone()[0])
        cursor.execute("select content from submissions_edition")
        edition_says = bytes(cursor.fetchone()[0])

    work.refresh_from_db()
    assert work.fields["phone"] == "0371-0000 0000"
    assert unseal(work_says) == work.fields
    for said in ("示例甲", "0371", "打雷"):
        assert said.encode() not in work_says + edition_says
