"""JSON lines: the records in full, one a line, evidence included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.batch.export.names import without_people
from ofstedmine.writing import writing

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["write_json_lines"]


def write_json_lines(dataset: Dataset, path: Path, names: bool) -> None:
    """Write the records of a dataset, one a line.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    path : Path
        The file; it appears when all of it is written.
    names : bool
        Whether people may be in it.
    """
    with writing(path) as file:
        if file is None:
            return
        for record in dataset.records():
            data = record.model_dump(mode="json")
            line = json.dumps(data if names else without_people(data), ensure_ascii=False)
            file.write(f"{line}\n".encode("utf-8", "backslashreplace"))
