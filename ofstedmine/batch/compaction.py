"""Takes away what no longer counts: rows of letters that changed, moved on or are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.batch.columns import tables
from ofstedmine.batch.parts import Part, Parts, discard, place, stage

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["compact"]

TOGETHER = 64
"""Inputs that are written into one new part."""


def compact(root: Path, run: str) -> None:
    """Write what still counts of old parts into new ones, then take the old ones away.

    Parts go in their order, so that a row is never taken away before the older ones that it
    hides. Whenever this is interrupted, the dataset says the same.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    run : str
        Name of the run's temporary folder.
    """
    parts = Parts(root)
    number = parts.next_number
    for several, rows in _together(parts, parts.dirty()):
        if any(table.num_rows for table in rows.values()):
            place(stage(root, f"{run}/{number}", rows), root, number)
            number += 1
        for part in several:
            discard(root, part)


def _together(parts: Parts, dirty: list[Part]) -> Iterator[tuple[list[Part], dict[str, pa.Table]]]:
    """Yield old parts, as many as fill a new one, with what counts of them."""
    import pyarrow as pa

    several: list[Part] = []
    rows: list[dict[str, pa.Table]] = []
    for i, part in enumerate(dirty, 1):
        several.append(part)
        rows.append(parts.kept(part))
        if i == len(dirty) or sum(one["sources"].num_rows for one in rows) >= TOGETHER:
            yield several, {name: pa.concat_tables(one[name] for one in rows) for name in tables()}
            several, rows = [], []
