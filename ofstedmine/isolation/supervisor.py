"""Keeps one child for many jobs, and puts a fresh one in the place of one that died."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

from ofstedmine.errors import IsolationError, UnreadableLetter
from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.process import Child, ChildEnded
from ofstedmine.isolation.serving import OUT_OF_MEMORY

__all__ = ["DEADLINE", "MEMORY", "Supervisor"]

DEADLINE = 10.0
"""Seconds that one file may take."""
MEMORY = 500_000_000
"""Bytes that the child may hold."""
LEAST_MEMORY = 100_000_000
"""Bytes with which the library itself can be loaded and read an ordinary letter."""
START_WITHIN = 60.0
"""Seconds that a child may take to import what it needs, on a busy machine."""


class Supervisor:
    """Asks a child process, one job after the other.

    The child is started with the first job. It answers to one thread at a time.

    Parameters
    ----------
    command : sequence of str
        The child to start; it must talk as `ofstedmine.isolation.serving` does.
    settings : mapping of str to object, optional
        What the child is told when it starts, as JSON can hold it.
    deadline : float, default 10
        Seconds that one job may take.
    memory : int, default 500 MB
        Bytes that the child may hold.
    start_within : float, default 60
        Seconds that the child may take to get ready.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        settings: Mapping[str, Any] | None = None,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
        start_within: float = START_WITHIN,
    ) -> None:
        if not 0 < deadline < float("inf"):
            raise ValueError("deadline must be a number of seconds above 0")
        if memory < LEAST_MEMORY:
            raise ValueError(f"memory must be at least {LEAST_MEMORY:,} bytes")
        self._command = list(command)
        self._settings = dict(settings or {})
        self._deadline = deadline
        self._memory = int(memory)
        self._start_within = start_within
        self._child: Child | None = None
        self._finalizer: weakref.finalize[..., Supervisor] | None = None

    def __enter__(self) -> Supervisor:
        """Return itself; the child is ended at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child, if there is one; another job starts a fresh one."""
        if self._finalizer is not None:
            self._finalizer()
        self._child = self._finalizer = None

    def ask(self, job: Frame) -> Frame:
        """Have a job done.

        Parameters
        ----------
        job : Frame
            What to do.

        Returns
        -------
        Frame
            The child's answer.

        Raises
        ------
        UnreadableLetter
            ``crashed``, ``timeout`` or ``out_of_memory``, where there is no answer.
        IsolationError
            If no child can be started.
        """
        fresh = self._child is None
        try:
            return self._asked(job)
        except ChildEnded as ended:
            # What earlier files left behind (memory, a damaged heap) must not count against this
            # one: only a fresh child says whose fault it is.
            if fresh or ended.reason == "timeout":
                raise self._unreadable(ended) from None
        try:
            return self._asked(job)
        except ChildEnded as ended:
            raise self._unreadable(ended) from None

    def _asked(self, job: Frame) -> Frame:
        child = self._child or self._start()
        try:
            answer = child.ask(job, seconds=self._deadline, memory=self._memory)
            if answer.head.get("ended") == OUT_OF_MEMORY:
                raise ChildEnded("out_of_memory", "")
        except BaseException:
            # Also after Ctrl-C: the answer that is still to come is to no later question.
            self.close()
            raise
        return answer

    def _start(self) -> Child:
        try:
            child = Child(self._command, most=self._memory)
        except OSError as error:
            raise self._not_started(f"{self._command[0]}: {error.strerror or error}") from error
        self._child = child
        self._finalizer = weakref.finalize(self, child.end)
        opening = {
            "settings": self._settings,
            "deadline": self._deadline,
            "memory": self._memory,
        }
        try:
            child.ask(Frame(opening), seconds=self._start_within)
        except ChildEnded as ended:
            self.close()
            late = f"not ready within {self._start_within:g} s"
            raise self._not_started(late if ended.reason == "timeout" else ended.how) from None
        except BaseException:
            self.close()
            raise
        return child

    def _not_started(self, why: str) -> IsolationError:
        return IsolationError(
            f"the child process that files are read in could not be started ({why}); "
            "without isolation files are read in this process"
        )

    def _unreadable(self, ended: ChildEnded) -> UnreadableLetter:
        where = f" in {ended.where}" if ended.where else ""
        said = {
            "crashed": f"reading it crashed the process{where} ({ended.how})",
            "timeout": f"not read within {self._deadline:g} s{where}; "
            "if you trust the file, raise the deadline",
            "out_of_memory": f"takes more than {self._memory / 1e6:,.0f} MB of memory{where}; "
            "if you trust the file, raise the memory limit",
        }
        return UnreadableLetter(ended.reason, said[ended.reason])


def python_command(module: str) -> list[str]:
    """Return the command that runs a module in a Python like this one.

    Raises
    ------
    IsolationError
        If no interpreter is known, as in a program that was frozen into one file.

    Examples
    --------
    >>> python_command("ofstedmine.child")[-1]
    'ofstedmine.child'
    """
    if not sys.executable or getattr(sys, "frozen", False):
        raise IsolationError(
            "isolation needs a Python interpreter to start, and this program is none; "
            "without isolation files are read in this process"
        )
    # -P: what lies in the working folder is not imported for that alone.
    return [sys.executable, "-P", "-m", module]
