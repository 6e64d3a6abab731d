"""What must be measured in a fresh process: peak memory, and the time of an import.

``python -m benchmarks.children FILE [--tag]`` prints the memory that mining FILE takes.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

MEGABYTE = 1_000_000


def peak():
    """Return the peak memory of this process in bytes."""
    try:
        # Of this program alone: getrusage also counts what its parent held before it started.
        status = Path("/proc/self/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    except (OSError, StopIteration):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def measure(path, *, tag):
    """Mine a file, with tags or without; return the peak before and after, in MB."""
    import ofstedmine as om
    import ofstedmine.reading.pdf

    loaded = om.mine and peak()
    record = om.mine(path, tag=tag)
    mined = peak()
    return {
        "pages": record.source.pages,
        "loaded_mb": loaded / MEGABYTE,
        "mined_mb": (mined - loaded) / MEGABYTE,
    }


def memory(path, *, tag):
    """Return what `measure` returns of a file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.children", str(path), *["--tag"] * tag]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def import_time(rounds=7):
    """Return the milliseconds that ``import ofstedmine`` adds to a bare interpreter."""
    best = {}
    for _ in range(rounds):
        for statement in ("pass", "import ofstedmine"):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True)
            took = time.perf_counter() - start
            best[statement] = min(took, best.get(statement, took))
    return 1000 * (best["import ofstedmine"] - best["pass"])


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], tag="--tag" in sys.argv)))
