"""Covers drawn where nobody sent one."""

from xml.dom.minidom import parseString

import pytest

from kepu.look import covers


@pytest.mark.parametrize(
    ("topic", "title", "scene"),
    [
        ("应急避险", "雷雨来临前，身体会给你哪些信号？", "storm"),
        ("乡村振兴", "青贮玉米怎样做到既增产又安全", "field"),
        ("前沿技术", "一张图看懂国产大型盾构机", "borer"),
        ("卫生健康", "夏季食物中毒的五个误区", "plate"),
        ("科学百科", "土星光环会消失吗", "planet"),
        ("前沿技术", "从一粒种子看懂基因编辑育种", "helix"),
        ("应急避险", "预警响起后的黄金十二秒", "seismograph"),
        ("科学百科", "黄河为什么会“地上悬河”", "river"),
        ("科学百科", "测一测：你的大脑有多容易被骗", "network"),
    ],
)
def test_the_title_says_which_scene(topic, title, scene):
    assert covers.scene_for(topic, title) == scene


def test_a_topic_chooses_where_the_title_says_nothing():
    assert covers.scene_for("乡村振兴", "一起来") in covers.TOPICS["乡村振兴"]


@pytest.mark.parametrize("scene", covers.SCENES)
def test_every_scene_is_sound_svg_in_every_variant(scene):
    drawings = {covers.SCENES[scene](seed) for seed in range(24)}

    for drawing in drawings:
        parseString(f"<g>{drawing}</g>")  # noqa: S318 - our own drawing
        assert len(drawing) < 4096
        assert "style" not in drawing
    assert len(drawings) > 5


def test_the_same_title_always_has_the_same_cover():
    assert covers.name_of("", "雷雨") == covers.name_of("", "雷雨")
    assert covers.name_of("", "雷雨") != covers.name_of("", "雷雨大风")


def test_a_cover_is_a_picture_that_browsers_keep(client):
    name = covers.name_of("应急避险", "雷雨")

    page = client.get(f"/covers/{covers.VERSION}/{name}.svg")

    parseString(page.content)  # noqa: S318 - our own drawing
    assert page["Content-Type"] == "image/svg+xml"
    assert "immutable" in page["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["storm-24-0", "nothing-1-0", "storm-1", "storm-1-2", "__class__-1-0"]
)
def test_what_no_title_leads_to_is_not_drawn(client, name):
    assert client.get(f"/covers/{covers.VERSION}/{name}.svg").status_code == 404
    assert client.get(f"/covers/{covers.VERSION + 1}/storm-1-0.svg").status_code == 404


def test_every_scene_has_grounds():
    assert set(covers.GROUNDS) == set(covers.SCENES)
    assert {len(grounds) for grounds in covers.GROUNDS.values()} == {2}
