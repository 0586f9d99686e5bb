"""What a form says about persons is hidden from others, and whoever asks for it is written down."""

from html import unescape

import pytest

from kepu.campaigns.queries import spec_of
from kepu.core.text import hidden
from kepu.journal.models import Line
from kepu.submissions import queries

pytestmark = pytest.mark.django_db
SAID = {"contact": "示例甲", "phone": "0371-0000 0000"}


@pytest.fixture
def work(make, province):
    return make.work(fields=SAID)


@pytest.fixture
def review(work):
    return f"/works/{work.pk}/review/"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("示例甲", "示**"),
        ("甲", "甲*"),
        ("0371-0000 0000", "037*********00"),
        ("office@example.org", "o***@example.org"),
        ("", "*"),
    ],
)
def test_the_middle_is_hidden(said, shown):
    assert hidden(said) == shown


def test_an_officer_sees_them_once_and_that_is_written_down(client, make, work, review):
    hat = make.appointment("officer")
    client.force_login(hat.person)
    before = text(client.get(review))

    client.post(f"/works/{work.pk}/contacts/")
    asked, after = text(client.get(review)), text(client.get(review))

    assert [SAID["phone"] in page for page in (before, asked, after)] == [False, True, False]
    assert [SAID["contact"] in page for page in (before, asked, after)] == [False, True, False]
    line = Line.objects.get(verb="work.read_contacts")
    assert (line.subject_id, line.person_id) == (str(work.pk), hat.person_id)


def test_an_expert_sees_none_and_is_offered_none(client, make, work, review):
    client.force_login(make.appointment("expert", over=work.campaign).person)

    page = text(client.get(review))

    assert "037*********00" in page
    assert "显示联系方式" not in page
    assert client.post(f"/works/{work.pk}/contacts/").status_code == 404


def test_a_form_without_persons_hides_nothing(make, province):
    work = make.work()

    assert not queries.tells_of_persons(spec_of(work.version), work)


def text(answer):
    return unescape(answer.content.decode())
