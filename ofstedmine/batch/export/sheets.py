"""What goes into an export: which tables, which of their columns, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.columns import Column, Table, shown_tables

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset
    from ofstedmine.batch.export.names import Names
    from ofstedmine.batch.rows import Row

__all__ = ["JOINED", "Sheet", "flat_rows", "sheets"]

ORDER = (
    "visits", "findings", "judgements", "areas", "improvements", "latest_judgements", "coverage",
    "authorities", "finding_themes", "cohorts", "visit_days", "inspectors", "letters", "sources",
    "failures", "codebook",
)  # fmt: skip
"""The tables of an export, those first that people look at first."""
APART = frozenset({("visits", "inspectors"), ("visits", "lead_inspector")})
"""Columns that stay out of exports: names of inspectors do not stand beside tags and grades, they
have a table of their own."""
UNSHARED = frozenset({("failures", "traceback")})
"""Columns that leave with names: a traceback holds whatever an error said."""
JOINED = "; "


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of an export, with those of its columns that go into it."""

    table: Table
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def order(self) -> list[str]:
        """The columns that its rows are sorted by; none where they stay as they come."""
        if self.name == "codebook":
            return []
        if "letter_id" not in self.table.key:
            return list(self.table.key)
        first = ("authority", "visit_start", "letter_id", "list", "position", "start")
        names = dict.fromkeys((*first, *self.table.key))
        known = {column.name for column in self.columns}
        return [name for name in names if name in known]


def sheets(names: bool = True, *, text: bool = True, structures: bool = False) -> list[Sheet]:
    """Return the tables of an export.

    Parameters
    ----------
    names : bool, default True
        Whether people may be in it.
    text : bool, default True
        Whether the letters' text is: no cell of a spreadsheet holds one.
    structures : bool, default False
        Whether columns are that only programs can use.

    Returns
    -------
    list of Sheet
        In the order that people look at them.

    Examples
    --------
    >>> [sheet.name for sheet in sheets()][:3]
    ['visits', 'findings', 'judgements']
    >>> "inspectors" in [sheet.name for sheet in sheets(names=False)]
    False
    """
    found = []
    for name in ORDER:
        table = shown_tables()[name]
        columns = tuple(
            column
            for column in table.columns.values()
            if (names or (not column.people and (name, column.name) not in UNSHARED))
            and (structures or not column.is_structure)
            and (text or (name, column.name) != ("letters", "text"))
            and (name, column.name) not in APART
        )
        if names or not table.people:
            found.append(Sheet(table, columns))
    return found


def flat_rows(dataset: Dataset, sheet: Sheet, people: Names | None) -> Iterator[Row]:
    """Yield the rows of a table, lists joined to text, without people where they must be.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    sheet : Sheet
        What is wanted of it.
    people : Names, optional
        Knows whose names are to be taken out of text.

    Yields
    ------
    dict
        Plain values by column: texts, numbers, dates, and None.
    """
    names = [column.name for column in sheet.columns]
    lists = [column.name for column in sheet.columns if column.is_list]
    texts = text_columns(sheet)
    for piece in dataset.batches(sheet.name, names):
        for row in piece.to_pylist():
            for name in lists:
                row[name] = JOINED.join(map(_plain, row[name] or ())) or None
            if people is not None and "letter_id" in row:
                for name in texts:
                    if row[name]:
                        row[name] = people.without(row["letter_id"], row[name])
            yield row


def text_columns(sheet: Sheet) -> Sequence[str]:
    """Return the columns of a table that hold words of letters, and so may name people."""
    keys = {*sheet.table.key, "letter_id", "document_id", "visit_id", "sha256"}
    return [one.name for one in sheet.columns if one.type == "text" and one.name not in keys]


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
