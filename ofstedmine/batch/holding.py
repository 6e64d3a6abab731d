"""Holds a dataset while it is written to: a lock, a temporary folder, and errors that name it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from ofstedmine.batch.leftovers import note_owner, sweep
from ofstedmine.batch.parts import TEMPORARY
from ofstedmine.errors import DataError

__all__ = ["LOCK", "hold"]

LOCK = ".lock"
OF_THE_PLACE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
)
"""Errors that tell of the place that is written to, and not of one file in it."""


@contextmanager
def hold(out: Path) -> Iterator[str]:
    """Hold a dataset while it is written to: one run at a time.

    Parameters
    ----------
    out : Path
        The dataset's folder; it is made where it is missing.

    Yields
    ------
    str
        Name of the run's temporary folder, which is gone after it.

    Raises
    ------
    DataError
        If another run is writing to it.
    """
    with _writing(out), _held(out), _run_folder(out) as name:
        yield name


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Name the dataset in errors of the place that it lies in."""
    try:
        yield
    except OSError as error:
        if error.errno not in OF_THE_PLACE:
            raise
        raise OSError(error.errno, error.strerror, str(out)) from error


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """Hold the dataset's lock: one run at a time writes to it."""
    from filelock import FileLock, Timeout

    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise DataError(
            f"{out}: another run is writing to this dataset; wait for its end, or name another "
            "folder"
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _run_folder(out: Path) -> Iterator[str]:
    """Make the run's temporary folder; it goes with the run, and with it what earlier ones left."""
    temporary = out / TEMPORARY
    sweep(temporary)
    shutil.rmtree(temporary, ignore_errors=True)
    name = uuid4().hex
    (temporary / name).mkdir(parents=True)
    note_owner(temporary / name)
    try:
        yield name
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
