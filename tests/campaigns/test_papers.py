"""Attachments: the host hangs them up, everybody takes them home."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kepu.campaigns import actions, queries
from kepu.campaigns.models import Attachment
from kepu.journal.models import Line

pytestmark = pytest.mark.usefixtures("province")
PAGE = "/campaigns/henan-resources-2022/"


@pytest.fixture
def campaign(make):
    return make.campaign()


@pytest.fixture
def officer(make, client, campaign):
    hat = make.appointment("officer", over=make.place("河南省"), of_org=campaign.host)
    client.force_login(hat.person)
    return hat


def at(campaign):
    return f"/campaigns/mine/{campaign.pk}/papers/"


def hung(make, client, campaign, label="报送注意事项"):
    file = SimpleUploadedFile("注意事项.jpg", make.jpg())
    return client.post(at(campaign), {"label": label, "file": file})


def test_a_file_is_hung_up_and_taken_home_by_anybody(make, client, campaign, officer):
    answer = hung(make, client, campaign)
    client.logout()

    page = client.get(PAGE).content.decode()
    paper = Attachment.objects.get()
    taken = client.get(f"{PAGE}papers/{paper.pk}/")
    assert answer.url == at(campaign)
    assert "报送注意事项" in page
    assert f'href="{PAGE}papers/{paper.pk}/"' in page
    assert "JPG" in page or "JPEG" in page
    assert paper.blob.sha256 in taken["X-Accel-Redirect"]
    assert taken["Content-Disposition"].startswith("attachment;")
    assert Line.objects.get(verb="campaign.attach").person_id == officer.person_id


def test_a_paper_of_the_notice_is_shown_where_the_notice_lists_it(make, client, campaign, officer):
    label = queries.spec_of(campaign.version).attachments[0].label

    hung(make, client, campaign, label)

    shown = queries.papers(campaign, queries.spec_of(campaign.version))
    assert [one.label for one in shown].count(label) == 1
    assert shown[0].attachment is not None


def test_a_paper_taken_down_is_gone_from_the_page(make, client, campaign, officer):
    hung(make, client, campaign)
    paper = Attachment.objects.get()

    for _ in range(2):
        client.post(f"/campaigns/mine/papers/{paper.pk}/take-down/")

    assert client.get(f"{PAGE}papers/{paper.pk}/").status_code == 404
    client.logout()
    assert "报送注意事项" not in client.get(PAGE).content.decode()
    client.force_login(officer.person)
    assert client.get(f"/campaigns/mine/papers/{paper.pk}/").status_code == 200
    assert Line.objects.filter(verb="campaign.detach").count() == 1


def test_the_same_file_hangs_once(make, client, campaign, officer, now):
    blob = make.blob()
    actions.attach(campaign.pk, blob, label="附件", name="a.jpg", by=make.setup(), now=now)

    with pytest.raises(actions.SameFile, match="附件"):
        actions.attach(campaign.pk, blob, label="又一份", name="b.jpg", by=make.setup(), now=now)


def test_an_empty_file_is_said_to_be_empty(client, campaign, officer):
    answer = client.post(at(campaign), {"label": "附件", "file": SimpleUploadedFile("a.pdf", b"")})

    assert answer.status_code == 422


def test_a_file_that_is_too_large_is_refused(client, campaign, officer, monkeypatch):
    monkeypatch.setattr("kepu.campaigns.forms.MOST_OF_A_PAPER", 3)

    answer = client.post(
        at(campaign), {"label": "附件", "file": SimpleUploadedFile("a.pdf", b"long")}
    )

    assert "文件超过 200 MB" in answer.content.decode()


def test_a_draft_shows_its_papers_to_those_who_run_it_alone(make, client, officer, now):
    spec = make.spec(("henan-resources-2022", "draft-one"))
    host = officer.of_org
    draft = actions.prepare(spec, host=host, place=host.place, by=make.setup(), now=now)
    hung(make, client, draft)
    paper = Attachment.objects.get()

    assert client.get(f"/campaigns/draft-one/papers/{paper.pk}/").status_code == 404
    preview = client.get(f"/campaigns/mine/{draft.pk}/preview/").content.decode()
    assert f'href="/campaigns/mine/papers/{paper.pk}/"' in preview


def test_a_file_no_machine_knows_is_called_by_its_name(make, campaign, now):
    actions.attach(
        campaign.pk,
        make.blob(b"just bytes", "表.et"),
        label="表",
        name="表.et",
        by=make.setup(),
        now=now,
    )

    shown = queries.papers(campaign, queries.spec_of(campaign.version))
    assert shown[-1].kind in {"ET", "TXT"}
