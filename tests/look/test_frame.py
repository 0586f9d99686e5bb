"""Navigation as data."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from kepu.look.frame import Entry, Frame, Plan, Section

NAV = (Entry("首页", "/"), Entry("资源", "/library/"), Entry("样式册", "look:styleguide", "eye"))


def frame_at(path, settings, **plan):
    settings.FRAME = Plan(**plan)
    return Frame(RequestFactory().get(path))


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["首页"]),
        ("/library/", ["资源"]),
        ("/library/318/", ["资源"]),
        ("/styleguide/forms/", ["样式册"]),
        ("/elsewhere/", []),
    ],
)
def test_the_nearest_entry_is_where_the_reader_stands(path, current, settings):
    frame = frame_at(path, settings, nav=NAV)

    assert [entry.label for entry in frame.nav if entry.current] == current


def sections(request):
    return [Section("我的", [Entry("待办", "/desk/", "bell", count=len(request.path))])]


def test_the_side_is_asked_of_the_room_that_config_names(settings):
    frame = frame_at("/desk/", settings, side=f"{__name__}.sections")

    [(label, [entry])] = frame.side

    assert (label, entry.label, entry.count, entry.current) == ("我的", "待办", 6, True)


def two_sections(request):
    return [
        Section("我的", [Entry("工作台", "/desk/")]),
        Section("平台", [Entry("任务", "/desk/jobs/")]),
    ]


def test_one_entry_of_the_whole_side_is_where_the_reader_stands(settings):
    frame = frame_at("/desk/jobs/", settings, side=f"{__name__}.two_sections")

    entries = [entry for _, entries in frame.side for entry in entries]

    assert [entry.label for entry in entries if entry.current] == ["任务"]


def test_a_site_without_a_plan_has_an_empty_frame(settings):
    frame = frame_at("/", settings)

    assert (frame.nav, frame.tabs, frame.foot, frame.side) == ([], [], [], [])


def test_every_entry_of_this_site_leads_somewhere(settings):
    frame = Frame(RequestFactory().get("/"))

    for entry in [*frame.nav, *frame.tabs, *frame.foot]:
        assert entry.url.startswith("/")


@pytest.mark.parametrize(("claimed", "current"), [("submissions:taken", "活动"), ("", "报送")])
def test_an_entry_may_claim_a_page_whose_address_begins_elsewhere(claimed, current, settings):
    entries = (Entry("报送", "/works/"), Entry("活动", "/mine/", also=frozenset({claimed})))
    frame = frame_at("/works/taken/", settings, nav=entries)
    frame.request.resolver_match = SimpleNamespace(view_name="submissions:taken")

    assert [entry.label for entry in frame.nav if entry.current] == [current]
