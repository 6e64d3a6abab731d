"""The tables of an export in order, on the disk: memory does not grow with the dataset."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.export.names import Names
from ofstedmine.batch.export.sheets import Sheet, flat_rows

if TYPE_CHECKING:
    from types import TracebackType

    from ofstedmine.batch.dataset import Dataset

__all__ = ["Store", "quoted"]

TYPES = {"int": "INTEGER", "bool": "INTEGER", "float": "REAL"}


class Store:
    """A database that holds the rows of an export while it is written.

    Parameters
    ----------
    path : Path
        Its file, which is not there yet.
    sheets : sequence of Sheet
        The tables.
    """

    def __init__(self, path: Path, sheets: Sequence[Sheet]) -> None:
        self.path = path
        self.sheets = list(sheets)
        self.connection = sqlite3.connect(path)
        # What is lost when the power fails is made anew; what memory does not hold goes to disk.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8000"):
            self.connection.execute(f"PRAGMA {setting}")

    def __enter__(self) -> Store:
        """Return the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.connection.close()

    def fill(self, dataset: Dataset, names: bool) -> None:
        """Put all rows into the store.

        Parameters
        ----------
        dataset : Dataset
            Where they are from.
        names : bool
            Whether people may be in them.
        """
        people = None if names else Names(dataset)
        for sheet in self.sheets:
            columns = ", ".join(
                f"{quoted(one.name)} {TYPES.get(one.type, 'TEXT')}" for one in sheet.columns
            )
            self.connection.execute(f"CREATE TABLE {quoted(sheet.name)} ({columns})")
            marks = ", ".join("?" * len(sheet.columns))
            values = (
                [_stored(row[one.name]) for one in sheet.columns]
                for row in flat_rows(dataset, sheet, people)
            )
            self.connection.executemany(
                f"INSERT INTO {quoted(sheet.name)} VALUES ({marks})",
                values,
            )
        self.connection.commit()

    def count(self, sheet: Sheet) -> int:
        """Return how many rows a table has."""
        found = self.connection.execute(f"SELECT count(*) FROM {quoted(sheet.name)}").fetchone()
        return int(found[0])

    def rows(self, sheet: Sheet) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table in order; days and truths are as SQLite has them."""
        names = ", ".join(quoted(one.name) for one in sheet.columns)
        query = f"SELECT {names} FROM {quoted(sheet.name)} {ordered(sheet)}"
        yield from self.connection.execute(query)

    def longest(self, sheet: Sheet) -> list[int]:
        """Return the length of the longest value of each column."""
        lengths = ", ".join(f"max(length({quoted(one.name)}))" for one in sheet.columns)
        found = self.connection.execute(f"SELECT {lengths} FROM {quoted(sheet.name)}").fetchone()
        return [int(one or 0) for one in found]


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever word it is.

    Examples
    --------
    >>> quoted("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def ordered(sheet: Sheet) -> str:
    """Return the clause that puts the rows of a table in order, what is empty last.

    Examples
    --------
    >>> from ofstedmine.batch.export.sheets import sheets
    >>> ordered(next(one for one in sheets() if one.name == "sources"))
    'ORDER BY "uri" IS NULL, "uri"'
    """
    parts = (f"{quoted(name)} IS NULL, {quoted(name)}" for name in sheet.order)
    clause = ", ".join(parts)
    return f"ORDER BY {clause}" if clause else "ORDER BY rowid"


def _stored(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
