"""Files of the command: letters in folders, records and failures written whole or not at all."""

from __future__ import annotations

import csv
import glob
import json
import os
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from ofstedmine.errors import DataError
from ofstedmine.writing import writing

if TYPE_CHECKING:
    from ofstedmine.records import Failure, VisitRecord

__all__ = ["RecordLines", "failures_csv", "letters_in", "matching", "read_records", "writing"]

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"})
"""What a folder is searched for; a file that is named itself is read whatever it is called."""


def letters_in(folder: Path) -> list[Path]:
    """Return the letters in a folder and those below it, in the order of their names.

    Parameters
    ----------
    folder : Path
        Where to look.

    Returns
    -------
    list of Path
        Files with a suffix of a format that can be read; hidden ones are left out.

    Examples
    --------
    >>> letters_in(Path("no such folder"))
    []
    """
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(at, name)
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    return sorted(found, key=os.fsencode)


def matching(pattern: Path) -> list[Path]:
    """Return the files that a pattern of names stands for; a name of a file is itself.

    Parameters
    ----------
    pattern : Path
        Such as ``letters/*.pdf``.

    Returns
    -------
    list of Path
        In the order of their names; the pattern itself where nothing fits.

    Examples
    --------
    >>> [path.name for path in matching(Path("no such file"))]
    ['no such file']
    """
    if os.path.lexists(pattern):
        return [pattern]
    names = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 - absolute ones too
    return [Path(name) for name in names if Path(name).is_file()] or [pattern]


class RecordLines:
    """Writes records as JSON lines to a file that appears when all are written, or not at all.

    Parameters
    ----------
    path : Path or None
        The file; nothing is written where there is none.
    """

    def __init__(self, path: Path | None) -> None:
        self._opened = writing(path)
        self._file: BinaryIO | None = None

    def __enter__(self) -> RecordLines:
        """Open a temporary file beside the one that is wanted."""
        self._file = self._opened.__enter__()
        return self

    def write(self, record: VisitRecord) -> None:
        """Write one record."""
        if self._file is not None:
            line = json.dumps(record.model_dump(mode="json"), ensure_ascii=False)
            # A name of a file may hold what is no character; its escape is good JSON.
            self._file.write(f"{line}\n".encode("utf-8", "backslashreplace"))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Put the file in its place, or take it away after an error."""
        self._opened.__exit__(kind, error, where)


def read_records(path: Path) -> Iterator[VisitRecord]:
    """Read records that were written as JSON.

    Parameters
    ----------
    path : Path
        JSON lines, or one record in a file whose name ends with ``.json``.

    Yields
    ------
    VisitRecord
        The records, in order.

    Raises
    ------
    DataError
        If a line holds no record; the message names file, line and field.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "records.jsonl"
    >>> _ = file.write_text("")
    >>> list(read_records(file))
    []
    """
    from pydantic import ValidationError

    from ofstedmine.records import VisitRecord

    with path.open("rb") as lines:
        whole = path.suffix.lower() == ".json"
        for number, line in enumerate([lines.read()] if whole else lines, 1):
            if not line.strip():
                continue
            try:
                yield VisitRecord.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = "/".join(map(str, first["loc"]))
                what = f"{place}: {first['msg']}" if place else first["msg"]
                msg = f"{path}: line {number}: no record: {what}"
                raise DataError(msg) from error


def failures_csv(failures: Sequence[Failure]) -> bytes:
    r"""Return the files that could not be read as a CSV file in UTF-8.

    Parameters
    ----------
    failures : sequence of Failure
        What `ofstedmine.mine_many` yielded.

    Returns
    -------
    bytes
        Columns ``uri``, ``reason`` and ``message``.

    Examples
    --------
    >>> failures_csv([])
    b'uri,reason,message\r\n'
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["uri", "reason", "message"])
    writer.writerows((one.uri, one.reason, one.message) for one in failures)
    return text.getvalue().encode("utf-8", "backslashreplace")
