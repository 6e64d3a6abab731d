"""Makes the child misbehave on files that ask for it; for tests that put this folder first.

Python imports a module of this name at its start.
"""

from __future__ import annotations

import os
import signal
import sys
import time

HANG, CRASH, EAT, FAULT = b"%please hang", b"%please crash", b"%please eat", b"%please fail"
CHURN = "churn"


def _misbehave(data):
    if data.endswith(HANG):
        time.sleep(600)
    if data.endswith(CRASH):
        os.kill(os.getpid(), signal.SIGKILL)
    if data.endswith(FAULT):
        raise ZeroDivisionError("a fault of ours")
    kept = []
    while data.endswith(EAT):
        kept.append(b"x" * 10_000_000)


def _append(path):
    with open(path, "ab") as file:  # noqa: PTH123
        file.write(b"\nOne word more.\n")


def _prepare():
    from ofstedmine import reading
    from ofstedmine.reading import pdf

    read_pdf, bytes_of = pdf.read_pdf, reading.bytes_of

    def faulty_read_pdf(data, limits):
        _misbehave(data)
        return read_pdf(data, limits)

    def faulty_bytes_of(source, limits):
        churns = isinstance(source, str) and CHURN in source
        if churns:
            _append(source)
        data = bytes_of(source, limits)
        if churns:
            _append(source)
        return data

    pdf.read_pdf, reading.bytes_of = faulty_read_pdf, faulty_bytes_of


if "ofstedmine.child" in sys.orig_argv:
    _prepare()
