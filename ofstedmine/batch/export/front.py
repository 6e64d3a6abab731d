"""The first two sheets of a workbook: what it is, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.export.labels import label_of
from ofstedmine.batch.export.layout import height, laid_out
from ofstedmine.batch.export.texts import words

if TYPE_CHECKING:
    from ofstedmine.batch.columns import Column
    from ofstedmine.batch.export.about import About
    from ofstedmine.batch.export.sheets import Sheet

__all__ = ["kind_of_values", "write_about", "write_columns"]

KINDS = {"text": "text", "date": "day", "int": "number", "float": "number", "bool": "yes or no"}
WIDTHS = (30, 14, 90)
MOST_VALUES = 14
"""A longer list of values is not written out."""


def write_about(
    page: Any,
    about: About,
    sheets: Sequence[Sheet],
    sizes: Mapping[str, tuple[int, str]],
    formats: Mapping[str, Any],
) -> None:
    """Write the sheet that says what the workbook is.

    Parameters
    ----------
    page : xlsxwriter.worksheet.Worksheet
        An empty sheet.
    about : About
        What there is to know of the dataset.
    sheets : sequence of Sheet
        The tables of the workbook.
    sizes : mapping of str to (int, str)
        How many rows each has, and what to know of them.
    formats : mapping
        Formats of the workbook by name.
    """
    for x, wide in enumerate(WIDTHS):
        page.set_column(x, x, wide)
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    said, use = words(), words()["use"]
    letters, failures = about.letters, about.failures
    page.write_string(0, 0, "Ofsted letters about children's services", formats["title"])
    page.write_string(
        1,
        0,
        f"{letters:,} letter{_s(letters)}; {failures:,} file{_s(failures)} could not be read",
        formats["text"],
    )
    y = 3
    for head, lines in (
        (
            ("Read this first", "", ""),
            [
                ("Attribution", "", said["attribution"]),
                ("Licence", "", f"{said['licence']}: {said['licence_url']}"),
                *((name, "", note) for name, note in about.notes),
            ],
        ),
        (
            ("How to use it", "", ""),
            [(name.capitalize(), "", use[name]) for name in ("filter", "columns", "colour")],
        ),
        (
            ("Sheet", "Rows", "What it holds"),
            [
                (sheet.table.title, sizes[sheet.name][0], _with(sheet, sizes[sheet.name][1]))
                for sheet in sheets
            ],
        ),
        (("Kind of letter", "Letters", "Was the tagger measured on such letters?"), about.kinds),
        (("Made with", "Version", ""), [(*version, "") for version in about.versions]),
    ):
        y = _block(page, y, head, lines, formats) + 1


def _block(
    page: Any,
    y: int,
    head: Sequence[str],
    lines: Sequence[tuple[str, str | int, str]],
    formats: Mapping[str, Any],
) -> int:
    """Write a heading with lines below it; return the row after them."""
    for x, name in enumerate(head):
        page.write_string(y, x, name, formats["part"])
    for first, second, text in lines:
        y += 1
        page.set_row(y, height(text, WIDTHS[2]))
        page.write_string(y, 0, first, formats["text"])
        if isinstance(second, int):
            page.write_number(y, 1, second, formats["count"])
        else:
            page.write_string(y, 1, second, formats["text"])
        page.write_string(y, 2, text, formats["wrapped"])
    return y + 1


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _with(sheet: Sheet, note: str) -> str:
    about = sheet.table.about
    return f"{about} {note[:1].upper()}{note[1:]}." if note else about


def write_columns(page: Any, sheets: Sequence[Sheet], formats: Mapping[str, Any]) -> None:
    """Write the sheet that explains every column.

    Parameters
    ----------
    page : xlsxwriter.worksheet.Worksheet
        An empty sheet.
    sheets : sequence of Sheet
        The tables of the workbook.
    formats : mapping
        Formats of the workbook by name.
    """
    head = ("Sheet", "Column", "What it holds", "Values", "Tagged by machine", "Name in programs")
    page.freeze_panes(1, 2)
    page.set_row(0, 32)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for x, (name, wide) in enumerate(zip(head, (22, 34, 80, 40, 18, 44), strict=True)):
        page.set_column(x, x, wide)
        page.write_string(0, x, name, formats["head"])
    y = 0
    for sheet in sheets:
        for column in laid_out(sheet.columns):
            y += 1
            tagged = "yes, unreviewed" if column.tagged else ""
            cells = (sheet.table.title, column.title, column.about, kind_of_values(column), tagged,
                     f"{sheet.name}.{column.name}")  # fmt: skip
            page.set_row(y, max(height(cells[2], 80), height(cells[3], 40)))
            for x, cell in enumerate(cells):
                page.write_string(y, x, cell, formats["wrapped"])
    page.autofilter(0, 0, y, len(head) - 1)


def kind_of_values(column: Column) -> str:
    """Return what values a column has, in words.

    Examples
    --------
    >>> from ofstedmine.batch.columns import shown_tables
    >>> kind_of_values(shown_tables()["findings"].columns["sentiment"])
    'one of: Positive, Negative, Mixed, Neutral'
    """
    if column.categories is None:
        several = "; several are parted by semicolons" if column.is_list else ""
        return KINDS.get(column.item, "text") + several
    if len(column.categories) > MOST_VALUES:
        return "see the sheet Codebook" if "theme" in column.type else "a word"
    shown = ", ".join(map(label_of, column.categories))
    return f"{'any' if column.is_list else 'one'} of: {shown}"
