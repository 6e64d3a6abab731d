"""The documents of the corpus: what they are, where they were published, and how to know them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import get_args

from ofstedmine.errors import DataError
from ofstedmine.records import Kind
from ofstedmine.resources import find

__all__ = ["Source", "documents_by_name", "find_documents", "read_manifest"]

COLUMNS = "document kind authority published sha256 bytes repository commit path".split()


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the corpus.

    Attributes
    ----------
    document : str
        Its name in the annotations.
    kind : str
        As in a record.
    authority : str
        The authority that it is about; its sentences are never trained on and measured at once.
    published : str
        The day, as the site that published it has it.
    sha256 : str
        What the file is known by.
    bytes : int
        Its size.
    repository, commit, path : str
        Where a copy was public: a repository on GitHub, a commit of it, a file in it.

    Examples
    --------
    >>> read_manifest()[0].year > 2000
    True
    """

    document: str
    kind: str
    authority: str
    published: str
    sha256: str
    bytes: int
    repository: str
    commit: str
    path: str

    @property
    def year(self) -> int | None:
        """Return the year in which it was published."""
        year = self.published[:4]
        return int(year) if year.isdecimal() else None


def read_manifest(path: Path | None = None) -> list[Source]:
    """Read the list of documents.

    Parameters
    ----------
    path : Path, optional
        A CSV with the fields of `Source` as columns; the one of the project by default.

    Returns
    -------
    list of Source
        In the order of the file.

    Raises
    ------
    DataError
        If a column is missing, a row does not hold what it should, or a document stands twice.
    ResourceNotFound
        If the project's own is asked for where it is not, as in an installed wheel.

    Examples
    --------
    >>> len({source.sha256 for source in read_manifest()}) > 200
    True
    """
    path = path or find("corpus/manifest.csv")
    found: dict[str, Source] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if missing := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
            raise DataError(f"{path}: no column {', '.join(missing)}")
        for row in table:
            where = f"{path}, line {table.line_num}"
            if row["kind"] not in get_args(Kind) or not str(row["bytes"]).isdecimal():
                raise DataError(f"{where}: no kind or no size: {row['kind']!r}, {row['bytes']!r}")
            if row["document"] in found:
                raise DataError(f"{where}: {row['document']} stands twice")
            texts = {name: row[name] for name in COLUMNS if name != "bytes"}
            found[row["document"]] = Source(**texts, bytes=int(row["bytes"]))
    return list(found.values())


def find_documents(sources: list[Source], folder: Path) -> dict[str, Path]:
    """Find documents in a folder and those below it, whatever they are called.

    Parameters
    ----------
    sources : list of Source
        The documents to look for.
    folder : Path
        Where to look.

    Returns
    -------
    dict of str to Path
        The files of those that were found, by the document's name, in the order of `sources`.

    Raises
    ------
    DataError
        If there is no such folder.

    Examples
    --------
    >>> find_documents([], Path("."))
    {}
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder")
    # Only files of a known size are worth reading to the end.
    sizes = {source.bytes for source in sources}
    found: dict[str, Path] = {}
    for path in _files(folder):
        if path.stat().st_size in sizes:
            with path.open("rb") as file:
                found.setdefault(file_digest(file, "sha256").hexdigest(), path)
    return {s.document: found[s.sha256] for s in sources if s.sha256 in found}


def documents_by_name(names: Iterable[str], folder: Path) -> dict[str, Path]:
    """Find documents that no manifest knows: files called by their names, whatever the suffix.

    Parameters
    ----------
    names : iterable of str
        Names of documents.
    folder : Path
        Where to look, and below.

    Returns
    -------
    dict of str to Path
        The files of those that were found.

    Examples
    --------
    >>> documents_by_name([], Path("."))
    {}
    """
    wanted = set(names)
    found: dict[str, Path] = {}
    if wanted:
        for path in _files(folder):
            if path.stem in wanted:
                found.setdefault(path.stem, path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it, in the same order everywhere."""
    for at, folders, names in os.walk(folder):
        folders.sort(key=os.fsencode)
        for name in sorted(names, key=os.fsencode):
            path = Path(at, name)
            if path.is_file():
                yield path
