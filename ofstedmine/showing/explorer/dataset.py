"""The letters of a dataset, for the explorer: read part by part, or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from ofstedmine.batch.rows import letter_of
from ofstedmine.records import VisitRecord

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset
    from ofstedmine.showing.explorer.source import Row

__all__ = ["DatasetLetters"]


class DatasetLetters:
    """Letters with their records, by the ``letter_id`` of the dataset.

    Parameters
    ----------
    dataset : Dataset
        What `open_dataset` returned.
    title : str, optional
        What the page calls them; the name of the folder by default.

    Attributes
    ----------
    title : str
        What the page calls them.
    """

    def __init__(self, dataset: Dataset, title: str | None = None) -> None:
        self.title = title or dataset.path.resolve().name
        self._dataset = dataset
        # A dataset keeps the parts that it read last; the server asks from several threads.
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._dataset)

    def __iter__(self) -> Iterator[Row]:
        """Yield key, letter and record, part by part."""
        for rows in self._dataset.batches("letters"):
            for row in rows.to_pylist():
                record = VisitRecord.model_validate_json(row["record"])
                yield row["letter_id"], letter_of(row), record

    def one(self, key: str) -> Row:
        """Return a letter by its key; `LookupError` where there is none."""
        with self._lock:
            return key, self._dataset.letter(key), self._dataset.record(key)
