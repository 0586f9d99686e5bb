"""What a version would make of the files handed in: counted, and done anew when asked."""

import pytest

from kepu.campaigns.actions import revise
from kepu.checks import jobs
from kepu.journal.models import Line

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def campaign(make):
    return make.campaign()


@pytest.fixture
def revised(make, campaign, now):
    gentle = make.spec(("limits = { at_least = 300 }", "limits = { at_least = 150 }"))
    blobs = [make.blob(make.jpg(dpi=dpi)) for dpi in (200, 300)]
    for blob in blobs:
        make.file_ref(blob, version=campaign.version)
    return revise(campaign.pk, gentle, by=make.setup(), now=now).version


def page(client, version):
    return client.get(f"/checks/versions/{version.pk}/").content.decode()


def test_who_runs_the_campaign_asks_and_sees_what_would_change(make, client, campaign, revised):
    client.force_login(make.appointment("operator", over=campaign).person)
    before = page(client, revised)

    client.post(f"/checks/versions/{revised.pk}/")
    jobs.reconsider_all(Line.objects.get(verb="judgement.ask_again").pk)

    after = "".join(page(client, revised).split())
    assert "还没有文件按这一版检查过" in before
    assert '<td>不符合</td><td><b>有提示</b></td><tdclass="n">1</td>' in after
    assert (
        '<td>有提示</td><td>有提示<spanclass="note">，没有变</span></td><tdclass="n">1</td>'
        in after
    )
    assert "重新检查完成" in client.get(f"/campaigns/mine/{campaign.pk}/").content.decode()


def test_nobody_else_finds_the_page(make, client, revised):
    client.force_login(make.appointment("officer").person)

    assert client.get(f"/checks/versions/{revised.pk}/").status_code == 404
