"""Many files sorted into works before anything is made: by file, by folder, by number."""

import pytest

from kepu.submissions import forms
from kepu.submissions.forms import Coming
from kepu.submissions.forms.grouping import fitting
from make.specs import shipped

HENAN = shipped("henan-resources-2022")
PICTURES, FILMS = HENAN.slots_of("image")[:1], HENAN.slots_of("video")[:2]


def sorted_out(paths, slots=PICTURES, mode="", held=(), first="picture"):
    files = [Coming(path, 9) for path in paths]
    return forms.plan(files, slots, mode=mode, first=first, held=dict(held), named=str.upper)


def works(plan):
    return {group.title: [one.file.name for one in group.files] for group in plan.groups}


def test_a_file_is_a_work_where_nothing_speaks_against_it():
    plan = sorted_out(["a.jpg", "b/a.jpg", "照片 (1).jpg"])

    assert (plan.mode, plan.works, plan.bytes) == ("file", 3, 27)
    assert [group.key for group in plan.groups] == ["a.jpg", "b/a.jpg", "照片 (1).jpg"]


def test_folders_are_works_where_files_lie_in_several():
    plan = sorted_out(["集/雷电/1.jpg", "集/雷电/2.jpg", "集/台风/1.jpg"])

    assert plan.mode == "folder"
    assert works(plan) == {"雷电": ["1.jpg", "2.jpg"], "台风": ["1.jpg"]}
    assert [group.key for group in plan.groups] == ["集/雷电", "集/台风"]


@pytest.mark.parametrize("paths", [["雷电-1.jpg", "雷电-2.jpg", "台风（1）.jpg", "台风（2）.jpg"]])
def test_files_that_differ_by_a_number_are_one_work(paths):
    plan = sorted_out(paths)

    assert (plan.mode, plan.works) == ("stem", 2)
    assert list(works(plan)) == ["雷电", "台风"]


def test_a_number_that_stands_alone_stays_in_the_title():
    plan = sorted_out(["COVID-19.jpg", "雷电_1.jpg", "雷电_2.jpg"], mode="stem")

    assert list(works(plan)) == ["COVID-19", "雷电"]


def test_what_was_chosen_is_done_and_nonsense_is_guessed():
    paths = ["集/雷电/1.jpg", "集/雷电/2.jpg", "集/台风/1.jpg"]

    assert sorted_out(paths, mode="file").works == 3
    assert sorted_out(paths, mode="heap").mode == "folder"


def test_files_in_no_folder_are_works_of_their_own():
    assert list(works(sorted_out(["甲.jpg", "雷电/1.jpg"], mode="folder"))) == ["甲", "雷电"]


def test_files_of_one_work_go_to_the_slots_that_take_them():
    plan = sorted_out(["雷电/片.mp4", "雷电/封面.jpg"], FILMS, mode="folder", first="film")

    assert [one.slot.code for one in plan.coming] == ["film", "cover"]


def test_what_no_slot_takes_is_named_before_anything_is_sent():
    paths = ["雷电/片.mp4", "雷电/片2.mp4", "雷电/说明.txt", "雷电/封面.JPEG"]

    plan = sorted_out(paths, FILMS, mode="folder", first="film")

    assert [(one.file.name, one.why) for one in plan.refused] == [
        ("片2.mp4", "放不下：一件最多 1 个“视频文件”"),
        ("说明.txt", "不是 MP4、MOV、JPG、PNG，不收"),
    ]
    assert [one.slot.code for one in plan.coming] == ["film", "cover"]


def test_empty_and_huge_files_are_not_sent():
    files = [Coming("空.jpg", 0), Coming("大.jpg", (2 << 30) + 1)]

    plan = forms.plan(files, PICTURES, mode="file", first="", held={}, named=str)

    assert [one.why for one in plan.refused] == [
        "是空的（0 字节），不收",
        "太大，一个不能超过 2 GB",
    ]
    assert plan.works == 0


def test_what_is_there_already_is_not_sent_again():
    held = {"a.jpg": {("picture", "a.jpg", 9)}, "b.jpg": {("picture", "b.jpg", 8)}}

    plan = sorted_out(["a.jpg", "b.jpg", "c.jpg"], held=held.items())

    assert plan.there == 1
    assert [one.file.name for one in plan.coming] == ["b.jpg", "c.jpg"]
    assert plan.works == 1


def test_a_corrected_file_comes_though_its_slot_is_full():
    held = {"片.mp4": {("film", "片.mp4", 8)}}

    plan = sorted_out(["片.mp4"], FILMS, held=held.items(), first="film")

    assert [one.slot.code for one in plan.coming] == ["film"]


def test_where_a_work_holds_one_file_every_file_is_one():
    assert fitting([Coming("a-1.mp4", 1), Coming("a-2.mp4", 1)], FILMS[:1]) == "file"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ('[["a/b.jpg", 3]]', [Coming("a/b.jpg", 3)]),
        ('[["/a.jpg", 3], ["", 3], [3, 3], ["b.jpg"], "c", ["d.jpg", "3"]]', [Coming("a.jpg", 3)]),
        ("{", []),
        ("7", []),
        ("", []),
    ],
)
def test_the_files_that_were_chosen_are_read(said, read):
    assert forms.coming(said) == read
