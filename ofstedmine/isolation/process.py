"""One child process: it is started, asked under a deadline and a memory limit, and ended.

It is a plain subprocess, not one of multiprocessing: schedulers run tasks in daemonic processes,
which may not have children of that kind, and the user's own program is not run a second time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Literal

import regex

from ofstedmine.isolation.frames import BadFrame, Frame, read_frame, write_frame
from ofstedmine.isolation.memory import resident

__all__ = ["Child", "ChildEnded"]

LOOK_EVERY = 0.02
"""Seconds between two looks at the memory that the child holds."""
GRACE = 1.0
"""Seconds that the child has to say where it hangs before it is ended."""
KEPT = 64 * 1024
"""Bytes of what the child printed last: room for the places in the code at a crash."""
PLACE = regex.compile(r'File "([^"\n]+)", line \d+ in (\S+)')
HERE = Path(__file__).parent
EXHAUSTED = regex.compile(rb"MemoryError|bad_alloc|[Oo]ut of memory")
TIMED_OUT = b"Timeout ("
Reason = Literal["crashed", "timeout", "out_of_memory"]


class ChildEnded(Exception):
    """The child gave no answer; why, and what is known of it in words."""

    def __init__(self, reason: Reason, how: str, where: str = "") -> None:
        self.reason: Reason = reason
        self.how = how
        self.where = where
        super().__init__(reason, how, where)


class Child:
    """A running child process, with pipes for jobs and answers.

    Parameters
    ----------
    command : sequence of str
        What to start.
    most : int
        Bytes that an answer may have.
    """

    def __init__(self, command: Sequence[str], *, most: int) -> None:
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": _search_path()},
            # Out of reach of Ctrl-C, and ended together with whatever it may have started.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers: SimpleQueue[Frame | BadFrame | None] = SimpleQueue()
        self._printed = bytearray()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._threads = [
            Thread(target=_receive, args=(self._process.stdout, most, self._answers), daemon=True),
            Thread(target=_keep_end, args=(self._process.stderr, self._printed), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def ask(self, job: Frame, *, seconds: float, memory: int | None = None) -> Frame:
        """Send a job and return the answer.

        Parameters
        ----------
        job : Frame
            What to do.
        seconds : float
            How long it may take.
        memory : int, optional
            Bytes that the child may hold meanwhile.

        Returns
        -------
        Frame
            The answer.

        Raises
        ------
        ChildEnded
            If the child died, had to be ended, or talks nonsense. It is of no more use.
        """
        started = monotonic()
        most_held = 0
        # A thread of its own: a child that hangs does not empty the pipe.
        Thread(target=_send, args=(self._process.stdin, job), daemon=True).start()
        while True:
            left = started + seconds + GRACE - monotonic()
            try:
                answer = self._answers.get(timeout=max(0.0, min(LOOK_EVERY, left)))
            except Empty:
                if left <= 0:
                    raise self._ended("timeout") from None
                most_held = max(most_held, resident(self._process.pid) or 0)
                if memory is not None and most_held > memory:
                    raise self._ended("out_of_memory") from None
                continue
            if isinstance(answer, Frame):
                return answer
            if isinstance(answer, BadFrame):
                self.end()
                raise ChildEnded("crashed", str(answer))
            if monotonic() - started >= seconds:
                raise self._ended("timeout")
            # Libraries end the process with a bare signal when the system refuses them memory,
            # and what they want at once is often as much as they hold.
            full = memory is not None and 2 * most_held > memory
            raise self._ended("crashed", full=full)

    def end(self) -> None:
        """End the process, and all that it started, at once."""
        if self._owner != os.getpid():
            return  # this is a copy of the process that owns the child
        process = self._process
        if process.returncode is None:
            # Before the process is waited for: until then its number is nobody else's.
            if sys.platform != "win32":
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        for thread, pipe in zip(self._threads, (process.stdout, process.stderr), strict=True):
            thread.join(GRACE)
            # What the child started may have left its group and hold the pipe open still.
            if pipe is not None and not thread.is_alive():
                pipe.close()

    def _ended(self, reason: Reason, *, full: bool = False) -> ChildEnded:
        """End the process and return what is known of its end."""
        # A process closes its pipes when its exit code stands: to kill it then changes nothing.
        self.end()
        printed = bytes(self._printed)
        if reason == "crashed":
            if TIMED_OUT in printed:
                reason = "timeout"
            elif EXHAUSTED.search(printed) or (full and self._process.returncode < 0):
                reason = "out_of_memory"
        return ChildEnded(reason, _how(self._process.returncode, printed), _where(printed))


def _search_path() -> str:
    """Return where this process finds its modules, so that the child finds the same ones."""
    return os.pathsep.join(os.path.abspath(each) for each in sys.path)  # noqa: PTH100 - "" too


def _send(stream: IO[bytes] | None, job: Frame) -> None:
    # A child that is gone is told by the end of its answers.
    with suppress(OSError, ValueError):
        if stream is not None:
            write_frame(stream, job)  # type: ignore[arg-type]


def _receive(stream: IO[bytes], most: int, answers: SimpleQueue[Frame | BadFrame | None]) -> None:
    try:
        while (answer := read_frame(stream, most)) is not None:  # type: ignore[arg-type]
            answers.put(answer)
    except BadFrame as error:
        answers.put(error)
    except (OSError, ValueError):
        answers.put(None)
    else:
        answers.put(None)


def _keep_end(stream: IO[bytes], printed: bytearray) -> None:
    """Empty the child's standard error and keep the end of it."""
    with suppress(OSError, ValueError):
        while piece := os.read(stream.fileno(), KEPT):
            printed += piece
            del printed[:-KEPT]


def _how(code: int, printed: bytes) -> str:
    """Return how a process ended, in words."""
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return name + (", perhaps by the system for want of memory" if name == "SIGKILL" else "")
    lines = printed.decode("utf-8", "replace").strip().splitlines()
    last = f": {lines[-1].strip()[:200]}" if lines else ""
    return f"exit code {code if code < 1 << 16 else hex(code)}{last}"


def _where(printed: bytes) -> str:
    """Return the place in our code that was reached last, where the child could still say it."""
    for file, function in PLACE.findall(printed.decode("utf-8", "replace")):
        path = Path(file)
        if path.is_relative_to(HERE.parent) and not path.is_relative_to(HERE):
            return f"{function} ({path.relative_to(HERE.parent).as_posix()})"
    return ""
