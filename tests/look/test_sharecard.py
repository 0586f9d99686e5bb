"""A card holds what it should, however long its title is."""

from io import BytesIO

import pytest
from PIL import Image

from kepu.look import sharecard


def card(title):
    told = {"owner": "河洛市气象局", "about": "视频", "site": "科普资源库"}
    return sharecard.Card(title=title, url="https://example.org/library/1/", **told)


@pytest.mark.parametrize("title", ["雷", "雷雨来临前" * 30, "A" * 300, "骉𬭛龘", ""])
def test_a_title_of_any_length_is_drawn(title):
    with Image.open(BytesIO(sharecard.draw(card(title)))) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (sharecard.WIDTH, sharecard.HEIGHT))


def test_a_long_title_ends_in_dots_and_breaks_between_words():
    lines = sharecard._lines("雷雨来临前，身体会给你哪些信号？" * 5, sharecard.TITLE, 3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert not any(line.startswith(("，", "？")) for line in lines)


@pytest.mark.parametrize("size", [(1280, 720), (300, 2000), (1, 1)])
def test_a_picture_of_any_shape_stands_above(size):
    picture = BytesIO()
    Image.new("RGB", size, (200, 30, 40)).save(picture, "JPEG")
    picture.seek(0)

    with Image.open(BytesIO(sharecard.draw(card("雷"), picture))) as drawn:
        assert drawn.getpixel((5, 5))[0] > 150
        assert drawn.getpixel((5, sharecard.COVER + 5)) == (255, 255, 255)
