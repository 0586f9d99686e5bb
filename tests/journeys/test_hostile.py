"""A stranger's files are handed in by the form and opened at every address: none runs here."""

from contextlib import suppress

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error

from kepu.library.models import ItemFile
from kepu.media.models import FactSheet, Reading, Rendition
from kepu.submissions.models import SlotFile, Work
from make import hostile
from make.browser import as_reader
from make.running import until

SCRIPT = "if(window.ran)ran(document.URL)"
OK = 200
EMBED = """(addresses) => Promise.all(addresses.map((address) => new Promise((done) => {
    for (const kind of ["iframe", "object", "embed", "img"]) {
        const one = document.createElement(kind);
        one[kind === "object" ? "data" : "src"] = address;
        document.body.append(one);
    }
    const script = document.createElement("script");
    script.onload = script.onerror = () => done();
    script.src = address;
    document.body.append(script);
})))"""


@pytest.fixture
def reader(chromium, site):
    """Give a browser of somebody, or of a passer-by; ``ran`` hears of every script that runs."""
    contexts = []

    def open_as(hat=None):
        context = as_reader(chromium, site.url)
        contexts.append(context)
        heard = context.ran = []
        context.expose_function("ran", lambda where: heard.append(where))  # noqa: PLW0108 - Playwright names it
        if hat:
            client = Client()
            client.force_login(hat.person)
            session = client.cookies[settings.SESSION_COOKIE_NAME]
            cookie = {"name": session.key, "value": session.value, "url": site.url}
            context.add_cookies([cookie])
        return context

    yield open_as
    for context in contexts:
        context.close()


def opened(context, addresses):
    """Go to each address, and have each in a page of ours; gives those that are shown."""
    page, shown = context.new_page(), []
    for address in addresses:
        with suppress(Error):  # a download goes nowhere
            if page.goto(address).status == OK:
                shown.append(address)
    page.goto("/library/")
    page.evaluate(EMBED, addresses)
    page.close()
    return shown


def kinds_of(file):
    return file.blob.renditions.values_list("kind", flat=True)


def of_work():
    """List the addresses that serve bytes of a work."""
    return [
        f"/works/files/{file.pk}/{more}"
        for file in SlotFile.objects.select_related("blob")
        for more in ("", "?download", *(f"shown/{kind}/" for kind in kinds_of(file)))
    ]


def of_item(item):
    """List those of an item."""
    return [
        f"/library/{item.pk}/{file.order}/{kind}/"
        for file in item.files.select_related("blob")
        for kind in ("file", "show", *kinds_of(file))
    ]


def handed_in(context, paths):
    """Hand the files in by the form, and wait until all is measured and made of them."""
    page = context.new_page()
    page.goto("/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    page.locator("input[name=file-picture]").set_input_files(paths)
    until(lambda: FactSheet.objects.filter(tier="read").count() >= len(paths), 30)
    until(lambda: Reading.objects.count() == 3 and Rendition.objects.count() == 10, 30)
    page.close()


def believing(path, kind):
    return lambda route: route.fulfill(path=path, content_type=kind)


def would_run(context, paths):
    """Serve the files as a site does that believes their names, and see their scripts run."""
    for path in paths:
        kind = "image/svg+xml" if path.suffix == ".svg" else "text/html"
        context.route("**/bare", believing(path, kind))
        context.new_page().goto("/bare")
        context.unroute("**/bare")
    page = context.new_page()
    until(lambda: page.wait_for_timeout(20) or len(context.ran) >= len(paths), 20)


@pytest.mark.django_db(transaction=True)
def test_no_strangers_file_runs_here(reader, make, tmp_path):
    make.campaign()
    org = make.org()
    clerk = reader(make.appointment("clerk", over=org))
    officer = reader(make.appointment("officer", over=org.place))
    villager = reader()
    paths = hostile.strangers(tmp_path, SCRIPT, make.jpg())
    handed_in(clerk, paths)
    Work.objects.update(state="handed_in", submitted_at=make.NOON, number="HN-1")
    (item,) = make.items("打雷")
    for number, file in enumerate(SlotFile.objects.order_by("name"), 1):
        ItemFile.objects.create(item=item, blob=file.blob, order=number, name=file.name)

    by_clerk, by_officer = opened(clerk, of_work()), opened(officer, of_work())
    by_villager = opened(villager, of_item(item))
    review = officer.new_page()
    work = SlotFile.objects.values_list("work", flat=True)[0]
    review.goto(f"/works/{work}/review/")

    assert review.get_by_text(SCRIPT).count() >= 2  # read as words
    assert len(by_clerk) == len(by_officer) >= 8  # the picture, and what was drawn anew
    assert len(by_villager) >= 8
    assert clerk.ran + officer.ran + villager.ran == []
    would_run(villager, paths)
