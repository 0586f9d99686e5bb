"""Whoever runs the platform has files tried again of which something could not be made."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.media.models import Making
from make.browser import faults_of, log_in, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("KEPU_SHOTS", "")


@pytest.mark.parametrize("width", [390, 1440])
def test_one_press_tries_all_again(visit, make, now, width):
    for name in ("水稻增产的秘密.jpg", "一个名字很长的文件，写着它是什么、谁拍的、在哪里拍的.jpg"):
        blob = make.blob(make.jpg(), name)
        failed = Making.objects.filter(blob=blob)
        failed.update(begun_at=now, ended_at=now, trouble="画面解不开，文件中间缺了一段")
    hat = make.appointment("administrator", over=make.place("河南省"))
    page = log_in(visit("/accounts/login/", width=width), hat, "/uploads/failed/")
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"failed-{width}.png", full_page=True)
    found = [*faults_of(page), too_wide(page) > 0]

    page.get_by_role("button", name="全部重试（2）").click()

    expect(page.get_by_text("都做成了")).to_be_visible()
    assert found == [False]
