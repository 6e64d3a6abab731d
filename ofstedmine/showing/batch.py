"""What the command shows of many letters: progress, a table, failures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.words import list_days, one_line, visible

if TYPE_CHECKING:
    from rich.console import Console

    from ofstedmine.records import Failure, VisitRecord

__all__ = ["failures_text", "letters_table", "track"]

NAMED = 3
"""Of more inspectors than these the first ones are named, and the others counted."""


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
    if not (shown and console.is_terminal):
        # A bar that is only disabled leaves an empty line behind in older versions of rich.
        yield from results
        return
    columns = (TextColumn("Mining"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("mine", total=total)
        for result in results:
            yield result
            progress.advance(task)


def letters_table(records: Sequence[VisitRecord], *, wide: bool = False) -> Table:
    """Return a table with a line for each letter.

    Parameters
    ----------
    records : sequence of VisitRecord
        The letters.
    wide : bool, default False
        Whether there is room for the names of the files.

    Returns
    -------
    rich.table.Table
        Authority, kind, visit days, number, inspectors, findings.

    Examples
    --------
    >>> letters_table([]).row_count
    0
    """
    table = Table(box=box.SIMPLE_HEAD, border_style="dim", show_edge=False)
    table.add_column("Authority", min_width=12, overflow="fold")
    table.add_column("Kind", min_width=10)
    table.add_column("Visit", min_width=12)
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Inspectors", min_width=14, overflow="fold")
    table.add_column("Findings", justify="right", no_wrap=True, min_width=8)
    if wide:
        table.add_column("File", overflow="fold")
    for record in records:
        visit = record.visit
        days = "\n".join(list_days(period, visit.dates) for period in visit.periods)
        names = [inspector.name for inspector in record.inspectors]
        if len(names) > NAMED:
            names[NAMED - 1 :] = [f"and {len(names) - NAMED + 1} more"]
        cells: list[str | Text] = [
            Text(visible(record.authority.name if record.authority else "not found")),
            record.kind.replace("_", " "),
            days or "not found",
            str(visit.number or ""),
            Text(visible("\n".join(names))),
            str(len(record.findings)),
            Text(one_line(Path(record.source.uri or "").name)),
        ]
        table.add_row(*(cells if wide else cells[:-1]))
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
    table = Table(title=count, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False)
    for name in ("File", "Reason", "What to know"):
        table.add_column(name, overflow="fold")
    for one in failures:
        table.add_row(*(Text(one_line(each)) for each in (one.uri, one.reason, one.message)))
    return table
