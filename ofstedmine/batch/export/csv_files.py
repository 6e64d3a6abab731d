"""CSV files, one a table, that Excel opens as they are meant."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.export.about import about
from ofstedmine.batch.export.cells import harmless
from ofstedmine.batch.export.sheets import ORDER, Sheet, sheets
from ofstedmine.batch.export.store import Store
from ofstedmine.batch.export.texts import words
from ofstedmine.writing import put, working_folder

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["write_csv"]

ENCODING = "utf-8-sig"
"""With a mark at the beginning: without it Excel takes UTF-8 for an old code page."""
ABOUT, COLUMNS = "about.txt", "columns.csv"
OURS = frozenset({ABOUT, COLUMNS, *(f"{name}.csv" for name in ORDER)})


def write_csv(dataset: Dataset, path: Path, names: bool) -> None:
    """Write a dataset as a folder of CSV files.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    path : Path
        The folder; it appears when all files are written. One that holds nothing but an earlier
        export is replaced.
    names : bool
        Whether people may be in it.
    """
    wanted = sheets(names, text=False)
    with working_folder(path) as folder:
        made = folder / "made"
        made.mkdir()
        with Store(folder / "rows.db", wanted) as store:
            store.fill(dataset, names)
            for sheet in wanted:
                _table(store, sheet, made / f"{sheet.name}.csv")
        _columns(wanted, made / COLUMNS)
        known = about(dataset, names)
        said = [("Attribution", words()["attribution"]), *known.notes, *known.versions]
        lines = [f"{name}: {text}" for name, text in said]
        (made / ABOUT).write_text("\n\n".join(lines) + "\n", "utf-8", newline="\n")
        put(made, path, is_export)


def is_export(path: Path) -> bool:
    """Say whether a folder holds nothing but an earlier export, or nothing."""
    return path.is_dir() and all(one.name in OURS for one in path.iterdir())


def _table(store: Store, sheet: Sheet, path: Path) -> None:
    truths = [one.type == "bool" for one in sheet.columns]
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in sheet.columns)
        for row in store.rows(sheet):
            writer.writerow(_cell(*pair) for pair in zip(row, truths, strict=True))


def _cell(value: Any, truth: bool) -> Any:
    if isinstance(value, str):
        return harmless(value)
    return ("TRUE" if value else "FALSE") if truth and value is not None else value


def _columns(wanted: list[Sheet], path: Path) -> None:
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "column", "title", "type", "machine_tagged", "about"))
        for sheet in wanted:
            for one in sheet.columns:
                tagged = "TRUE" if one.tagged else "FALSE"
                writer.writerow((sheet.name, one.name, one.title, one.type, tagged, one.about))
