"""Characters counted as Word counts them (字数), and links (链接)."""

import pytest

from kepu.media.measures import counting


@pytest.mark.parametrize(
    ("text", "words", "signs", "han"),
    [
        ("", 0, 0, 0),
        ("科普", 2, 2, 2),
        ("科普，中国。", 6, 6, 4),
        ("Hello world", 2, 10, 0),
        ("don’t stop", 2, 9, 0),
        ("GPT-4模型", 3, 7, 2),
        ("2022年6月29日", 6, 10, 3),
        ("“好”……", 5, 5, 1),
        (" 空 格\t与\n换行　", 5, 5, 5),
        ("𬭛㙓龘", 3, 3, 3),
        ("ＡＢ（全角）", 6, 6, 2),
    ],
)
def test_count(text, words, signs, han):
    assert counting.count(text) == (words, signs, han)


@pytest.mark.parametrize("number", [59, 60, 65, 66, 119, 120, 125, 126, 1199, 1200, 3000, 3001])
def test_a_chinese_text_counts_one_for_each_character(number):
    text = ("科学普及，" * (number // 5 + 1))[:number]

    assert counting.count(text)[:2] == (number, number)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "请见https://hy.example.net/Meeting?id=209，也可扫码",
            ("https://hy.example.net/Meeting?id=209",),
        ),
        ("见www.example.cn。", ("www.example.cn",)),
        ("链接 pan.example.com/s/1abc 提取码 0000", ("pan.example.com/s/1abc",)),
        ("端口 example.org:8080/a?b=c#d", ("example.org:8080/a?b=c#d",)),
        ("两次 example.org 与 example.org", ("example.org",)),
        ("邮箱 office@example.org", ()),
        ("版本 3.14，第 1.2 节，a.b", ()),
        ("文件 report.docx 和 index.html", ()),
        ("纯文字", ()),
    ],
)
def test_links(text, links):
    assert counting.links(text) == links


def test_links_are_many_at_most():
    text = " ".join(f"a{number}.example.org" for number in range(200))

    assert len(counting.links(text)) == counting.AT_MOST


@pytest.mark.parametrize("text", ["a." * 100_000, "a-" * 100_000, "www." * 50_000, "http://" * 9])
def test_no_text_takes_long(text):
    counting.links(text)
    counting.count(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("请拨打0371-0000 0000，或 400-000-0000。", 2),
        ("电话 0371-00000000、（0371）0000000，客服 4000000000", 3),
        ("手机 13800000000，同一个 138-0000-0000，国际 +86 13800000000", 2),
        ("2022年6月29日，圆周率 3.14159265358979，编号 HN-2022-000318", 0),
        ("光速 299792458 米每秒，地月 384400 公里，10000000000 年", 0),
        ("身份证 110101190001010000 不是电话", 0),
    ],
)
def test_telephones_are_counted_each_once(text, count):
    assert counting.phones(text) == count
