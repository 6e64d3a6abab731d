"""Whom a run tells how far it is."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from ofstedmine.batch.plan import FAILED

if TYPE_CHECKING:
    from ofstedmine.batch.chunk import FileOutcome
    from ofstedmine.batch.plan import Plan
    from ofstedmine.batch.summary import Summary

__all__ = ["Bar", "Log", "Quiet", "Several", "Watch"]


class Watch(Protocol):
    """Whom a run tells how far it is."""

    def found(self, files: int) -> None:
        """Hear how many inputs were found."""

    def planned(self, plan: Plan) -> None:
        """Hear what is to be done."""

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Hear which files are done and in the dataset."""

    def ended(self, summary: Summary | None) -> None:
        """Hear that the run has ended; without a summary it was stopped."""


class Quiet:
    """Tells nobody."""

    def found(self, files: int) -> None:
        """Tell nobody."""

    def planned(self, plan: Plan) -> None:
        """Tell nobody."""

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Tell nobody."""

    def ended(self, summary: Summary | None) -> None:
        """Tell nobody."""


class Bar(Quiet):
    """Shows a bar, in a notebook or a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._failed = 0

    def planned(self, plan: Plan) -> None:
        """Show the bar, if anything is to be mined."""
        from tqdm.auto import tqdm

        if plan.to_mine:
            self._bar = tqdm(total=plan.to_mine, desc="Mining", unit="file")

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Move it on."""
        self._failed += sum(one.state == FAILED for one in files)
        if self._bar is not None:
            if self._failed:
                self._bar.set_postfix(failed=self._failed, refresh=False)
            self._bar.update(len(files))

    def ended(self, summary: Summary | None) -> None:  # noqa: ARG002 - it is left as it is
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()


class Log(Quiet):
    """Writes a line of JSON for each event.

    Parameters
    ----------
    file : text file
        Where to.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def planned(self, plan: Plan) -> None:
        """Write what is to be done."""
        self._write(
            "planned",
            inputs=plan.total,
            to_mine=plan.to_mine,
            done=plan.done,
            known_failed=plan.known_failed,
            out_of_reach=plan.out_of_reach,
            stale=plan.stale,
            vanished=plan.vanished,
        )
        for row in plan.failures:
            said = {name: row[name] for name in ("uri", "reason", "message")}
            self._write("file", state=FAILED, **said)

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Write what became of each file."""
        for one in files:
            failed = one.state == FAILED
            said = {"reason": one.what, "message": one.message} if failed else {"kind": one.what}
            self._write("file", uri=one.uri, state=one.state, **said, seconds=round(one.seconds, 3))

    def ended(self, summary: Summary | None) -> None:
        """Write the summary."""
        if summary is None:
            self._write("stopped")
        else:
            self._write("ended", **summary.to_dict())

    def _write(self, event: str, **said: Any) -> None:
        now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
        self._file.write(json.dumps({"time": now, "event": event, **said}) + "\n")
        self._file.flush()


class Several:
    """Tells several.

    Parameters
    ----------
    *watches : Watch
        Whom.
    """

    def __init__(self, *watches: Watch) -> None:
        self._watches = watches

    def found(self, files: int) -> None:
        """Tell all of them."""
        for watch in self._watches:
            watch.found(files)

    def planned(self, plan: Plan) -> None:
        """Tell all of them."""
        for watch in self._watches:
            watch.planned(plan)

    def mined(self, files: Sequence[FileOutcome]) -> None:
        """Tell all of them."""
        for watch in self._watches:
            watch.mined(files)

    def ended(self, summary: Summary | None) -> None:
        """Tell all of them."""
        for watch in self._watches:
            watch.ended(summary)
