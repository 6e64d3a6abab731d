"""A child that does what its job says: crash, hang, take memory, print. ``python misbehaving.py``"""

import ctypes
import mmap
import os
import subprocess
import sys
import time
from pathlib import Path

from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.serving import serve

MEGABYTE = 1_000_000
kept = []


def pid(_job):
    return os.getpid()


def echo(job):
    return len(job.body)


def crash(_job):
    ctypes.string_at(0)


def leave(_job):
    sys.stderr.write("the library gave up\n")
    os._exit(3)


def sleep(_job):
    time.sleep(600)


def sleep_with_the_lock(_job):
    # No other thread of Python runs meanwhile, as with a library that does not let go of the lock.
    ctypes.PyDLL(None).sleep(600)


def take(_job):
    while True:
        kept.append(b"x" * MEGABYTE)


def take_shared(_job):
    while True:
        room = mmap.mmap(-1, 10 * MEGABYTE)
        room.write(b"x" * (10 * MEGABYTE))
        kept.append(room)


def take_and_abort(_job):
    kept.append(b"x" * (120 * MEGABYTE))
    time.sleep(1)
    os.abort()


def shout(_job):
    os.write(1, b"noise " * 50_000)
    sys.stdout.write("noise " * 50_000)
    sys.stdout.flush()
    return sys.stdin.read()


def crash_after_others(_job):
    if len(kept) > 1:
        crash(_job)
    return os.getpid()


def start_another_and_crash(job):
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(job.head["file"]).write_text(str(other.pid))
    crash(job)


def prepare(settings):
    def answer(job):
        kept.append(b"")
        name = job.head["do"]
        return Frame({"said": settings[name] if name in settings else globals()[name](job)})

    return answer


if __name__ == "__main__":
    serve(prepare)
