"""What is found in a film or sound leads the player to its moment, for both sides."""

import os
from pathlib import Path

from kepu.access.queries import actor_of
from kepu.submissions.models import Work
from make import reels
from make.browser import faults_of, too_wide

SHOTS = os.environ.get("KEPU_SHOTS", "")
FOUND = "第 2 秒起静音 12 秒"


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def quiet_sound(make, by, folder):
    """Bring a sound that is silent for 12 s from its second second on."""
    sounds = (("sine=f=440", 2), ("anullsrc", 12), ("sine=f=440", 2))
    path = reels.sound(folder / "b.mp3", sounds)
    work = make.work("draft", by=by, category="audio")
    blob = make.blob(path.read_bytes(), "听雷.mp3", by=by)
    make.attached(work, blob, by=by, slot="sound", name="听雷.mp3")
    return work


def test_a_finding_leads_the_player_to_its_moment(site, enter, make, tmp_path):
    make.campaign()
    org = make.org()
    clerk, officer = (
        make.appointment("clerk", over=org),
        make.appointment("officer", over=org.place),
    )
    work = quiet_sound(make, actor_of(clerk), tmp_path)

    drafted = enter(clerk)
    drafted.goto(f"/works/{work.pk}/edit/")
    drafted.get_by_text(FOUND).wait_for()
    Work.objects.update(state="handed_in", submitted_at=make.NOON, number="HN-1", title="听雷")
    seen = enter(officer)
    seen.goto(f"/works/{work.pk}/review/")
    seen.get_by_text(FOUND).wait_for()

    for page, name in ((drafted, "clerk"), (seen, "officer")):
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            shot(page, f"moment-{name}-{width}")
            assert (faults_of(page), too_wide(page)) == ([], 0)
    assert drafted.locator("a.moment").get_attribute("href").endswith("#t=2")

    seen.locator("a.moment").click()

    seen.wait_for_function("document.querySelector('audio').currentTime >= 2")
    assert seen.url.endswith("/review/")
