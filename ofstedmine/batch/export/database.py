"""The SQLite database: keys that hold, indexes, full text search, and metadata for Datasette."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.batch.export.about import About, about
from ofstedmine.batch.export.datasette import metadata
from ofstedmine.batch.export.sheets import Sheet, sheets
from ofstedmine.batch.export.store import TYPES, Store, ordered, quoted
from ofstedmine.batch.export.texts import words
from ofstedmine.errors import DataError
from ofstedmine.writing import put, working_folder

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["metadata_path", "write_database"]

HUB = "visits"
"""The table that all rows of letters refer to."""
REFERENCES = {
    "finding_themes": (("letter_id", "finding_id"), "findings"),
    "cohorts": (("letter_id", "finding_id"), "findings"),
}
"""Keys of rows that belong to a finding."""
OF_AUTHORITY = {"visits": "authority", "coverage": "authority",
                "latest_judgements": "local_authority"}  # fmt: skip
INDEXED = (
    ("visits", "authority, visit_start"),
    ("findings", "authority, visit_start"),
    ("findings", "sentiment"),
    ("finding_themes", "theme, sentiment"),
    ("cohorts", "cohort"),
    ("judgements", "area_code, grade"),
    ("sources", "letter_id"),
    ("coverage", "authority"),
)
SEARCHED = ("findings", "text")


def metadata_path(path: Path) -> Path:
    """Return where the metadata for Datasette lies, beside a database.

    Examples
    --------
    >>> metadata_path(Path("letters.db")).name
    'letters.metadata.json'
    """
    return path.with_name(f"{path.stem}.metadata.json")


def write_database(dataset: Dataset, path: Path, names: bool) -> None:
    """Write a dataset as a SQLite database, with metadata for Datasette beside it.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    path : Path
        The database; it appears when all of it is written.
    names : bool
        Whether people may be in it.
    """
    wanted = sheets(names)
    with working_folder(path) as folder:
        made, extra = folder / "made.db", folder / "metadata.json"
        with Store(folder / "rows.db", wanted) as store:
            store.fill(dataset, names)
        known = about(dataset, names)
        _build(made, folder / "rows.db", wanted, known)
        extra.write_text(metadata(path.stem, wanted, known), "utf-8", newline="\n")
        put(extra, metadata_path(path))
        put(made, path)


def _build(path: Path, rows: Path, wanted: list[Sheet], known: About) -> None:
    with closing(sqlite3.connect(path)) as made:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8000"):
            made.execute(f"PRAGMA {setting}")
        made.execute("ATTACH ? AS rows", (str(rows),))
        # Those that are referred to come first.
        first = ("authorities", HUB, "findings")
        for sheet in sorted(wanted, key=lambda one: (one.name not in first, one.name != first[0],
                                                     one.name != HUB)):  # fmt: skip
            made.execute(_created(sheet))
            made.execute(
                f"INSERT INTO main.{quoted(sheet.name)} "
                f"SELECT * FROM rows.{quoted(sheet.name)} {ordered(sheet)}"
            )
        names = {sheet.name for sheet in wanted}
        for number, (table, columns) in enumerate(INDEXED):
            if table in names:
                made.execute(f"CREATE INDEX index_{number}_{table} ON {table} ({columns})")
        _search(made)
        made.execute("CREATE TABLE about (name TEXT NOT NULL, value TEXT NOT NULL)")
        said = [("Attribution", words()["attribution"]), *known.notes, *known.versions]
        made.executemany("INSERT INTO about VALUES (?, ?)", said)
        made.commit()
        made.execute("DETACH rows")
        if broken := made.execute("PRAGMA foreign_key_check").fetchall():
            raise DataError(f"rows of {broken[0][0]} refer to a row of {broken[0][2]} that is gone")


def _created(sheet: Sheet) -> str:
    """Return the statement that makes a table, with its keys."""
    names = {column.name for column in sheet.columns}
    parts = [
        # A list that may not be missing may be empty, and is empty text then.
        f"{quoted(one.name)} {TYPES.get(one.type, 'TEXT')}"
        + (" NOT NULL" if one.required and not one.is_list else "")
        for one in sheet.columns
    ]
    key = sheet.table.key
    if all(sheet.table.columns[name].required for name in key):
        parts.append(f"PRIMARY KEY ({', '.join(map(quoted, key))})")
    if sheet.name in REFERENCES:
        columns, table = REFERENCES[sheet.name]
        named = ", ".join(map(quoted, columns))
        parts.append(f"FOREIGN KEY ({named}) REFERENCES {table} ({named})")
    elif "letter_id" in names and sheet.name != HUB:
        parts.append(f"FOREIGN KEY (letter_id) REFERENCES {HUB} (letter_id)")
    if sheet.name in OF_AUTHORITY:
        named = quoted(OF_AUTHORITY[sheet.name])
        parts.append(f"FOREIGN KEY ({named}) REFERENCES authorities (authority)")
    return f"CREATE TABLE {quoted(sheet.name)} ({', '.join(parts)})"


def _search(made: sqlite3.Connection) -> None:
    table, column = SEARCHED
    made.execute(
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5({column}, content={quoted(table)}, "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    made.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    made.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
