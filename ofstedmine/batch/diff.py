"""What changed between two datasets, or two files of records: value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import JsonValue

from ofstedmine.batch.dataset import open_dataset
from ofstedmine.errors import DataError
from ofstedmine.records import Model, VisitRecord

__all__ = ["Change", "changes", "diff", "open_records"]

OF_THE_RUN = frozenset({"/schema_version", "/source", "/evidence", "/warnings", "/sections"})
"""What differs between versions and machines, or follows from values that are compared."""
SCORES = "/scores"


class Change(Model):
    """A value that differs.

    Attributes
    ----------
    document_id : str
        The document.
    field : str
        JSON Pointer of the value, a finding named by its id; empty for a whole letter.
    kind : str
        ``added``, ``removed`` or ``changed``.
    old, new : JSON value
        The value in either; None where it is not there.
    """

    document_id: str
    field: str
    kind: Literal["added", "removed", "changed"]
    old: JsonValue = None
    new: JsonValue = None


class Records(Protocol):
    """Records that are found by the id of their document."""

    def document_ids(self) -> list[str]:
        """Return the ids in order."""

    def record(self, document: str) -> VisitRecord:
        """Return a record."""


class _Lines:
    """Records of a file of JSON lines; the file is read record by record."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at: dict[str, tuple[int, int]] = {}
        with path.open("rb") as file:
            while line := file.readline():
                if line.strip():
                    record = self._read(line)
                    self._at[record.document_id] = (file.tell() - len(line), len(line))

    def document_ids(self) -> list[str]:
        return sorted(self._at)

    def record(self, document: str) -> VisitRecord:
        start, length = self._at[document]
        with self._path.open("rb") as file:
            file.seek(start)
            return self._read(file.read(length))

    def _read(self, line: bytes) -> VisitRecord:
        try:
            return VisitRecord.model_validate_json(line)
        except ValueError as error:
            raise DataError(f"{self._path}: a line holds no record: {error}") from error


def open_records(path: str | Path) -> Records:
    """Open a dataset, or a file of records as JSON lines.

    Parameters
    ----------
    path : path
        The folder or file.

    Returns
    -------
    Dataset or the like
        Records by document.

    Raises
    ------
    DataError
        If it is neither.
    """
    path = Path(path)
    return _Lines(path) if path.is_file() else open_dataset(path)


def diff(old: Records, new: Records, *, everything: bool = False) -> Iterator[Change]:
    """Yield what differs between two datasets, document by document.

    Parameters
    ----------
    old, new : Dataset
        What `ofstedmine.open_dataset` or `open_records` returned.
    everything : bool, default False
        Whether what follows from other values or only tells of the run is compared too:
        versions, evidence, warnings, sections, scores.

    Yields
    ------
    Change
        In the order of document and field; a finding is the same where its id is.

    Examples
    --------
    >>> import tempfile
    >>> import ofstedmine as om
    >>> file = Path(tempfile.mkdtemp()) / "records.jsonl"
    >>> record = om.parse(om.read(b"Minutes of the parish council of Northmoor"))
    >>> _ = file.write_text(record.model_dump_json())
    >>> list(diff(open_records(file), open_records(file)))
    []
    """
    before, after = set(old.document_ids()), set(new.document_ids())
    for document in sorted(before | after):
        if document not in after:
            yield Change(document_id=document, field="", kind="removed")
        elif document not in before:
            yield Change(document_id=document, field="", kind="added")
        else:
            yield from changes(old.record(document), new.record(document), everything=everything)


def changes(
    before: VisitRecord, after: VisitRecord, *, everything: bool = False
) -> Iterator[Change]:
    """Yield what differs between two records of one document.

    Parameters
    ----------
    before, after : VisitRecord
        The records.
    everything : bool, default False
        As for `diff`.

    Yields
    ------
    Change
        In the order of the fields.
    """
    document = after.document_id
    yield from _changes(document, _values(before, everything), _values(after, everything))


def _changes(document: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for pointer in sorted(old.keys() | new.keys()):
        if pointer not in new:
            change = Change(document_id=document, field=pointer, kind="removed", old=old[pointer])
        elif pointer not in old:
            change = Change(document_id=document, field=pointer, kind="added", new=new[pointer])
        elif old[pointer] != new[pointer]:
            change = Change(
                document_id=document,
                field=pointer,
                kind="changed",
                old=old[pointer],
                new=new[pointer],
            )
        else:
            continue
        yield change


def _values(record: VisitRecord, everything: bool) -> dict[str, Any]:
    """Return the values of a record by pointer; what is absent has none."""
    data = record.model_dump(mode="json")
    data["findings"] = {one.pop("id"): one for one in data["findings"]}
    missing = data.pop("missing")
    values = {
        pointer: value
        for pointer, value in _flat("", data)
        if everything or not _is_of_the_run(pointer)
    }
    if everything:
        values |= {f"/missing{pointer}": reason for pointer, reason in missing.items()}
    return values


def _is_of_the_run(pointer: str) -> bool:
    return f"/{pointer.split('/')[1]}" in OF_THE_RUN or SCORES in pointer


def _flat(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, below in value.items():
            step = str(name).replace("~", "~0").replace("/", "~1")
            yield from _flat(f"{pointer}/{step}", below)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for i, below in enumerate(value):
            yield from _flat(f"{pointer}/{i}", below)
    elif value not in (None, [], {}):
        yield pointer, value
