"""What users open: the letters, records and tables of a folder of parts."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.columns import schema_of, shown_tables
from ofstedmine.batch.derived import Derived
from ofstedmine.batch.frames import Frames, known
from ofstedmine.batch.parts import Part, Parts
from ofstedmine.batch.rows import letter_of
from ofstedmine.errors import DataError
from ofstedmine.records import VisitRecord

if TYPE_CHECKING:
    import pyarrow as pa

    from ofstedmine.journeys.models import Journey
    from ofstedmine.reading import Letter

__all__ = ["Dataset", "open_dataset"]

INFO = "dataset.json"
FORMAT = 1
"""Version of the layout of a dataset."""
KEPT = 4
"""Parts whose letters are kept in memory while records are read in order."""


class Dataset(Frames):
    """A folder of mined letters; what is in it is read when it is asked for.

    It shows the letters that were there when it was opened. Open it again after another run.

    Parameters
    ----------
    path : path
        The folder.

    Attributes
    ----------
    path : Path
        The folder.
    info : dict
        What ``dataset.json`` says: versions and settings of the last run.

    Raises
    ------
    DataError
        If the folder is no dataset, or one of a version that is not read here.

    Examples
    --------
    >>> import tempfile
    >>> import ofstedmine as om
    >>> letter = "corpus/letters/northmoor_monitoring_2017.pdf"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     dataset = om.mine_folder(letter, out=f"{folder}/out", workers=1, progress=False)
    ...     len(dataset), dataset.visits()["authority"][0]
    (1, 'Northmoor')
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.info = _info(self.path)
        self._parts = Parts(self.path)
        self._letters: dict[Part, tuple[pa.Table, dict[str, int]]] = {}

    def __repr__(self) -> str:
        failed = sum(row["letter_id"] is None for row in self._parts.sources.values())
        lost = f", {failed} failed" if failed else ""
        return f"Dataset {self.path}: {len(self)} letters{lost}"

    def _repr_html_(self) -> str:
        """Return what is in the folder as a card, for notebooks."""
        from ofstedmine.showing.folder_html import dataset_html

        columns = ["kind", "authority", "visit_start"]
        rows = [r for part in self._parts.batches("visits", columns) for r in part.to_pylist()]
        days = [row["visit_start"] for row in rows if row["visit_start"]]
        kinds = Counter(row["kind"] for row in rows)
        return dataset_html(
            str(self.path),
            dict(sorted(kinds.items())),
            failed=sum(row["letter_id"] is None for row in self._parts.sources.values()),
            authorities=len({row["authority"] for row in rows} - {None}),
            days=(min(days), max(days)) if days else None,
        )

    def __len__(self) -> int:
        """Return the number of letters."""
        return len(self._parts.homes)

    def __iter__(self) -> Iterator[VisitRecord]:
        """Yield the records in the order of the letters' first names."""
        return self.records()

    def records(
        self, authority: str | None = None, kind: str | None = None
    ) -> Iterator[VisitRecord]:
        """Yield records, one at a time, in the order of the letters' first names.

        Parameters
        ----------
        authority : str, optional
            Name or ONS code of an authority; only its records then, those too that name it among
            others.
        kind : str, optional
            Only records of this kind.

        Yields
        ------
        VisitRecord
            As it was mined, with corrections.
        """
        wanted = self._wanted(authority, kind)
        for letter in self._parts.names:
            if letter in self._parts.homes and (wanted is None or letter in wanted):
                yield VisitRecord.model_validate_json(self._row(letter)["record"])

    def document_ids(self) -> list[str]:
        """Return the ids by which `record` and `letter` find a letter.

        Returns
        -------
        list of str
            The ``document_id`` of each letter, or its ``letter_id`` where two letters share that,
            in order.
        """
        return sorted(
            one
            for document, letters in self._by_document.items()
            for one in ([document] if len(letters) == 1 else letters)
        )

    def record(self, document: str) -> VisitRecord:
        """Return the record of a document.

        Parameters
        ----------
        document : str
            Its ``document_id``, or the ``letter_id`` where two letters share that.

        Returns
        -------
        VisitRecord
            Its record.

        Raises
        ------
        LookupError
            If there is none, or more than one.
        """
        return VisitRecord.model_validate_json(self._row(self._find(document))["record"])

    def as_read(self, document: str) -> VisitRecord:
        """Return the record of a document as it was read, without corrections.

        Parameters
        ----------
        document : str
            Its ``document_id``, or the ``letter_id`` where two letters share that.

        Returns
        -------
        VisitRecord
            Its record.

        Raises
        ------
        LookupError
            If there is none, or more than one.
        """
        row = self._row(self._find(document))
        return VisitRecord.model_validate_json(row["as_read"] or row["record"])

    def letter(self, document: str) -> Letter:
        """Return a letter: its text, blocks and pages.

        Parameters
        ----------
        document : str
            Its ``document_id``, or the ``letter_id`` where two letters share that.

        Returns
        -------
        Letter
            It finds no boxes and draws no pages, for its file is not opened.

        Raises
        ------
        LookupError
            If there is none, or more than one.
        """
        return letter_of(self._row(self._find(document)))

    def journey(self, authority: str) -> Journey:
        """Return what the letters of one authority say in order of time.

        Parameters
        ----------
        authority : str
            Its name, another name for it, or a code.

        Returns
        -------
        Journey
            Judgement, visits, re-inspection, and what does not fit.

        Raises
        ------
        LookupError
            If no letter is about it.
        """
        from ofstedmine.journeys.build import journey

        return journey(self, authority)

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Return a table piece by piece, so that memory does not grow with the dataset.

        Parameters
        ----------
        name : str
            ``letters``, ``visits``, ``findings``, ``judgements``, ``areas``, ``improvements``,
            ``sources``, ``failures``, or one of the derived tables: ``finding_themes``,
            ``cohorts``, ``visit_days``, ``inspectors``, ``authorities``, ``latest_judgements``,
            ``coverage``, ``codebook``.
        columns : sequence of str, optional
            Those that are wanted; all by default.

        Returns
        -------
        iterator of pyarrow.Table
            Some rows each, in no order that is promised.
        """
        known(name)
        pieces = self._derived.pieces(name)
        return (one.select(list(columns)) for one in pieces) if columns is not None else pieces

    def table(self, name: str) -> pa.Table:
        """Return a whole table, its rows in the order of its key.

        Parameters
        ----------
        name : str
            One of those that `batches` knows.

        Returns
        -------
        pyarrow.Table
            All rows.
        """
        import pyarrow as pa

        found = list(self.batches(name))
        shown = shown_tables()[name]
        whole = pa.concat_tables(found or [schema_of(shown.columns.values()).empty_table()])
        return whole.sort_by([(column, "ascending") for column in shown.key])

    @cached_property
    def _derived(self) -> Derived:
        return Derived(self._parts.batches)

    def export(
        self, to: str, path: str | os.PathLike[str] | None = None, names: bool = True
    ) -> Path:
        """Write the dataset in a format that other programs open, whole or not at all.

        Parameters
        ----------
        to : str
            ``xlsx`` for Excel, ``csv``, ``jsonl``, ``sqlite`` with metadata for Datasette, or
            ``parquet``.
        path : path, optional
            The file, or for ``csv`` and ``parquet`` the folder; beside the dataset by default.
        names : bool, default True
            Whether people may be in it: inspectors, addressees, signatories.

        Returns
        -------
        Path
            What was written.

        Raises
        ------
        ValueError
            If there is no such format.
        OSError
            If it cannot be written; nothing is there then.
        """
        from ofstedmine.batch.export.formats import export

        return export(self, to, path, names=names)

    def _wanted(self, authority: str | None, kind: str | None) -> set[str] | None:
        """Return the letters of an authority or kind; None where all are wanted."""
        if authority is None and kind is None:
            return None
        columns = ["letter_id", "authority", "ons_code", "other_authorities", "kind"]
        return {
            row["letter_id"]
            for rows in self._parts.batches("visits", columns)
            for row in rows.to_pylist()
            if kind in (None, row["kind"])
            and (
                authority is None
                or authority in (row["authority"], row["ons_code"])
                or authority in (row["other_authorities"] or "").split("; ")
            )
        }

    def _find(self, document: str) -> str:
        if document in self._parts.homes:
            return document
        found = self._by_document.get(document, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(
                f"{len(found)} letters have the document_id {document}; "
                f"name one by its letter_id: {', '.join(found)}"
            )
        raise LookupError(f"there is no document {document} in {self.path}")

    @cached_property
    def _by_document(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._parts.sources.values():
            if row["letter_id"] is not None:
                same = found.setdefault(row["document_id"], [])
                if row["letter_id"] not in same:
                    same.append(row["letter_id"])
        return found

    def _row(self, letter: str) -> dict[str, Any]:
        part = self._parts.homes[letter]
        if part not in self._letters:
            while len(self._letters) >= KEPT:
                del self._letters[next(iter(self._letters))]
            rows = part.read("letters")
            places = {one: n for n, one in enumerate(rows["letter_id"].to_pylist())}
            self._letters[part] = rows, places
        rows, places = self._letters[part]
        return dict(rows.slice(places[letter], 1).to_pylist()[0])


def open_dataset(path: str | os.PathLike[str]) -> Dataset:
    """Open a folder of mined letters.

    Parameters
    ----------
    path : path
        What ``ofstedmine mine ... -o PATH`` made.

    Returns
    -------
    Dataset
        Its letters, records and tables.

    Raises
    ------
    DataError
        If the folder is no dataset, or one of a version that is not read here.

    Examples
    --------
    >>> import tempfile
    >>> import ofstedmine as om
    >>> om.open_dataset(tempfile.gettempdir())
    Traceback (most recent call last):
        ...
    ofstedmine.errors.DataError: ...: no dataset: it has no dataset.json ...
    """
    return Dataset(path)


def _info(path: Path) -> dict[str, Any]:
    file = path / INFO
    try:
        found = json.loads(file.read_text("utf-8"))
        layout = found["format"]
    except FileNotFoundError:
        raise DataError(
            f"{path}: no dataset: it has no {INFO} (ofstedmine mine LETTERS -o {path} makes one)"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{file}: cannot be read as a dataset's description: {error!r}") from error
    if layout != FORMAT:
        raise DataError(
            f"{file}: the dataset has format {layout}, this ofstedmine reads format {FORMAT}: "
            "read it with the version that wrote it, or mine into a new folder"
        )
    return dict(found)
