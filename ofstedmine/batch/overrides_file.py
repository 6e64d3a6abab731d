"""The file of corrections beside a dataset: read with all checks, written whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from ofstedmine.batch.overrides import Override, Overrides
from ofstedmine.errors import DataError
from ofstedmine.records import VisitRecord
from ofstedmine.writing import writing

__all__ = ["add_override", "check_override", "load_overrides"]

COLUMNS = ("document_id", "field", "value", "who", "why")
FIXED = frozenset(
    {"schema_version", "document_id", "visit_id", "sections", "evidence", "missing", "warnings",
     "source"}
)  # fmt: skip
TAGS = frozenset({"themes", "sentiment", "progress", "cohort", "uncertain"})
"""What of a finding may be corrected: its words and their place are the letter's."""


def load_overrides(path: Path) -> Overrides:
    """Read the corrections of a dataset.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8 with the columns ``document_id``, ``field``, ``value``, ``who`` and
        ``why``, in any order.

    Returns
    -------
    Overrides
        None where there is no such file.

    Raises
    ------
    DataError
        If it does not hold corrections; the message names line and column.

    Examples
    --------
    >>> load_overrides(Path("no such file")).by_document
    {}
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Overrides()
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path}: it is not in UTF-8 ({error.reason} at byte {error.start}); in Excel, save "
            "it as 'CSV UTF-8'"
        ) from error
    found: dict[str, list[Override]] = {}
    seen: dict[tuple[str, str], int] = {}
    for one in _lines(path, text):
        first = seen.setdefault((one.document_id, one.field), one.line)
        if first != one.line:
            raise DataError(
                f"{path}: line {one.line}: line {first} corrects {one.field} of "
                f"{one.document_id} already; keep one of them"
            )
        found.setdefault(one.document_id, []).append(one)
    return Overrides(MappingProxyType({key: tuple(some) for key, some in found.items()}))


def add_override(path: Path, override: Override) -> None:
    """Write a correction to a file, in place of one of the same field.

    Parameters
    ----------
    path : Path
        The file of corrections; it is made where it is missing, and replaced as a whole.
    override : Override
        The correction.

    Raises
    ------
    DataError
        If the file does not hold corrections, or this is none.
    """
    known = load_overrides(path)
    check_override(override)
    key = (override.document_id, override.field)
    kept = [
        one
        for some in known.by_document.values()
        for one in some
        if (one.document_id, one.field) != key
    ]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in [*sorted(kept, key=lambda one: one.line), override]:
        writer.writerow([one.document_id, one.field, one.value, one.who, one.why])
    with writing(path) as file:
        assert file is not None
        file.write(text.getvalue().encode("utf-8"))


def check_override(override: Override) -> None:
    """Refuse a correction that fits no record at all.

    Parameters
    ----------
    override : Override
        The correction.

    Raises
    ------
    DataError
        If its field is none, or is not to be corrected, or nobody answers for it.
    """
    wrong = _what_is_wrong(override)
    if wrong:
        raise DataError(wrong)


def _lines(path: Path, text: str) -> Iterator[Override]:
    rows = csv.reader(text.splitlines(keepends=True))
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        if sorted(header) != sorted(COLUMNS):
            raise DataError(
                f"{path}: line 1: the columns are {', '.join(header) or 'missing'}; wanted are "
                f"{', '.join(COLUMNS)}"
            )
        for row in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise DataError(
                    f"{path}: line {line}: {len(row)} cells where the header has {len(header)}; "
                    "a value with a comma stands in double quotes"
                )
            cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
            one = Override(**cells, line=line)
            wrong = _what_is_wrong(one)
            if wrong:
                raise DataError(f"{path}: line {line}: {wrong}")
            yield one
    except csv.Error as error:
        raise DataError(f"{path}: line {rows.line_num}: {error}") from error


def _what_is_wrong(one: Override) -> str | None:
    """Return what is wrong with a correction whatever the record, or None."""
    for name in ("document_id", "who", "why"):
        if not getattr(one, name):
            return f"column {name}: it is empty"
    if not one.field.startswith("/") or not all(one.steps):
        return f"column field: {one.field!r} is no pointer such as /visit/number"
    first = one.steps[0]
    if first in FIXED:
        return f"column field: {first} is the library's to say and cannot be corrected"
    if first not in VisitRecord.model_fields:
        return f"column field: a record has no {first!r}"
    if first == "findings" and (len(one.steps) != 3 or one.steps[2] not in TAGS):
        tags = ", ".join(sorted(TAGS))
        return f"column field: of a finding it is /findings/<id>/<tag>, where tag is one of {tags}"
    return None
