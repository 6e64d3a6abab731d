"""The workbook: sheets that an analyst can filter at once, and two that explain them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.export.about import about
from ofstedmine.batch.export.cells import fitting
from ofstedmine.batch.export.front import write_about, write_columns
from ofstedmine.batch.export.labels import labeller
from ofstedmine.batch.export.layout import LINE, PAGE, frozen, height, is_wrapped, laid_out, width
from ofstedmine.batch.export.sheets import Sheet, sheets
from ofstedmine.batch.export.store import Store
from ofstedmine.batch.export.texts import words
from ofstedmine.writing import put, working_folder

if TYPE_CHECKING:
    from ofstedmine.batch.columns import Column
    from ofstedmine.batch.dataset import Dataset

__all__ = ["write_workbook"]

EXCEL_ROWS = 1_048_576
LEFT_OUT = frozenset({"letters", "sources"})
"""Tables that a workbook has no sheet for."""
MADE = datetime(2000, 1, 1)
"""The same in every workbook: the same rows give the same bytes."""
INK, SHADE, TAG = "#1F3A4D", "#E6EEF3", "#F2D492"
A4 = 9

Maker = Callable[[Any, int, int, Any], int]


def write_workbook(dataset: Dataset, path: Path, names: bool) -> None:
    """Write a dataset as a workbook for Excel and LibreOffice.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    path : Path
        The file; it appears when all of it is written.
    names : bool
        Whether people may be in it.
    """
    wanted = [sheet for sheet in sheets(names) if sheet.name not in LEFT_OUT]
    with working_folder(path) as folder:
        made = folder / "made.xlsx"
        with Store(folder / "rows.db", wanted) as store:
            store.fill(dataset, names)
            book = _book(made, folder)
            formats = _formats(book)
            first, columns = book.add_worksheet("About"), book.add_worksheet("Columns")
            write_columns(columns, wanted, formats)
            sizes = {sheet.name: _table(book, sheet, store, formats) for sheet in wanted}
            write_about(first, about(dataset, names), wanted, sizes, formats)
            first.activate()
            book.close()
        put(made, path)


def _book(path: Path, folder: Path) -> Any:
    import xlsxwriter

    # Words of a letter are words: no formula, no link, no number is made of them.
    words_only = dict.fromkeys(
        ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
    )
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "tmpdir": str(folder), **words_only}
    )
    book.set_properties(
        {"title": "Ofsted letters", "comments": words()["attribution"], "created": MADE}
    )
    return book


def _formats(book: Any) -> dict[str, Any]:
    add, top = book.add_format, {"valign": "top"}
    wrapped = {**top, "text_wrap": True}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1,
            "border_color": "white"}  # fmt: skip
    return {
        "head": add({**head, "font_color": "white", "bg_color": INK}),
        "tagged": add({**head, "font_color": INK, "bg_color": TAG}),
        "wrapped": add(wrapped),
        "text": add(top),
        "date": add({**top, "num_format": "d mmm yyyy", "align": "left"}),
        "int": add({**top, "num_format": "0", "align": "right", "indent": 1}),
        "count": add({**top, "num_format": "#,##0", "align": "left"}),
        "float": add({**top, "num_format": "0.00", "align": "right", "indent": 1}),
        "title": add({"bold": True, "font_size": 16, "font_color": INK}),
        "part": add({"bold": True, "font_color": INK, "bg_color": SHADE, "valign": "top"}),
    }


def _table(book: Any, sheet: Sheet, store: Store, formats: dict[str, Any]) -> tuple[int, str]:
    """Write the rows of a table, on as many sheets as Excel needs; say how many, and what to know.

    A page is opened when the first row is there for it, so that pages come in their order.
    """
    columns = laid_out(sheet.columns)
    places = [sheet.columns.index(column) for column in columns]
    lengths = [store.longest(sheet)[place] for place in places]
    makers = [_maker(*pair, formats) for pair in zip(columns, lengths, strict=True)]
    widths = [width(*pair) for pair in zip(columns, lengths, strict=True)]
    broken = [x for x, column in enumerate(columns) if is_wrapped(column, lengths[x])]
    page, pages, at = _page(book, sheet, 1, columns, widths, formats), 1, 1
    written = cut = 0
    for row in store.rows(sheet):
        if at == EXCEL_ROWS:
            page.autofilter(0, 0, at - 1, len(columns) - 1)
            pages += 1
            page, at = _page(book, sheet, pages, columns, widths, formats), 1
        high = max((height(row[places[x]], widths[x]) for x in broken if row[places[x]]), default=0)
        if high > LINE:
            page.set_row(at, high)
        for x, place in enumerate(places):
            if row[place] is not None:
                cut += makers[x](page, at, x, row[place])
        at, written = at + 1, written + 1
    page.autofilter(0, 0, max(at - 1, 1), len(columns) - 1)
    notes = []
    if pages > 1:
        notes.append(f"on {pages} sheets, for one of Excel holds {EXCEL_ROWS:,} rows")
    if cut:
        notes.append(f"{cut:,} texts were cut to what a cell of Excel holds")
    return written, "; ".join(notes)


def _page(
    book: Any,
    sheet: Sheet,
    number: int,
    columns: Sequence[Column],
    widths: Sequence[float],
    formats: dict[str, Any],
) -> Any:
    """Begin a sheet: its columns, its header, how it prints."""
    title = sheet.table.title
    page = book.add_worksheet(title if number == 1 else f"{title} ({number})")
    page.set_landscape()
    page.set_paper(A4)
    if sum(widths) <= PAGE:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(60)
        page.repeat_columns(0, max(frozen(columns) - 1, 0))
    page.repeat_rows(0)
    page.set_footer(f"&L&8{words()['short']}&R&8&A, &P of &N")
    page.freeze_panes(1, frozen(columns))
    page.set_row(0, 48)
    for x, (column, wide) in enumerate(zip(columns, widths, strict=True)):
        page.set_column(x, x, wide)
        page.write_string(0, x, column.title, formats["tagged" if column.tagged else "head"])
    return page


def _maker(column: Column, longest: int, formats: dict[str, Any]) -> Maker:
    """Return what writes a value of a column; it returns how many texts it had to cut."""
    label = labeller(column)
    style = formats["wrapped" if is_wrapped(column, longest) else "text"]

    def text(page: Any, y: int, x: int, value: str) -> int:
        shown, cut = fitting(label(value) if label else value)
        page.write_string(y, x, shown, style)
        return cut

    def day(page: Any, y: int, x: int, value: str) -> int:
        page.write_datetime(y, x, date.fromisoformat(value), formats["date"])
        return 0

    def truth(page: Any, y: int, x: int, value: int) -> int:
        page.write_string(y, x, "yes" if value else "no", formats["text"])
        return 0

    def number(page: Any, y: int, x: int, value: float) -> int:
        page.write_number(y, x, value, formats[column.type])
        return 0

    makers: dict[str, Maker] = {"date": day, "bool": truth, "int": number, "float": number}
    return makers.get(column.type, text)
