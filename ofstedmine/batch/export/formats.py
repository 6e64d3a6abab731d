"""The formats of exports, and the one function that writes any of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ofstedmine.batch.export.csv_files import write_csv
from ofstedmine.batch.export.database import write_database
from ofstedmine.batch.export.json_lines import write_json_lines
from ofstedmine.batch.export.parquet_files import write_parquet
from ofstedmine.batch.export.workbook import write_workbook

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["FORMATS", "default_path", "export"]

Writer = Callable[["Dataset", Path, bool], None]
FORMATS: Mapping[str, tuple[Writer, str]] = MappingProxyType(
    {
        "xlsx": (write_workbook, ".xlsx"),
        "csv": (write_csv, "-csv"),
        "jsonl": (write_json_lines, ".jsonl"),
        "sqlite": (write_database, ".db"),
        "parquet": (write_parquet, "-parquet"),
    }
)
"""What writes each format, and what the name of its file or folder ends with."""


def default_path(dataset: Path, to: str) -> Path:
    """Return where an export lies when nothing else is said: beside the dataset.

    Parameters
    ----------
    dataset : Path
        The dataset's folder.
    to : str
        The format.

    Returns
    -------
    Path
        A file or folder of the same name with another ending.

    Examples
    --------
    >>> default_path(Path("work/letters"), "xlsx").name
    'letters.xlsx'
    """
    folder = dataset.resolve()
    return folder.with_name(folder.name + FORMATS[to][1])


def export(
    dataset: Dataset, to: str, path: str | os.PathLike[str] | None = None, *, names: bool = True
) -> Path:
    """Write a dataset in another format.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    to : str
        ``xlsx``, ``csv``, ``jsonl``, ``sqlite`` or ``parquet``.
    path : path, optional
        The file, or for ``csv`` and ``parquet`` the folder; beside the dataset by default.
    names : bool, default True
        Whether people may be in it.

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
    if to not in FORMATS:
        raise ValueError(f"there is no format {to!r}; there are {', '.join(FORMATS)}")
    target = Path(path) if path is not None else default_path(dataset.path, to)
    FORMATS[to][0](dataset, target, names)
    return target
