"""Parquet files, one a table, with the types that programs want: days, lists, dictionaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.columns import schema_of
from ofstedmine.batch.export.names import Names
from ofstedmine.batch.export.sheets import ORDER, Sheet, sheets, text_columns
from ofstedmine.batch.export.texts import words
from ofstedmine.writing import put, working_folder

if TYPE_CHECKING:
    import pyarrow as pa

    from ofstedmine.batch.dataset import Dataset

__all__ = ["write_parquet"]

OURS = frozenset(f"{name}.parquet" for name in ORDER)


def write_parquet(dataset: Dataset, path: Path, names: bool) -> None:
    """Write a dataset as a folder of Parquet files.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    path : Path
        The folder; it appears when all files are written. One that holds nothing but an earlier
        export is replaced.
    names : bool
        Whether people may be in it.
    """
    people = None if names else Names(dataset)
    with working_folder(path) as folder:
        made = folder / "made"
        made.mkdir()
        for sheet in sheets(names, structures=True):
            _table(dataset, sheet, people, made / f"{sheet.name}.parquet")
        put(made, path, is_export)


def is_export(path: Path) -> bool:
    """Say whether a folder holds nothing but an earlier export, or nothing."""
    return path.is_dir() and all(one.name in OURS for one in path.iterdir())


def _table(dataset: Dataset, sheet: Sheet, people: Names | None, path: Path) -> None:
    import pyarrow.parquet as pq

    about = {"attribution": words()["attribution"], "about": sheet.table.about}
    schema = schema_of(sheet.columns).with_metadata(about)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for piece in dataset.batches(sheet.name, schema.names):
            kept = piece if people is None else _without(piece, sheet, people)
            writer.write_table(kept.cast(schema))


def _without(piece: pa.Table, sheet: Sheet, people: Names) -> pa.Table:
    """Return rows without the names of people in their words."""
    import pyarrow as pa

    if "letter_id" not in piece.column_names:
        return piece
    letters = piece["letter_id"].to_pylist()
    for name in text_columns(sheet):
        values: list[Any] = [
            text and people.without(letter, text)
            for letter, text in zip(letters, piece[name].to_pylist(), strict=True)
        ]
        at = piece.column_names.index(name)
        piece = piece.set_column(at, piece.schema.field(at), pa.array(values, pa.string()))
    return piece
