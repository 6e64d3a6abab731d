"""A file whose reader waits: another process holds it by a lease (Linux), for 45 seconds at most.

A named pipe would do no longer: what is no file is refused before it is opened.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import pytest

HOLD = """
import fcntl, os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGIO})
file = os.open(sys.argv[1], os.O_RDONLY)
try:
    fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
except OSError as error:
    sys.exit(str(error))
print("held", flush=True)
while signal.sigwait({signal.SIGIO}):
    print("opened", flush=True)
"""


class Holder:
    """The process that holds a file."""

    def __init__(self, process):
        self._process = process

    def wait_for_a_reader(self):
        """Return once somebody opens the file and waits for it."""
        assert self._process.stdout.readline() == "opened\n"


@contextmanager
def held(path):
    """Write a letter's beginning to a file and hold it; yield its `Holder`."""
    path.write_bytes(b"%PDF-1.7\n")
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout.readline() != "held\n":
            pytest.skip(f"no leases on files here: {process.stderr.read().strip()}")
        yield Holder(process)
    finally:
        process.kill()
        process.communicate()
