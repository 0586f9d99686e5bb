"""What files say of machines that made them (人工智能生成标识), wherever their kind keeps it."""

import zipfile

import av
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kepu.media.measures import film, tiers
from kepu.media.measures.label import parsed
from kepu.rulebook.facts import Label, Tier
from make import files, papers, reels

SAID = '{"Label":"1","ContentProducer":"演示  服务","ProduceID":"1"}'
LABEL = Label(kind="1", producer="演示 服务")


def label_of(path):
    facts = tiers.take(path, Tier.READ)
    assert facts.readable
    return facts.read.label


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("", None),
        (SAID, LABEL),
        ('AIGC: {"Label": 2}', Label(kind="2")),
        ("<AIGC>{&quot;Label&quot;:&quot;3&quot;}</AIGC>", Label(kind="3")),
        ("made up", Label(kind="")),
        ('AIGC{"Label":"1",}', Label(kind="")),
    ],
)
def test_a_label_is_understood_or_said_not_to_be(said, label):
    assert parsed(said) == label


def test_what_comes_with_it_is_cut_to_a_line():
    said = f'{{"Label":"1","ContentProducer":"{"长" * 300}"}}'

    assert len(parsed(said).producer) == 100


@pytest.mark.parametrize("name", ["a.mp4", "a.mp3", "a.mkv"])
def test_films_and_sounds_keep_it_among_their_words(name, tmp_path):
    bare = reels.sound(tmp_path / "bare.mp3", (("sine=f=440", 1),))
    kind = {"a.mp3": "mp3", "a.mkv": "matroska"}.get(name, "mp4")
    moving = {"movflags": "use_metadata_tags"} if kind == "mp4" else {}
    with (
        av.open(str(bare)) as source,
        av.open(str(tmp_path / name), "w", format=kind, options=moving) as out,
    ):
        out.metadata["AIGC"] = SAID
        track = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = track
                out.mux(packet)

    assert label_of(tmp_path / name) == LABEL
    assert label_of(bare) is None


def test_pictures_keep_it_in_a_packet_a_note_or_a_word(tmp_path):
    drawn, note, word = Image.new("RGB", (8, 8)), Image.Exif(), PngInfo()
    note.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0AIGC" + SAID.encode()
    word.add_text("AIGC", SAID, zip=False)
    drawn.save(tmp_path / "a.jpg", exif=note)
    drawn.save(tmp_path / "b.jpg", xmp=b"<x><AIGC>" + SAID.encode() + b"</AIGC></x>")
    drawn.save(tmp_path / "c.png", pnginfo=word)

    assert label_of(tmp_path / "a.jpg") == LABEL
    assert label_of(tmp_path / "b.jpg") == LABEL
    assert label_of(tmp_path / "c.png").kind == "1"
    assert label_of(files.picture(tmp_path / "d.jpg")) is None


def test_documents_keep_it_among_their_properties(tmp_path):
    paper = papers.pdf(tmp_path / "a.pdf", info="/AIGC(made up)")
    word = files.word(tmp_path / "a.docx", "月亮")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    with zipfile.ZipFile(word, "a") as bundle:
        said = f'<Properties xmlns="{space}"><property name="Other"><v>别的</v></property>'
        said += f'<property name="AIGC"><v>{SAID}</v></property>'
        bundle.writestr("docProps/custom.xml", said + "</Properties>")

    assert label_of(paper) == Label(kind="")
    assert label_of(word) == LABEL


def test_properties_that_are_garbage_do_not_spoil_the_document(tmp_path):
    word = files.word(tmp_path / "a.docx", "月亮")
    with zipfile.ZipFile(word, "a") as bundle:
        bundle.writestr("docProps/custom.xml", "<Properties><")

    assert label_of(word) is None


def test_what_is_no_film_says_nothing(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"words")

    assert film.label(tmp_path / "a.mp4", "mp4") == ""


def test_a_text_has_no_place_for_it(tmp_path):
    (tmp_path / "a.txt").write_text("AIGC 是什么")

    assert label_of(tmp_path / "a.txt") is None
