"""Which processes run, for tests of what must not be left behind."""

import os
import time
from pathlib import Path


def runs(pid):
    """Say whether a process runs; one that has ended and waits to be fetched does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc").exists()


def ends(pid, within=60):
    """Wait for the end of a process and say whether it came."""
    return waits_for(lambda: not runs(pid), within)


def children(pid):
    """Return the processes that a process has started (Linux)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def waits_for(come_true, within=60):
    """Wait until something is true and return it."""
    last = time.monotonic() + within
    while time.monotonic() < last:
        if found := come_true():
            return found
        time.sleep(0.02)
    return come_true()
