"""What was taken out is put back from the form, with and without script, while the page is open."""

import pytest

from kepu.access.queries import actor_of
from kepu.submissions import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(make, hat):
    work = make.work("draft", by=actor_of(hat), org=hat.org)
    return make.attached(work, by=actor_of(hat), name="图.jpg")


@pytest.fixture
def url(file):
    return f"/works/{file.work_id}/edit/"


def test_without_scripts_it_waits_at_the_address(clerk, file, url):
    gone = {"gone": file.pk}

    removed = clerk.post(url, {"edits": 0, "do": f"remove:{file.pk}"}, follow=True)
    saved = clerk.post(url, {"edits": 1, "do": "save"} | gone, follow=True)
    back = clerk.post(url, {"edits": 2, "do": f"restore:{file.pk}"} | gone, follow=True)

    button = f'value="restore:{file.pk}"'
    offered = [button in page.content.decode() for page in (removed, saved, back)]
    assert offered == [True, True, False]
    assert queries.files_of(file.work) == [file]
    assert button not in clerk.get(url).content.decode()


def test_the_script_is_told_of_it_only_when_it_changes(clerk, file, url):
    def parts(edits, do):
        said = {"edits": edits, "do": do, "gone": [file.pk] if edits else []}
        answer = clerk.post(url, said, headers={"Accept": "application/json"})
        return answer.json()["parts"]

    removed = parts(0, f"remove:{file.pk}")
    saved = parts(1, "save")
    back = parts(2, f"restore:{file.pk}")

    assert f'value="restore:{file.pk}"' in removed["gone-picture"]
    assert "gone-picture" not in saved
    assert back["gone-picture"].strip() == ""
