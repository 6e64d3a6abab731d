"""Sentences to tag from files, and tagged sentences as CSV and JSON.

A CSV is given back with all its columns, as it was, and new ones at the end. Cells that a
spreadsheet would take for formulas get an apostrophe before them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

import regex

from ofstedmine.errors import DataError
from ofstedmine.findings.tags import TagInput
from ofstedmine.reading.decoding import decode
from ofstedmine.showing.tags_text import machine_tagged

if TYPE_CHECKING:
    from ofstedmine.findings.tags import Tags

__all__ = ["ADDED", "Sheet", "lines_of", "read_sheet", "safe_cell", "tag_lines", "tagged_sheet"]

ADDED = ("themes", "sentiment", "progress", "uncertain", "scores", "tagged_by")
"""The columns that tagging adds to a CSV."""

_NUMBER = regex.compile(r"[+-]?[0-9][0-9,]*+(?:\.[0-9]++)?%?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV that was read, and the sentences in it.

    Attributes
    ----------
    header : list of str
        The names of its columns.
    rows : list of list of str
        Its cells.
    inputs : list of TagInput
        One a row.
    """

    header: list[str]
    rows: list[list[str]]
    inputs: list[TagInput]


def lines_of(data: bytes) -> list[TagInput]:
    r"""Return the lines of a text as sentences; empty ones are left out.

    Parameters
    ----------
    data : bytes
        Text in any usual encoding.

    Returns
    -------
    list of TagInput
        One a line.

    Examples
    --------
    >>> [one.text for one in lines_of(b"Plans help.\n\nThey are used.\n")]
    ['Plans help.', 'They are used.']
    """
    lines = decode(data)[0].splitlines()
    return [TagInput(line.strip()) for line in lines if line.strip()]


def read_sheet(
    data: bytes,
    name: str,
    column: str,
    heading: str | None = None,
    previous: str | None = None,
) -> Sheet:
    r"""Read a CSV whose rows hold sentences.

    Parameters
    ----------
    data : bytes
        The file's bytes, in any usual encoding.
    name : str
        Its name, for messages.
    column : str
        The column of the sentences.
    heading, previous : str, optional
        The columns of the headings over them and of the sentences before them.

    Returns
    -------
    Sheet
        Cells and sentences. A row without a sentence is kept and tagged as an empty one.

    Raises
    ------
    DataError
        If a column is not there or is there already, or a row has too many cells.

    Examples
    --------
    >>> read_sheet(b"id,text\n1,Plans help.\n", "a.csv", "text").inputs[0].text
    'Plans help.'
    """
    reader = csv.reader(StringIO(decode(data)[0], newline=""), strict=True)
    try:
        header = next(reader, [])
        places = [_place(header, one, name) for one in (column, heading, previous) if one]
        if taken := [one for one in ADDED if one in header]:
            raise DataError(f"{name}: has columns {', '.join(taken)} already; rename or drop them")
        rows, inputs = [], []
        for row in reader:
            if not row:
                continue
            if len(row) > len(header):
                where = f"{name}: line {reader.line_num}"
                raise DataError(f"{where}: {len(row)} cells under {len(header)} columns")
            cells = row + [""] * (len(header) - len(row))
            found = iter(cells[at].strip() for at in places)
            inputs.append(
                TagInput(
                    next(found),
                    heading=next(found) or None if heading else None,
                    previous=next(found) or None if previous else None,
                )
            )
            rows.append(cells)
    except csv.Error as error:
        raise DataError(f"{name}: line {reader.line_num}: {error}") from error
    return Sheet(header, rows, inputs)


def tagged_sheet(sheet: Sheet, tags: Sequence[Tags], model: str) -> bytes:
    """Return a CSV with its tags.

    Parameters
    ----------
    sheet : Sheet
        What was read.
    tags : sequence of Tags
        One a row.
    model : str
        The version of the tagger.

    Returns
    -------
    bytes
        UTF-8 with the mark by which spreadsheets know it; themes are parted by semicolons,
        scores are JSON.

    Examples
    --------
    >>> tagged_sheet(Sheet(["text"], [], []), [], "1.0").decode("utf-8-sig").strip()
    'text,themes,sentiment,progress,uncertain,scores,tagged_by'
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(safe_cell(cell) for cell in [*sheet.header, *ADDED])
    for row, one in zip(sheet.rows, tags, strict=True):
        added = [
            ";".join(one.themes),
            one.sentiment,
            one.progress,
            "yes" if one.uncertain else "no",
            json.dumps(one.scores),
            machine_tagged(model),
        ]
        writer.writerow(safe_cell(cell) for cell in [*row, *added])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def tag_lines(
    inputs: Sequence[TagInput], tags: Sequence[Tags], model: str
) -> Iterator[dict[str, Any]]:
    """Yield tagged sentences as what JSON can hold.

    Parameters
    ----------
    inputs : sequence of TagInput
        The sentences.
    tags : sequence of Tags
        One each.
    model : str
        The version of the tagger.

    Yields
    ------
    dict
        The sentence, its context, its tags and who gave them.

    Examples
    --------
    >>> list(tag_lines([], [], "1.0"))
    []
    """
    for given, one in zip(inputs, tags, strict=True):
        yield {
            "text": given.text,
            "heading": given.heading,
            "previous": given.previous,
            "themes": list(one.themes),
            "sentiment": one.sentiment,
            "progress": one.progress,
            "uncertain": one.uncertain,
            "scores": one.scores,
            "tagged_by": machine_tagged(model),
        }


def safe_cell(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not run; numbers stay numbers.

    Examples
    --------
    >>> [safe_cell(cell) for cell in ("=1+1", "-2.5", "- plans", "plans")]
    ["'=1+1", '-2.5', "'- plans", 'plans']
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _place(header: list[str], column: str, name: str) -> int:
    if header.count(column) > 1:
        raise DataError(f"{name}: has several columns {column!r}")
    if column not in header:
        has = ", ".join(repr(one) for one in header[:40]) or "no columns"
        raise DataError(f"{name}: has no column {column!r}; it has {has}")
    return header.index(column)
