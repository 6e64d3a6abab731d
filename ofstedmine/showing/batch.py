"""What the command shows of many letters: progress, a table, failures, JSON lines in a file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from rich import box
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.words import list_days, one_line, visible

if TYPE_CHECKING:
    from rich.console import Console

    from ofstedmine.records import Failure, VisitRecord

__all__ = ["RecordLines", "failures_text", "letters_in", "letters_table", "track"]

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


def track(
    results: Iterable[VisitRecord | Failure], total: int, console: Console, *, shown: bool
) -> Iterator[VisitRecord | Failure]:
    """Yield results with a progress bar; without a terminal none is drawn.

    Parameters
    ----------
    results : iterable of VisitRecord or Failure
        What is being mined.
    total : int
        How many there will be.
    console : rich.console.Console
        Where the bar goes.
    shown : bool
        Whether to show a bar at all.

    Yields
    ------
    VisitRecord or Failure
        The results, in order.

    Examples
    --------
    >>> from rich.console import Console
    >>> list(track([], 0, Console(), shown=False))
    []
    """
    columns = (TextColumn("Mining"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, disable=not (shown and console.is_terminal), transient=True
    ) as progress:
        task = progress.add_task("mine", total=total)
        for result in results:
            yield result
            progress.advance(task)


class RecordLines:
    """Writes records as JSON lines to a file that appears when all are written, or not at all.

    Parameters
    ----------
    path : Path or None
        The file; nothing is written where there is none.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> RecordLines:
        """Open a temporary file beside the one that is wanted."""
        if self._path is not None:
            self._file = tempfile.NamedTemporaryFile(
                "w",
                encoding="utf-8",
                errors="replace",
                dir=self._path.parent,
                prefix=f".{self._path.name[:60]}.",
                suffix=".part",
                delete=False,
            )
        return self

    def write(self, record: VisitRecord) -> None:
        """Write one record."""
        if self._file is not None:
            json.dump(record.model_dump(mode="json"), self._file, ensure_ascii=False)
            self._file.write("\n")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Put the file in its place, or take it away after an error."""
        if self._file is None or self._path is None:
            return
        part = Path(self._file.name)
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if kind is None:
                # A temporary file is private; what people write otherwise follows their umask.
                umask = os.umask(0)
                os.umask(umask)
                part.chmod(0o666 & ~umask)
                part.replace(self._path)
        finally:
            with suppress(OSError):
                self._file.close()
            with suppress(FileNotFoundError):
                part.unlink()


def letters_table(records: Sequence[VisitRecord]) -> Table:
    """Return a table with a line for each letter.

    Parameters
    ----------
    records : sequence of VisitRecord
        The letters.

    Returns
    -------
    rich.table.Table
        File, authority, kind, visit days, number, findings.

    Examples
    --------
    >>> letters_table([]).row_count
    0
    """
    table = Table(box=box.SIMPLE_HEAD, border_style="dim", pad_edge=False)
    table.add_column("Authority", min_width=12)
    table.add_column("Kind", no_wrap=True, min_width=16)
    table.add_column("Visit", min_width=16)
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Findings", justify="right", no_wrap=True)
    table.add_column("File", no_wrap=True, overflow="ellipsis")
    for record in records:
        visit = record.visit
        days = "; ".join(list_days(period, visit.dates) for period in visit.periods)
        table.add_row(
            Text(visible(record.authority.name if record.authority else "not found")),
            record.kind.replace("_", " "),
            days or "not found",
            str(visit.number or ""),
            str(len(record.findings)),
            Text(one_line(Path(record.source.uri or "").name)),
        )
    return table


def failures_text(failures: Sequence[Failure]) -> Table:
    """Return a table of the files that could not be read.

    Parameters
    ----------
    failures : sequence of Failure
        What `ofstedmine.mine_many` yielded.

    Returns
    -------
    rich.table.Table
        File, reason, message.

    Examples
    --------
    >>> failures_text([]).row_count
    0
    """
    count = f"{len(failures)} file{'s' if len(failures) != 1 else ''} could not be read"
    table = Table(title=count, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("File", "Reason", "What to know"):
        table.add_column(name, overflow="fold")
    for one in failures:
        table.add_row(*(Text(one_line(each)) for each in (one.uri, one.reason, one.message)))
    return table
