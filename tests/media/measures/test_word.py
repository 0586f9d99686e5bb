"""Words, tables, notes and links of .docx files (Word 文档), and bombs made to look like them."""

import zipfile

import pytest

from kepu.media.measures import Unreadable, tiers, word
from kepu.rulebook.facts import DocumentFacts, Tier
from make import files, hostile

BODY = "科学普及，" * 20


def facts_of(path, tier=Tier.READ):
    return tiers.take(path, tier)


def xml(inner):
    return hostile.HEAD.replace("<w:p><w:r><w:t>", inner) + "</w:body></w:document>"


def test_a_document_is_counted_with_its_table(tmp_path):
    facts = facts_of(files.word(tmp_path / "a.docx", BODY, table="表格"))

    assert isinstance(facts, DocumentFacts)
    assert (facts.format, facts.read.words, facts.read.links) == ("docx", 102, ())


@pytest.mark.parametrize("number", [1199, 1200, 3000, 3001])
def test_a_document_of_any_length_is_counted_exactly(number, tmp_path):
    text = (BODY * 50)[:number]

    assert facts_of(files.word(tmp_path / "a.docx", text)).read.words == number


def test_a_link_behind_words_is_found(tmp_path):
    facts = facts_of(files.word(tmp_path / "a.docx", BODY, link="https://example.org/x"))

    assert facts.read.links == ("https://example.org/x",)


def test_a_link_in_a_field_code_is_found_but_not_counted(tmp_path):
    inner = (
        '<w:p><w:r><w:instrText>HYPERLINK "https://example.org/f"</w:instrText></w:r>'
        "<w:r><w:t>见</w:t><w:tab/><w:t>此</w:t></w:r></w:p>"
    )

    facts = facts_of(hostile.docx(tmp_path / "a.docx", xml(inner)))

    assert (facts.read.words, facts.read.links) == (2, ("https://example.org/f",))


def test_a_text_box_is_counted_once(tmp_path):
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:p><w:r><w:t>框内</w:t></w:r></w:p>"
    inner = (
        f'<w:p xmlns:mc="{space}"><mc:AlternateContent><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
    )

    assert facts_of(hostile.docx(tmp_path / "a.docx", xml(inner))).read.words == 2


def test_footnotes_are_counted(tmp_path):
    path = files.word(tmp_path / "a.docx", "正文")
    notes = hostile.HEAD + "脚注三" + hostile.TAIL
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("word/footnotes.xml", notes)

    assert facts_of(path).read.words == 5


def test_a_locked_document_says_so(tmp_path):
    path = tmp_path / "a.docx"
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0"))
    head[30], head[48] = 9, 1
    path.write_bytes(bytes(head) + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0"))

    facts = facts_of(path)

    assert (facts.encrypted, facts.readable, facts.trouble) == (True, False, "文件加了密码，打不开")


@pytest.mark.parametrize(
    ("bomb", "says"),
    [
        (hostile.zip_bomb, "文字解开后有 100 MB，疑似压缩炸弹，平台不予打开"),
        (hostile.wide_bomb, "解开后有 2.0 GB，疑似压缩炸弹，平台不予打开"),
        (hostile.xml_bomb, "文档里有 Word 不会写的实体声明（DOCTYPE），平台不予打开"),
    ],
)
def test_bombs_are_not_opened(bomb, says, tmp_path):
    facts = facts_of(bomb(tmp_path / "a.docx"), Tier.PROBE)

    assert (facts.readable, facts.trouble) == (False, says)


def test_a_bomb_that_lies_about_its_size_is_stopped_on_the_way(tmp_path):
    path = hostile.zip_bomb(tmp_path / "a.docx", mebibytes=65)
    swollen = (65 * 2**20 + len(hostile.HEAD.encode()) + len(hostile.TAIL)).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(swollen, (63 * 2**20).to_bytes(4, "little")))

    facts = facts_of(path)

    assert facts.readable is False
    assert facts.trouble == "文档内容已损坏，无法读取"


def test_a_part_is_read_up_to_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "PART", 1_000_000)
    path = hostile.zip_bomb(tmp_path / "a.docx", mebibytes=2)
    monkeypatch.setattr(word, "insist_whole", lambda _: None)

    with pytest.raises(Unreadable, match="疑似压缩炸弹"):
        word.read(path)


def test_an_entity_far_down_is_refused_when_the_text_is_read(tmp_path):
    pad = "<!--" + "a" * word.CHUNK + "-->"
    body = f'<?xml version="1.0"?>{pad}<!DOCTYPE w [<!ENTITY a "哈">]>' + xml("").partition("?>")[2]

    facts = facts_of(hostile.docx(tmp_path / "a.docx", body))

    assert facts.trouble == "文档里有 Word 不会写的实体声明（DOCTYPE），平台不予打开"


def test_too_many_parts_are_refused(tmp_path):
    facts = facts_of(hostile.many_parts(tmp_path / "a.docx"))

    assert facts.trouble == "里面有 10,501 个部件，疑似压缩炸弹，平台不予打开"


def test_a_document_cut_short_is_no_document(tmp_path):
    facts = facts_of(files.cut(files.word(tmp_path / "a.docx", BODY)))

    assert (facts.format, facts.readable) == ("zip", True)


def test_a_zip_of_anything_else_is_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as bundle:
        bundle.writestr("a.txt", "科普")

    assert facts_of(tmp_path / "a.docx").format == "zip"


def test_a_document_without_its_main_part_is_broken(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as bundle:
        bundle.writestr("_rels/.rels", hostile.RELS)

    facts = facts_of(tmp_path / "a.docx")

    assert (facts.format, facts.trouble) == ("docx", "文档内容已损坏，无法读取")


def test_a_document_of_broken_xml_is_broken(tmp_path):
    facts = facts_of(hostile.docx(tmp_path / "a.docx", hostile.HEAD))

    assert facts.trouble == "文档内容已损坏，无法读取"


def test_a_document_that_is_no_zip_is_broken(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")

    with pytest.raises(Unreadable, match="无法解开"):
        word.insist_whole(tmp_path / "a.docx")
