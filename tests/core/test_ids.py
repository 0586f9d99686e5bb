"""Ids: version, order, no repeats."""

from time import sleep

from kepu.core.ids import uuid7


def test_an_id_is_a_version_7_uuid():
    made = uuid7()

    assert (made.version, str(made.variant)) == (7, "specified in RFC 4122")


def test_a_later_id_sorts_after_an_earlier_one():
    first = uuid7()
    sleep(0.002)

    assert first < uuid7()


def test_ids_do_not_repeat():
    assert len({uuid7() for _ in range(10_000)}) == 10_000
