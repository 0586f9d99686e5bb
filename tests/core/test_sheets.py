"""Workbooks that come back filled in: read as text, in a child that no stranger's file harms."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from kepu.core.sheets import child, workbook
from kepu.core.sheets.workbook import Column, UnreadableSheet

A_DAY = datetime.fromisoformat("2021-06-05")  # a workbook knows no zones
EVENING = datetime.fromisoformat("2021-06-05 18:30")


def book(*rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_what_was_written_is_read_back_as_text():
    columns = [Column("文件名", wide=True), Column("版权", ("自有", "授权"), strict=True)]

    answer = workbook.answer("统计表", columns, [["=1+1", "自有"], ["0371\x07", ""]])
    content = b"".join(answer.streaming_content)
    read = workbook.read(content)
    made = openpyxl.load_workbook(BytesIO(content))

    assert read.rows == [["文件名", "版权"], ["=1+1", "自有"], ["0371"]]
    assert read.formulas == set()
    assert made.sheetnames == ["统计表", "选项"]
    (rule,) = made["统计表"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B2:B5000", "'选项'!$A$2:$A$3")


def test_without_choices_there_is_one_sheet():
    answer = workbook.answer("统计表", [Column("文件名")], [])

    content = b"".join(answer.streaming_content)
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == ["统计表"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (2022, "2022"),
        (2022.0, "2022"),
        (2.5, "2.5"),
        (A_DAY, "2021-06-05"),
        (EVENING, "2021-06-05 18:30"),
        (date(2021, 6, 5), "2021-06-05"),
        (" 雷电 ", "雷电"),
        ("长" * 20_000, "长" * 10_000),
    ],
)
def test_a_cell_is_what_a_person_would_have_typed(value, text):
    assert child.as_text(value) == text


def test_numbers_dates_and_formulas_of_a_real_workbook():
    read = workbook.read(book(["年份", "日期"], [2022, A_DAY], [None, "=A2"], [None]))

    assert read.rows == [["年份", "日期"], ["2022", "2021-06-05"], ["", "=A2"]]
    assert read.formulas == {(2, 1)}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,2", "这不是 .xlsx 表格"),
        (b"\xd0\xcf\x11\xe0rest", "旧版 .xls，或者加了密码"),
        (zipped(a="b"), "文件已经损坏"),
        (zipped(bomb="0" * (child.WHOLE + 1)), "展开后太大"),
        (b"0" * (workbook.MOST_BYTES + 1), "超过 10 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(content, why):
    with pytest.raises(UnreadableSheet, match=why):
        workbook.read(content)


def test_too_many_rows_or_parts_are_refused(monkeypatch):
    monkeypatch.setattr(child, "ROWS", 1)
    assert child.told(book(["a"], ["b"], ["c"]))["why"].startswith("超过 1 行")

    monkeypatch.setattr(child, "PARTS", 1)
    assert child.told(book(["a"]))["why"].startswith("展开后太大")


def test_a_child_that_dies_is_a_reason_too(monkeypatch):
    monkeypatch.setattr(workbook, "COMMAND", ("false",))

    with pytest.raises(UnreadableSheet, match="已经损坏"):
        workbook.read(book(["a"]))


def test_entities_of_a_part_do_not_grow():
    """A workbook whose words refer to themselves a billion times is broken, not huge."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    source = zipfile.ZipFile(BytesIO(book(["thunder"])))
    parts = {name: source.read(name).decode() for name in source.namelist()}
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{bomb}]>'
    spoilt = {
        name: doctype + text.replace("thunder", "&e9;") if "thunder" in text else text
        for name, text in parts.items()
    }

    assert spoilt != parts
    with pytest.raises(UnreadableSheet):
        workbook.read(zipped(**spoilt))
