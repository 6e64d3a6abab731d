"""Parts of a dataset: folders of Parquet files, each there whole or not at all.

Parts are numbered, and nothing but the parts says what is done. Where two parts speak of the same
input, or hold the same letter, the newer one counts; so new rows are put in place before old ones
are taken away, and a run that is killed in between has lost nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.batch.columns import schema, tables
from ofstedmine.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

    from ofstedmine.batch.rows import Row

__all__ = ["FOLDER", "GONE", "TEMPORARY", "Part", "Parts", "discard", "place", "stage"]

FOLDER, TEMPORARY = "parts", ".tmp"
DIGITS = 6
GONE = "gone"
"""State of an input that was taken out of the dataset; such a row hides older ones."""
BY_INPUT = frozenset({"sources", "failures"})
"""Tables whose rows belong to an input; those of the others belong to a letter."""


@dataclass(frozen=True)
class Part:
    """One folder of Parquet files."""

    path: Path

    @property
    def number(self) -> int:
        """Its place among the parts: a newer one has a higher number."""
        return int(self.path.name)

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table of the part, all rows of it.

        Raises
        ------
        DataError
            If the file cannot be read as that table.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self.path / f"{table}.parquet"
        try:
            # Datasets have many small files: read_table takes twice as long to open one.
            with pq.ParquetFile(file) as opened:
                found = opened.read(columns and list(columns))
        except (OSError, pa.ArrowException) as error:
            raise DataError(
                f"{file}: cannot be read ({error}); take the folder {self.path.name} away and mine "
                "again to restore it"
            ) from error
        if unknown := set(columns or schema(table).names) - set(found.column_names):
            raise DataError(
                f"{file}: lacks {', '.join(sorted(unknown))}: another version of ofstedmine wrote "
                "it; mine into a new folder"
            )
        return found


@dataclass
class Parts:
    """The parts of a dataset as they are now, and which of their rows count.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    """

    root: Path
    parts: list[Part] = field(init=False)

    def __post_init__(self) -> None:
        folder = self.root / FOLDER
        found = folder.iterdir() if folder.is_dir() else ()
        self.parts = sorted(
            (Part(path) for path in found if path.name.isdecimal() and path.is_dir()),
            key=lambda part: part.number,
        )

    @property
    def next_number(self) -> int:
        """Number of the next new part."""
        return self.parts[-1].number + 1 if self.parts else 1

    @cached_property
    def newest(self) -> dict[str, tuple[Part, Row]]:
        """For each input the part that speaks of it last, and what it says."""
        found: dict[str, tuple[Part, Row]] = {}
        for part in self.parts:
            for row in part.read("sources").to_pylist():
                found[row["uri"]] = (part, row)
        return found

    @cached_property
    def sources(self) -> dict[str, Row]:
        """What became of each input, by its name, in the order of names."""
        return {uri: row for uri, (_, row) in sorted(self.newest.items()) if row["state"] != GONE}

    @cached_property
    def homes(self) -> dict[str, Part]:
        """For each letter that counts, the part that holds it."""
        wanted = {row["letter_id"] for row in self.sources.values()}
        return {
            letter: part
            for part in self.parts
            for letter in part.read("letters", ["letter_id"])["letter_id"].to_pylist()
            if letter in wanted
        }

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The names of each letter, in order."""
        found: dict[str, list[str]] = {}
        for uri, row in self.sources.items():
            if row["letter_id"] is not None:
                found.setdefault(row["letter_id"], []).append(uri)
        return found

    def batches(self, table: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the rows of a table that count, part by part.

        Parameters
        ----------
        table : str
            Its name.
        columns : sequence of str, optional
            Those that are wanted; all by default.

        Yields
        ------
        pyarrow.Table
            Rows of one part.
        """
        read = columns and list(dict.fromkeys([*columns, _key(table)]))
        for part in self.parts:
            rows = part.read(table, read)
            kept = rows.filter(self._counts(part, table, rows))
            yield kept.select(columns) if columns else kept

    def dirty(self) -> list[Part]:
        """Return the parts with rows that no longer count, in order."""
        return [
            part
            for part in self.parts
            if any(
                not all(self._counts(part, table, part.read(table, [_key(table)])).to_pylist())
                for table in ("sources", "letters")
            )
        ]

    def kept(self, part: Part) -> dict[str, pa.Table]:
        """Return the rows of a part that count, by table."""
        rows = {table: part.read(table) for table in tables()}
        return {name: found.filter(self._counts(part, name, found)) for name, found in rows.items()}

    def _counts(self, part: Part, table: str, rows: pa.Table) -> pa.Array:
        import pyarrow as pa

        if table in BY_INPUT:
            mask = [
                uri in self.sources and self.newest[uri][0] == part
                for uri in rows["uri"].to_pylist()
            ]
        else:
            mask = [self.homes.get(letter) == part for letter in rows["letter_id"].to_pylist()]
        return pa.array(mask, pa.bool_())


def stage(root: Path, name: str, rows: Mapping[str, Sequence[Row] | pa.Table]) -> Path:
    """Write a part to a temporary folder of the dataset, synced to the disk.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    name : str
        Of the temporary folder; nobody else may use it at the same time. The folder above it has
        to be there: it is taken away when a run ends, and late workers then write nothing.
    rows : mapping of str to rows
        Rows of each table; a table that is not named is empty.

    Returns
    -------
    Path
        The temporary folder, for `place`.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left behind then.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = root / TEMPORARY / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        for table in tables():
            found = rows.get(table, [])
            if not isinstance(found, pa.Table):
                found = pa.Table.from_pylist(list(found), schema=schema(table))
            with (folder / f"{table}.parquet").open("wb") as file:
                pq.write_table(found, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
        _sync(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def place(staged: Path, root: Path, number: int) -> Part:
    """Move a staged part into its place, by one rename.

    Parameters
    ----------
    staged : Path
        What `stage` returned.
    root : Path
        The dataset's folder.
    number : int
        The part's number, which no part has yet.

    Returns
    -------
    Part
        The part.
    """
    parts = root / FOLDER
    parts.mkdir(exist_ok=True)
    target = parts / f"{number:0{DIGITS}d}"
    staged.rename(target)
    _sync(parts)
    return Part(target)


def discard(root: Path, part: Part) -> None:
    """Take a part away whose rows no longer count: out of sight by one rename, then for good.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    part : Part
        The part.
    """
    temporary = root / TEMPORARY
    temporary.mkdir(exist_ok=True)
    gone = part.path.rename(temporary / f"old-{part.path.name}")
    _sync(root / FOLDER)
    shutil.rmtree(gone)


def _key(table: str) -> str:
    """Return the column that says whether a row counts."""
    return "uri" if table in BY_INPUT else "letter_id"


def _sync(folder: Path) -> None:
    """Let the disk know what a folder holds, where a system can open folders."""
    with suppress(PermissionError):
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
