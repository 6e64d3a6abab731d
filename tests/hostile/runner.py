"""Drives a child that mines: starts it, asks it, ends it when it does not answer."""

from __future__ import annotations

import json
import os
import resource
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
GIGABYTE = 1_000_000_000
MEMORY = 4 * GIGABYTE
"""Addresses that a child may use: more than any test allows, less than would hurt the machine."""
PATIENCE = 40.0
"""Seconds of the processor; a child that does not answer by then hangs."""
LONGEST_WAIT = 400.0
"""Seconds; a child that waits for something uses no processor."""


def _bounded():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _processor(pid):
    """Return the seconds of the processor that a process has used."""
    after_name = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2]
    return sum(map(int, after_name.split()[11:13])) / os.sysconf("SC_CLK_TCK")


class Child:
    """A process that mines what it is given; another one takes its place when it dies."""

    def __init__(self, warm=()):
        self._process = None
        self._warm = tuple(warm)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()
        self._errors.close()

    def mine(self, path):
        """Return what the child tells of a file; "crash" or "hang" where it tells nothing."""
        if self._process is None:
            self._start()
        return self._ask(path)

    def _start(self):
        path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hostile.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": path},
            preexec_fn=_bounded,  # noqa: PLW1509 - before there is any thread
        )
        for each in self._warm:  # what is loaded once is no cost of a file
            assert self._ask(str(each))["outcome"] == "record", each

    def _ask(self, path):
        process = self._process
        try:
            process.stdin.write(json.dumps(path).encode("ascii") + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            return self._dead("crash")
        used, begun = _processor(process.pid), time.monotonic()
        while not select.select([process.stdout], [], [], 1.0)[0]:
            busy = _processor(process.pid) - used
            if busy > PATIENCE or time.monotonic() > begun + LONGEST_WAIT:
                return self._dead("hang")
        line = process.stdout.readline()
        return json.loads(line) if line else self._dead("crash")

    def _dead(self, outcome):
        code = self._end()
        return {"outcome": outcome, "detail": f"status {code}", "breaches": [], "touched": [],
                "seconds": 0.0, "megabytes": 0.0}  # fmt: skip

    def _end(self):
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill() if process.poll() is None else None
        process.stdin.close()
        process.stdout.close()
        return process.wait()


@dataclass
class Figures:
    """What a run over many files came to."""

    outcomes: Counter = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")

    def add(self, name, told):
        """Count a file."""
        self.outcomes[told["outcome"]] += 1
        self.slowest = max(self.slowest, (told["seconds"], name))
        self.largest = max(self.largest, (told["megabytes"], name))

    def told(self):
        """Return it as plain values, which travel between processes."""
        return {
            "outcomes": dict(self.outcomes),
            "slowest": list(self.slowest),
            "largest": list(self.largest),
        }

    def merge(self, told):
        """Add the figures of another run."""
        self.outcomes.update(told["outcomes"])
        self.slowest = max(self.slowest, tuple(told["slowest"]))
        self.largest = max(self.largest, tuple(told["largest"]))

    def __str__(self):
        outcomes = ", ".join(f"{n} {name}" for name, n in self.outcomes.most_common())
        return (
            f"{self.outcomes.total()} files: {outcomes}; slowest {self.slowest[0]:.1f} s"
            f" ({self.slowest[1]}), largest {self.largest[0]:.0f} MB ({self.largest[1]})"
        )
