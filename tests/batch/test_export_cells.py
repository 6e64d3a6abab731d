"""What letters hold reaches spreadsheets as words, whatever it looks like."""

from __future__ import annotations

import csv
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from sample_dataset import small, write_dataset

from ofstedmine.batch.export import workbook
from ofstedmine.batch.export.cells import CUT, EXCEL_CHARACTERS, clean, fitting, harmless
from ofstedmine.records import Item

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", " =1", "＝1+1", "'=1", "=", "",
    "<r>bold</r>", "<r><t>x</t></r>", "</t><script>", "_x0041_", "_x005F_x0041_", "&amp; & <b>",
    "https://example.org/a", "mailto:a@example.org", "internal:Sheet!A1", "{=A1}", "1e5", "0012", "TRUE",
    "a\x0bb\x1fc\x7f", "\ufffe\uffff", "\ud800", "a\U0001f600", "\u202egnp.exe", "x" * 40_000,
    "\U0001f600" * 20_000, '"quoted", "cells"', "two\nlines", "two\r\nlines",
]  # fmt: skip
OBEYED = tuple("=+-@\t\r\n＝＋－＠")


def written(texts, tmp_path):
    """Return texts that went through a letter's list of improvements, as two formats show them."""
    items = [Item(text=text, start=0, end=0) for text in texts]
    made = write_dataset(tmp_path / "out", [small("Plans help.", improvements=items)])
    book = load_workbook(made.export("xlsx", tmp_path / "all.xlsx"))
    head, *rows = book["Improvements"].iter_rows()
    at = [cell.value for cell in head].index("Item")
    with (made.export("csv", tmp_path / "all") / "improvements.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        return [row[at] for row in rows], [row["text"] for row in csv.DictReader(file)]


def test_cells_are_words_in_every_format(tmp_path):
    texts = [text for text in HOSTILE if text and "\ud800" not in text]
    cells, lines = written(texts, tmp_path)
    assert len(cells) == len(lines) == len(texts)
    for text, cell, line in zip(texts, cells, lines, strict=True):
        # A program that reads a workbook cannot tell a kind of cell by its look: it is written.
        assert cell.data_type == "s", text
        assert cell.hyperlink is None
        # Excel reads its own escapes in such cells, and so the library wrote them; openpyxl does not.
        shown = str(cell.value).replace("_x005F_", "_")
        assert shown.rstrip(" ") == fitting(text)[0].rstrip(" ")
        assert not line.startswith(OBEYED)
        assert line == harmless(text)


def test_a_workbook_has_no_formula_no_link_and_no_broken_part(tmp_path):
    texts = [text for text in HOSTILE if text and "\ud800" not in text]
    written(texts, tmp_path)
    with ZipFile(tmp_path / "all.xlsx") as book:
        for name in book.namelist():
            root = etree.fromstring(book.read(name))
            assert not root.findall(".//{*}f"), name
            assert not root.findall(".//{*}hyperlink"), name
            assert {info.date_time[0] for info in book.infolist()} == {1980}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_obeyed_or_breaks_a_file(text):
    check(text)


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=300)
@example("=cmd|' /C calc'!A0")
def test_no_text_at_all_is_obeyed_or_breaks_a_file(text):
    check(text)


def check(text):
    shown, cut = fitting(text)
    assert etree.fromstring(f"<t>{escaped(shown)}</t>".encode()).text in {shown, None}
    assert len(shown.encode("utf-16-le")) // 2 <= EXCEL_CHARACTERS
    assert cut == shown.endswith(CUT)
    assert not (shown.startswith("<r>") and shown.endswith("</r>"))
    line = harmless(text)
    line.encode("utf-8")
    assert (
        not line.lstrip(" \u00a0").startswith(OBEYED) or len(line) - len(line.lstrip(" \u00a0")) > 9
    )
    assert line.removeprefix("'") == clean(text) or line == clean(text)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_text_that_is_too_long_says_that_it_was_cut(tmp_path):
    cells, lines = written(["x" * 40_000, "short"], tmp_path)
    assert str(cells[0].value).endswith("[cut: a cell of Excel holds no more]")
    assert len(lines[0]) == 40_000
    about = load_workbook(tmp_path / "all.xlsx")["About"].values
    (said,) = (row[2] for row in about if row[0] == "Improvements")
    assert "1 texts were cut" in said


def test_what_one_sheet_does_not_hold_goes_on_on_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "EXCEL_ROWS", 4)
    items = [Item(text=f"item {n}", start=0, end=0) for n in range(7)]
    made = write_dataset(tmp_path / "out", [small("Plans help.", improvements=items)])
    book = load_workbook(made.export("xlsx", tmp_path / "all.xlsx"))
    pages = [page for page in book.worksheets if page.title.startswith("Improvements")]
    assert [page.title for page in pages] == [
        "Improvements",
        "Improvements (2)",
        "Improvements (3)",
    ]
    assert [page.max_row for page in pages] == [4, 4, 2]
    assert [page.auto_filter.ref[-1] for page in pages] == ["4", "4", "2"]
    (said,) = (row[2] for row in book["About"].values if row[0] == "Improvements")
    assert "on 3 sheets" in said.casefold()
