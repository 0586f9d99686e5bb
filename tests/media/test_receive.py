"""Bytes come in: whole, hashed, once, within limit and term, by their own person."""

import hashlib
from datetime import timedelta
from io import BytesIO
from itertools import count

import pytest

from kepu.journal.models import Line
from kepu.media import actions, store
from kepu.media.models import Blob

pytestmark = pytest.mark.django_db


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_arrives_lies_under_its_hash(make, now):
    content, clerk = make.jpg(), make.actor("clerk")

    blob = actions.receive(
        make.ticket(by=clerk), BytesIO(content), name="水稻.jpg", by=clerk, now=now
    )

    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert store.path_of(blob.sha256).read_bytes() == content
    assert blob.size == len(content)


def test_the_ticket_remembers_what_it_brought(make, now):
    ticket = make.ticket()

    blob = actions.receive(ticket, BytesIO(b"abc"), name="短.txt", by=make.setup(), now=now)

    ticket.refresh_from_db()
    assert (ticket.blob, ticket.name, ticket.offset) == (blob, "短.txt", 3)
    assert ticket.finished_at == now


def test_an_arrival_is_one_line_in_the_journal_and_its_facts_another(make):
    blob = make.blob(b"abc")

    lines = Line.objects.filter(subject_kind="blob", subject_id=str(blob.pk)).order_by("pk")
    assert [line.verb for line in lines] == ["blob.arrive", "blob.measure"]


def test_the_same_bytes_twice_are_one_file_and_one_blob(make, blobs):
    first, second = make.blob(b"the same"), make.blob(b"the same")

    assert first == second
    assert len(files_in(blobs)) == 1


def test_a_lost_file_comes_back_with_the_same_bytes(make):
    blob = make.blob(b"the same")
    store.path_of(blob.sha256).unlink()

    make.blob(b"the same")

    assert store.path_of(blob.sha256).read_bytes() == b"the same"


def test_the_last_byte_of_the_limit_is_taken(make, now):
    blob = actions.receive(
        make.ticket(at_most=4), BytesIO(b"1234"), name="a", by=make.setup(), now=now
    )

    assert blob.size == 4


def test_one_byte_more_is_refused_with_the_limit(make, now, blobs):
    with pytest.raises(store.TooLarge, match="上限 4 字节"):
        actions.receive(
            make.ticket(at_most=4), BytesIO(b"12345"), name="a", by=make.setup(), now=now
        )

    assert files_in(blobs) == []
    assert not Blob.objects.exists()


def test_an_empty_file_is_refused_by_name(make, now, blobs):
    with pytest.raises(actions.EmptyFile, match="空的"):
        actions.receive(make.ticket(), BytesIO(b""), name="空.jpg", by=make.setup(), now=now)

    assert files_in(blobs) == []


def test_a_ticket_holds_until_its_term(make, now):
    with pytest.raises(actions.TicketOver):
        actions.receive(
            make.ticket(),
            BytesIO(b"1"),
            name="a",
            by=make.setup(),
            now=now + timedelta(hours=1),
        )


def test_a_ticket_brings_one_file(make, now):
    ticket = make.ticket()
    actions.receive(ticket, BytesIO(b"1"), name="a", by=make.setup(), now=now)
    ticket.refresh_from_db()

    with pytest.raises(actions.TicketUsed):
        actions.receive(ticket, BytesIO(b"2"), name="b", by=make.setup(), now=now)


def test_somebody_elses_ticket_is_of_no_use(make, now):
    ticket = make.ticket(by=make.actor("clerk"))

    with pytest.raises(actions.NotYourTicket):
        actions.receive(ticket, BytesIO(b"1"), name="a", by=make.actor("clerk"), now=now)


def test_a_sender_who_breaks_off_leaves_nothing(make, now, blobs):
    class Broken(BytesIO):
        def read(self, _=-1, /):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        actions.receive(make.ticket(), Broken(), name="a", by=make.setup(), now=now)

    assert files_in(blobs) == []


def test_a_full_disk_is_a_sentence_and_leaves_nothing(make, now, blobs, monkeypatch):
    blobs.mkdir()
    part = blobs / "part"
    part.symlink_to("/dev/full")
    monkeypatch.setattr(store, "part_of", lambda _: part)

    with pytest.raises(store.DiskFull, match="存储空间已满"):
        actions.receive(make.ticket(), BytesIO(b"1"), name="a", by=make.setup(), now=now)

    assert not part.is_symlink()
    assert not Blob.objects.exists()


def test_other_faults_of_the_disk_are_not_called_full(tmp_path):
    with pytest.raises(IsADirectoryError):
        store.take(BytesIO(b"1"), tmp_path, at_most=1)


def test_large_bytes_are_written_in_pieces(make, now):
    content = bytes(range(256)) * (80 << 10)  # 20 MiB, past the first fdatasync

    blob = actions.receive(
        make.ticket(at_most=1 << 25), BytesIO(content), name="a", by=make.setup(), now=now
    )

    assert store.path_of(blob.sha256).read_bytes() == content


def test_the_same_bytes_at_one_instant_are_one_blob(make, at_once, now, blobs):
    tickets, turn = [make.ticket() for _ in range(6)], count()

    def arrive():
        ticket = tickets[next(turn)]
        return actions.receive(ticket, BytesIO(b"all"), name="a", by=make.setup(), now=now)

    results = at_once(6, arrive)

    assert len({blob.pk for blob in results}) == 1
    assert len(files_in(blobs)) == 1


def test_one_ticket_at_one_instant_brings_one_file(make, at_once, now, blobs):
    ticket, turn = make.ticket(), count()

    def arrive():
        content = BytesIO(b"file %d" % next(turn))
        return actions.receive(ticket, content, name="a", by=make.setup(), now=now)

    results = at_once(4, arrive)

    assert sum(isinstance(result, Blob) for result in results) == 1
    assert sum(isinstance(result, actions.TicketUsed) for result in results) == 3
    assert len(files_in(blobs)) == 1


@pytest.mark.parametrize(
    ("size", "says"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (1536 << 20, "1.5 GB")],
)
def test_sizes_read_as_people_write_them(size, says):
    assert store.as_size(size) == says
