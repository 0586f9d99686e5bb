"""What a document is read by: text that cannot run, pictures drawn anew, pages of a PDF."""

import zipfile
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from PIL import Image

from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, jobs, queries, store
from kepu.media.models import Blob, Reading, Rendition
from kepu.media.renders import pieces, run
from kepu.media.renders.reading import reading
from make import files, hostile, papers

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")
RUNS = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def in_here(source, form, folder):
    """Do in this process what the child does."""
    reading(source, form, folder)
    return {file.name: file for file in folder.iterdir()}


@pytest.fixture
def read(make, now, monkeypatch):
    """Hand a file in and read it, without a child."""
    monkeypatch.setattr(run, "read", in_here)

    def reading(path):
        blob = make.blob(path.read_bytes(), path.name)
        actions.typeset(blob, by=MEDIA, now=now)
        return queries.readings_of([blob.pk]).get(blob.pk)

    return reading


def kinds(reading):
    return [(raw["kind"], raw.get("text", "")) for raw in reading.pieces]


def shown(reading):
    """Draw the page part as every room does."""
    laid = queries.laid_out(reading, lambda kind: f"/at/{kind}/")
    facts = {"pieces": laid, "cut": reading.is_cut, "trouble": reading.trouble}
    return render_to_string("look/files/reading.html", facts)


def boxed(path, inner):
    head = hostile.HEAD.replace("<w:p><w:r><w:t>", inner)
    return hostile.docx(path, head + "</w:body></w:document>")


def test_an_article_is_read_with_headings_list_table_and_picture(read, make, tmp_path):
    reading = read(files.article(tmp_path / "a.docx", picture=make.jpg(2000, 1500)))

    assert kinds(reading) == [
        ("heading", "打雷时怎么办"),
        ("heading", "在田里"),
        ("words", "放下农具，双脚并拢蹲下。"),
        ("list", ""),
        ("table", ""),
        ("picture", ""),
    ]
    assert reading.pieces[3]["rows"] == [["不要躺下"], ["不要打伞"]]
    assert reading.pieces[4]["rows"] == [["地方", "做法"], ["水边", "立刻上岸"]]
    with Image.open(store.path_of(Rendition.objects.get().made.sha256)) as figure:
        assert (figure.format, figure.size) == ("JPEG", (1080, 810))


def test_a_page_shows_it_under_the_headings_that_it_has(read, make, tmp_path):
    page = shown(read(files.article(tmp_path / "a.docx", picture=make.jpg())))

    assert "<h2>打雷时怎么办</h2>" in page
    assert '<img src="/at/figure-1/" alt="插图"' in page
    assert "<td>立刻上岸</td>" in page


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.txt"])
def test_what_would_run_is_only_words(read, tmp_path, name):
    path = tmp_path / name
    if name == "a.docx":
        files.word(path, RUNS, table=RUNS)
    elif name == "a.doc":
        papers.doc(path, f"{RUNS}\r")
    else:
        path.write_text(f"开头\n{RUNS}", "utf-8")

    page = shown(read(path))

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_pdf_is_read_page_by_page(read, tmp_path):
    reading = read(papers.pdf(tmp_path / "a.pdf", "科普", pages=3))

    assert [raw["shows"] for raw in reading.pieces] == ["page-1", "page-2", "page-3"]
    assert '<img src="/at/page-3/" alt="第 3 页"' in shown(reading)


def test_of_a_long_pdf_the_first_pages_are_shown_and_it_says_so(read, tmp_path):
    reading = read(papers.pdf(tmp_path / "a.pdf", pages=23))

    assert len(reading.pieces) == 21
    assert "下载原文件看全文" in shown(reading)


def test_a_text_in_the_old_chinese_coding_is_read(read, tmp_path):
    (tmp_path / "a.txt").write_bytes("汛期出门\n\n先看预警".encode("gb18030"))

    assert kinds(read(tmp_path / "a.txt")) == [("words", "汛期出门"), ("words", "先看预警")]


def test_signs_that_are_no_text_are_left_out(read, tmp_path):
    (tmp_path / "a.txt").write_text("好\u202e人\ufeff", "utf-8")

    assert "\u202e" not in kinds(read(tmp_path / "a.txt"))[0][1]


def test_a_picture_that_cannot_be_drawn_is_said_to_be_there(read, make, tmp_path):
    path = files.article(tmp_path / "a.docx", picture=make.jpg())
    raw, out = zipfile.ZipFile(path), BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for name in raw.namelist():
            body = b"<svg onload='alert(1)'/>" if "media/" in name else raw.read(name)
            again.writestr(name, body)
    path.write_bytes(out.getvalue())

    reading = read(path)

    assert Rendition.objects.count() == 0
    assert "网页不能显示的图" in shown(reading)


def test_words_of_a_box_stand_before_those_around_it(read, tmp_path):
    inner = (
        "<w:p><w:r><w:t>外</w:t></w:r><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p>"
        "</w:txbxContent></w:p>"
    )

    assert [text for _, text in kinds(read(boxed(tmp_path / "a.docx", inner)))] == ["内", "外"]


def test_a_frame_of_one_cell_is_words_and_a_table_in_a_cell_is_its_words(read, tmp_path):
    def cell(inner):
        return f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"

    words = "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>框</w:t></w:r></w:p>"
    inner = cell(words + cell("<w:p><w:r><w:t>里</w:t><w:br/><w:t>下</w:t></w:r></w:p>"))

    assert kinds(read(boxed(tmp_path / "a.docx", inner))) == [("words", "框\n里\n下")]


def test_a_document_that_cannot_be_set_says_so(make, now, monkeypatch):
    monkeypatch.setattr("kepu.media.renders.run.COMMAND", ("/bin/false",))
    blob = make.blob("只有文字".encode(), "a.txt")

    reading = actions.typeset(blob, by=MEDIA, now=now)

    assert "请下载原文件查看" in shown(reading)


def test_what_is_longer_than_a_page_holds_is_cut(read, tmp_path):
    (tmp_path / "a.txt").write_text("字" * 150_000 + "\n" + "字" * 60_000, "utf-8")

    reading = read(tmp_path / "a.txt")

    assert (len(reading.pieces), reading.is_cut) == (1, True)


def test_it_is_made_once(make, at_once, now):
    blob = make.blob("只有文字".encode(), "a.txt")

    at_once(2, lambda: actions.typeset(blob, by=MEDIA, now=now))
    actions.typeset(blob, by=MEDIA, now=now)

    assert Line.objects.filter(verb="blob.typeset").count() == 1


def test_the_job_follows_the_facts_and_a_picture_has_no_reading(make):
    text, picture = make.blob(b"words", "a.txt"), make.blob()

    for line in Line.objects.filter(verb="blob.measure"):
        jobs.typeset(line=line.pk)

    assert [reading.blob_id for reading in Reading.objects.all()] == [text.pk]
    assert str(Reading.objects.get()).endswith(" 1")
    assert queries.readings_of([picture.pk]) == {}


def test_what_is_read_goes_with_its_source(make, read, tmp_path, now):
    read(files.article(tmp_path / "a.docx", picture=make.jpg()))
    later = now.replace(year=now.year + 1)

    actions.collect(by=MEDIA, now=later)
    actions.collect(by=MEDIA, now=later)

    assert not Blob.objects.exists()


def test_the_label_of_a_made_up_article_is_kept_in_its_pictures(make, read, tmp_path):
    path = files.article(tmp_path / "a.docx", picture=make.jpg())
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    said = f'<Properties xmlns="{space}"><property name="AIGC"><v>{{"Label":"1"}}</v></property>'
    with zipfile.ZipFile(path, "a") as bundle:
        other = "<property name='b'><v>c</v></property></Properties>"
        bundle.writestr("docProps/custom.xml", said + other)

    read(path)

    with Image.open(store.path_of(Rendition.objects.get().made.sha256)) as figure:
        assert figure.info["comment"] == b'AIGC: {"Label":"1"}'


def test_a_piece_goes_to_json_and_back():
    piece = pieces.Piece(kind="table", rows=(("甲", "乙"),))

    assert pieces.from_json(pieces.as_json([piece])["pieces"][0]) == piece
