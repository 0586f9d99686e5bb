"""Workbooks that a spreadsheet program opens: text stays text, numbers stay numbers."""

import openpyxl

from kepu.core import xlsx


def test_a_workbook_is_read_back(now):
    rows = [
        ("河南省科学技术协会", 12, 0.5, now, None),
        ("<&>\x07", 0, "=1+1", "0371-0000 0000", "007"),
    ]

    with xlsx.write("单位", ("名称", "件数"), rows) as written:
        book = openpyxl.load_workbook(written)

    assert book.active["C3"].data_type == "s"  # text, not a formula
    assert (book.sheetnames, [list(row) for row in book.active.values]) == (
        ["单位"],
        [
            ["名称", "件数", None, None, None],
            ["河南省科学技术协会", 12, 0.5, "2022-07-04 12:00", None],
            ["<&>", 0, "=1+1", "0371-0000 0000", "007"],
        ],
    )


def test_it_is_answered_as_a_file_with_a_chinese_name():
    answered = xlsx.answer("单位名录", ("名称",), [])

    assert answered["Content-Type"] == xlsx.TYPE
    assert (
        "filename*=utf-8''%E5%8D%95%E4%BD%8D%E5%90%8D%E5%BD%95.xlsx"
        in answered["Content-Disposition"]
    )
    for close in answered._resource_closers:
        close()
