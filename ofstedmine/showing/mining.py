"""What the command shows of a run over many files: how far it is, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.words import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from ofstedmine.batch.chunk import FileOutcome
    from ofstedmine.batch.plan import Plan
    from ofstedmine.batch.summary import Summary

__all__ = ["ShownProgress", "summary_text"]

FAILED = "failed"
EVERY = 10.0
"""Seconds between two lines where there is no terminal."""
NAMED = 5
"""Suffixes that are named of files that were left alone."""


class ShownProgress:
    """Shows how far a run is: a bar in a terminal, a line now and then elsewhere.

    Parameters
    ----------
    console : rich.console.Console
        Where it goes.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._task = TaskID(0)
        self._total = self._done = self._failed = 0
        self._started = self._said = 0.0

    def found(self, files: int) -> None:
        """Say that the files are looked at."""
        if self._console.is_terminal and files > 1:
            self._console.print(f"{files:,} files found; comparing them with the dataset ...")

    def planned(self, plan: Plan) -> None:
        """Say what is to be done."""
        self._total = plan.to_mine
        self._started = self._said = time.monotonic()
        known = plan.done + plan.known_failed
        self._console.print(f"{plan.to_mine:,} files to mine, {known:,} in the dataset already")
        if self._console.is_terminal and plan.to_mine:
            columns = (
                TextColumn("Mining"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[failed]} failed, {task.fields[rate]:.1f} a second,"),
                TimeRemainingColumn(),
                TextColumn("left"),
            )
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._task = self._progress.add_task("mine", total=plan.to_mine, failed=0, rate=0.0)
            self._progress.start()

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Move on."""
        self._done += len(files)
        self._failed += sum(one.state == FAILED for one in files)
        now = time.monotonic()
        rate = self._done / max(now - self._started, 0.001)
        if self._progress is not None:
            self._progress.update(self._task, completed=self._done, failed=self._failed, rate=rate)
        elif now - self._said >= EVERY:
            self._said = now
            left = _duration((self._total - self._done) / rate)
            self._console.print(
                f"{self._done:,} of {self._total:,} files, {self._failed:,} failed, "
                f"{rate:.1f} a second, {left} left"
            )

    def ended(self, summary: Summary | None) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
        if summary is None and self._total:
            self._console.print(
                f"stopped; {self._done:,} of {self._total:,} files are in the dataset, and the "
                "same command goes on from there"
            )


def summary_text(summary: Summary) -> list[RenderableType]:
    """Return what came of a run, for people.

    Parameters
    ----------
    summary : Summary
        What the run did.

    Returns
    -------
    list of rich.console.RenderableType
        Tables of kinds and of reasons, what to know, and where the dataset lies.

    Examples
    --------
    >>> from ofstedmine.batch.summary import Summary
    >>> summary_text(Summary("out"))[-1]
    'The dataset: out (0 letters)'
    """
    pieces: list[RenderableType] = []
    if summary.kinds:
        pieces += [_table("Letters by kind", _kind_words(summary.kinds)), ""]
    if summary.reasons:
        pieces += [_table("Failures by reason", _kind_words(summary.reasons)), ""]
    pieces.append(
        f"{summary.inputs:,} files: {summary.mined:,} mined now, {summary.skipped:,} known "
        f"before, {summary.failed:,} could not be read ({_duration(summary.seconds)})"
    )
    pieces += [Text(note) for note in _notes(summary)]
    pieces.append(f"The dataset: {one_line(summary.out)} ({summary.letters:,} letters)")
    return pieces


def _notes(summary: Summary) -> list[str]:
    notes = []
    if summary.others:
        some = list(summary.others.items())[:NAMED]
        said = ", ".join(f"{n:,} {one_line(suffix) or 'without a suffix'}" for suffix, n in some)
        more = ", ..." if len(summary.others) > NAMED else ""
        notes.append(f"{sum(summary.others.values()):,} other files left alone: {said}{more}")
    if summary.out_of_reach:
        notes.append(
            f"{summary.out_of_reach:,} files cannot be opened now; their letters stay as they are"
        )
    if summary.vanished:
        notes.append(f"{summary.vanished:,} files are gone; --prune takes them out of the dataset")
    if summary.pruned:
        notes.append(f"{summary.pruned:,} files were gone and are out of the dataset")
    if summary.stale:
        notes.append(
            f"{summary.stale:,} letters were mined by another version or with other settings; "
            "--refresh mines them again"
        )
    if summary.corrected:
        notes.append(f"{summary.corrected:,} letters are corrected by overrides.csv")
    notes += [f"a correction is not applied: {one_line(one)}" for one in summary.not_corrected]
    if summary.failed > summary.failed_now:
        notes.append("--retry-failed tries again what failed before")
    return notes


def _table(title: str, counts: Mapping[str, int]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False)
    table.add_column("", overflow="fold")
    table.add_column("Files", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def _kind_words(counts: Mapping[str, int]) -> dict[str, int]:
    return {name.replace("_", " "): count for name, count in counts.items()}


def _duration(seconds: float) -> str:
    """Return a time as people say it."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
