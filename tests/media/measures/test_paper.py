"""Pages, locks, words and links of PDF and Word 97 files (文档)."""

import pytest

from kepu.media.measures import paper, tiers
from kepu.rulebook.facts import DocumentFacts, Tier
from make import papers


def facts_of(path, tier=Tier.READ):
    return tiers.take(path, tier)


@pytest.mark.parametrize("number", [1, 6])
def test_pages_are_counted(number, tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", pages=number), Tier.PROBE)

    assert isinstance(facts, DocumentFacts)
    assert facts.pages == number


def test_chinese_characters_are_counted(tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", "科普中国，" * 4, pages=3))

    assert (facts.read.han, facts.read.words) == (48, 60)


def test_links_are_found_written_and_drawn(tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", "见 example.org", link="https://example.com/y"))

    assert facts.read.links == ("example.org", "https://example.com/y")


def test_a_link_to_a_mailbox_is_none(tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", link="mailto:office@example.org"))

    assert facts.read.links == ()


def test_a_link_within_the_file_is_none(tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", link="封面"))

    assert facts.read.links == ()


def test_a_locked_file_says_so(tmp_path):
    facts = facts_of(papers.pdf(tmp_path / "a.pdf", password="secret"))

    assert (facts.encrypted, facts.readable, facts.trouble) == (True, False, "文件加了密码，打不开")


def test_a_broken_file_says_so(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"junk" * 100)

    facts = facts_of(tmp_path / "a.pdf")

    assert facts.trouble == "打不开：内容已损坏，或不是完整的 PDF"


def test_a_page_that_is_broken_is_named(tmp_path):
    path = papers.pdf(tmp_path / "a.pdf", pages=3)
    path.write_bytes(
        path.read_bytes().replace(b"6 0 obj\n<</Type/Page/", b"6 0 obj\n<</Type/Rage/")
    )

    facts = facts_of(path)

    assert facts.trouble == "第 2 页打不开，内容已损坏"


def test_a_book_without_end_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "PAGES", 2)

    facts = facts_of(papers.pdf(tmp_path / "a.pdf", pages=3))

    assert facts.trouble == "有 3 页，超过 2 页，平台不予读取"


def test_a_word_97_file_is_counted(tmp_path):
    facts = facts_of(papers.doc(tmp_path / "a.doc", "科普作品，见 www.example.org\r第二段"))

    assert (facts.format, facts.read.han) == ("doc", 8)
    assert facts.read.links == ("www.example.org",)


def test_a_word_97_file_of_pictures_has_no_characters(tmp_path):
    facts = facts_of(papers.doc(tmp_path / "a.doc", "  "))

    assert (facts.readable, facts.read.words, facts.read.trouble) == (True, 0, "")


def test_a_locked_word_97_file_says_so(tmp_path):
    facts = facts_of(papers.doc(tmp_path / "a.doc", "科普", locked=True))

    assert (facts.readable, facts.trouble) == (False, "文件加了密码，打不开")


def test_a_word_97_file_that_no_machine_reads_is_left_to_a_person(tmp_path):
    path = papers.doc(tmp_path / "a.doc", "科普")
    path.write_bytes(path.read_bytes()[:-4096])

    facts = facts_of(path)

    assert facts.readable
    assert facts.read.trouble == "机器读不出这份 Word 97 文档的文字，由审核人员查看"
