"""Mines files in a process of its own and tells what each of them cost and touched.

``python -m hostile.child`` takes one path a line and answers with one line of JSON. What a file
makes the process open, connect to or start is told by Python's own audit events; memory and time
are those of the process, so that a busy machine changes nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (sys.prefix, sys.base_prefix, str(ROOT / "ofstedmine"))
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
PROCESSES = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
)
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
LOADERS = ("pickle.find_class", "marshal.loads", "ctypes.dlopen")
MEGABYTE = 1_000_000


class Watch:
    """Notes what happens while a file is read."""

    def __init__(self):
        self.given = None
        self.touched = []
        sys.addaudithook(self._hear)

    def _hear(self, event, args):
        if self.given is None:
            return
        if event == "open":
            path = args[0]
            if isinstance(path, int):
                return
            path = os.fsdecode(path)
            flags = args[2] if isinstance(args[2], int) else 0
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if writes or (path != self.given and not path.startswith(LIBRARIES)):
                self.touched.append(f"open {path}")
        elif event in NETWORK or event in PROCESSES or event in CHANGES or event in LOADERS:
            if event == "marshal.loads":  # a library that is imported late
                return
            self.touched.append(f"{event} {args[:2]!r}"[:200])


def lower_peak():
    """Let the peak of memory begin anew, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    except OSError:
        return


def memory(name):
    """Return the memory of this process that the system calls ``name``, in megabytes."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024 / MEGABYTE
    return 0.0


def mined(path, watch):
    """Mine a file; return what came of it."""
    import ofstedmine as om
    from ofstedmine.parsing import check_evidence

    told = {"outcome": "record", "breaches": []}
    lower_peak()
    before, start = memory("VmRSS"), time.process_time()
    watch.touched, watch.given = [], path
    try:
        record = om.mine(path)
    except om.UnreadableLetter as error:
        told |= {"outcome": error.reason, "detail": error.detail[:300]}
    except OSError as error:
        told |= {"outcome": "cannot_open", "detail": str(error)[:300]}
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        import traceback

        told |= {"outcome": "internal_error", "detail": repr(error)[:300]}
        told["where"] = traceback.format_exc()[-1500:]
    else:
        told["breaches"] = check_evidence(record) + unlike(record)
    watch.given = None
    told |= {
        "seconds": time.process_time() - start,
        "megabytes": max(0.0, memory("VmHWM") - before),
        "touched": watch.touched,
    }
    return told


def unlike(record):
    """Return what a record loses on its way through JSON."""
    text = record.model_dump_json()
    again = type(record).model_validate_json(text)
    found = [] if again == record else ["another record after JSON"]
    if again.model_dump_json() != text:
        found.append("another text after JSON")
    plain = json.dumps(record.model_dump(mode="json"), ensure_ascii=False)
    plain.encode("utf-8")
    return found


def main():
    """Answer until there is nothing more to mine."""
    watch = Watch()
    for line in sys.stdin:
        path = json.loads(line)
        sys.stdout.write(json.dumps(mined(path, watch)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
