"""Workbooks: read like the text, and refused when they are none or would do harm."""

import io
import warnings
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolkit_sample import sample, sheets

from greenfield.base.problem import ProblemError
from greenfield.toolkit.workbook import MAX_COLUMNS, MAX_ROWS, read_workbook


def workbook(rows_by_sheet):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in rows_by_sheet.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


SMALL = workbook({"survey": [["type", "name", "label"], ["text", "a", "A"]]})


def code_of(content):
    with pytest.raises(ProblemError) as caught:
        read_workbook(content, "form.xlsx")
    return caught.value.code


def test_a_workbook_reads_like_the_same_form_as_text():
    text = sheets(sample())
    rows = {
        name: [list(sheet.headers), *([row.get(h) or None for h in sheet.headers] for row in sheet)]
        for name, sheet in text.sheets.items()
    }
    book = read_workbook(workbook(rows), "form.md")
    assert book == text


def test_cells_become_text_and_empty_rows_keep_their_number():
    content = workbook(
        {
            "Survey ": [
                ["type", None, "x"],
                [None],
                ["text", "lost", 3.0],
                [True, None, date(2026, 1, 31)],
                [1.5],
            ]
        }
    )
    survey = read_workbook(content, "f").sheet("survey")
    assert [(r.number, dict(r.cells)) for r in survey] == [
        (3, {"type": "text", "x": "3"}),
        (4, {"type": "TRUE", "x": "2026-01-31"}),
        (5, {"type": "1.5"}),
    ]
    assert survey.letters == {"type": "A", "x": "C"}


def test_a_formula_counts_by_its_saved_value_not_by_its_text():
    content = workbook({"survey": [["type", "name"], ["=1+1", "a"]]})
    assert dict(read_workbook(content, "f").sheet("survey").rows[0].cells) == {"name": "a"}


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a workbook", SMALL[: len(SMALL) // 2], b"%PDF-1.7", b"\x00" * 5000],
    ids=["empty", "two bytes", "text", "half", "pdf", "zeros"],
)
def test_what_is_no_workbook_says_so(content):
    assert code_of(content) == "workbook.not_one"


def test_another_zip_file_is_no_workbook():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert code_of(target.getvalue()) == "workbook.not_one"


def test_an_old_or_locked_workbook_is_told_apart():
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "workbook.old_format"


def rewritten(name, content, compression=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as source, zipfile.ZipFile(target, "w", compression) as archive:
        for entry in source.namelist():
            if entry != name:
                archive.writestr(entry, source.read(entry))
        archive.writestr(name, content)
    return target.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert code_of(rewritten("xl/media/bomb.bin", bytes(60_000_000))) == "archive.hostile"


def test_a_document_type_is_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    assert code_of(rewritten("xl/sharedStrings.xml", laughs)) == "archive.hostile"


def test_a_name_that_leaves_the_archive_is_refused():
    assert code_of(rewritten("../outside.xml", b"<a/>")) == "archive.hostile"


@pytest.mark.parametrize(
    "cell", [f"A{MAX_ROWS + 1}", f"{openpyxl.utils.get_column_letter(MAX_COLUMNS + 1)}2"]
)
def test_a_sheet_beyond_the_limits_is_refused(cell):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.active["A1"] = "type"
    book.active[cell] = "far away"
    target = io.BytesIO()
    book.save(target)
    assert code_of(target.getvalue()) == "workbook.too_large"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_a_problem_or_readable_but_never_a_crash(data):
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            read_workbook(bytes(content), "f")
        except ProblemError as error:
            assert error.code in {"workbook.not_one", "archive.hostile"}  # noqa: PT017  either is right
