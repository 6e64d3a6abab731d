"""How the sheets of a workbook are laid out: which column stands where, and how wide it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofstedmine.batch.columns import Column

__all__ = ["LINE", "PAGE", "frozen", "height", "is_wrapped", "laid_out", "width"]

FIRST = ("authority", "local_authority", "name", "kind", "visit_start", "visit_end", "visit_number",
         "overall_grade", "grade_at_visit")  # fmt: skip
"""What a reader looks for first."""
LAST = ("paragraph", "start", "end", "ons_code", "la_code", "ofsted_urn", "authority_as_written",
        "grade_at_visit_letter", "media_type", "file", "letter_id", "document_id", "visit_id",
        "finding_id")  # fmt: skip
"""What only joins and programs need."""
CODES_FIRST = frozenset({"current", "urn"})
"""A table with one of these columns is about codes: they stay where they are."""
WRAPPED = 74
"""Texts with more characters than this are broken into lines."""
WIDTHS = {"date": 13.0, "int": 9.0, "float": 9.0, "bool": 9.0}
PAGE = 340.0
"""Characters that a printed page shows side by side and that can still be read."""
NARROWEST, BUTTON = 9, 3.5
LETTERS = 1.1
"""Letters of running text in the width of a digit, by which columns are measured."""
LINE, HIGHEST = 15.0, 405.0
"""Points of a line of text, and of the highest row that Excel shows."""


def laid_out(columns: Sequence[Column]) -> list[Column]:
    """Return columns in the order in which people read them.

    Parameters
    ----------
    columns : sequence of Column
        Those of a table.

    Returns
    -------
    list of Column
        Whom and when it is about first, keys last.

    Examples
    --------
    >>> from ofstedmine.batch.columns import shown_tables
    >>> findings = laid_out(list(shown_tables()["findings"].columns.values()))
    >>> [column.name for column in findings][:4]
    ['authority', 'kind', 'visit_start', 'text']
    """
    names = [column.name for column in columns]
    last = () if CODES_FIRST & set(names) else LAST

    def place(column: Column) -> tuple[int, int]:
        if column.name in FIRST:
            return 0, FIRST.index(column.name)
        if column.name in last:
            return 2, last.index(column.name)
        return 1, names.index(column.name)

    return sorted(columns, key=place)


def frozen(columns: Sequence[Column]) -> int:
    """Return how many of the first columns stay in sight.

    Examples
    --------
    >>> from ofstedmine.batch.columns import shown_tables
    >>> frozen(list(shown_tables()["authorities"].columns.values()))
    1
    """
    return int(columns[0].name in {"authority", "local_authority"})


def height(text: str, wide: float) -> float:
    """Return the height of a row that shows a text in a column, in points.

    Excel fits rows to broken text when it opens a workbook; other programs do not.

    Parameters
    ----------
    text : str
        The text.
    wide : float
        Width of the column in characters.

    Returns
    -------
    float
        Of as many lines as it will take, as far as a row can be that high.

    Examples
    --------
    >>> height("Plans help.", 70), height("x" * 100, 70)
    (15.0, 30.0)
    """
    lines = sum(max(1, ceil(len(one) / (wide * LETTERS))) for one in text.split("\n"))
    return min(lines * LINE, HIGHEST)


def is_wrapped(column: Column, longest: int) -> bool:
    """Say whether the values of a column are broken into lines."""
    return column.type not in WIDTHS and longest > WRAPPED


def width(column: Column, longest: int) -> float:
    """Return the width of a column in characters.

    Parameters
    ----------
    column : Column
        The column.
    longest : int
        Characters of its longest value.

    Returns
    -------
    float
        Room for its values, and for the longest word of its title beside the filter's button.

    Examples
    --------
    >>> from ofstedmine.batch.columns import Column
    >>> width(Column("text", "text", "Finding", ""), 400)
    80.0
    """
    title = max(map(len, column.title.split())) + BUTTON
    if column.type in WIDTHS:
        return max(WIDTHS[column.type], title)
    if longest > WRAPPED * 2:
        return 80.0
    return max(NARROWEST, title, min(longest, WRAPPED) * 1.05 + 1.5)
