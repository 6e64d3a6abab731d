"""Files and folders that appear under their names when all of them is written, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["put", "working_folder", "writing"]


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO | None]:
    """Open a file that appears under its name when all of it is written, or not at all.

    Parameters
    ----------
    path : Path or None
        Where it is to be; what stands there is replaced at the end. A device or a pipe is
        written as it is. Nothing is opened where there is none.

    Yields
    ------
    binary file or None
        A file beside it, which is removed after an exception.

    Examples
    --------
    >>> with writing(None) as file:
    ...     print(file)
    None
    """
    if path is None:
        yield None
        return
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.is_dir():
        raise IsADirectoryError(21, "This is a folder; name the file to write", str(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def working_folder(target: Path) -> Iterator[Path]:
    """Make a hidden folder beside what is to be written; it is gone afterwards.

    Parameters
    ----------
    target : Path
        The file or folder that is to be written.

    Yields
    ------
    Path
        An empty folder on the same disk, so that `put` is one rename.

    Examples
    --------
    >>> with working_folder(Path("letters.csv")) as folder:
    ...     folder.is_dir()
    True
    """
    parent = Path(os.path.realpath(target)).parent
    made = tempfile.mkdtemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=parent)
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put(made: Path, target: Path, may_replace: Callable[[Path], bool] = Path.is_file) -> None:
    """Move a finished file or folder to its place, by renames.

    Parameters
    ----------
    made : Path
        In a folder that `working_folder` made for `target`.
    target : Path
        Where it is to be.
    may_replace : callable
        Says whether what stands there already may go.

    Raises
    ------
    FileExistsError
        If something else stands there.

    Examples
    --------
    >>> home = Path(tempfile.mkdtemp())
    >>> with working_folder(home / "notes.txt") as folder:
    ...     _ = (folder / "made").write_text("all of it")
    ...     put(folder / "made", home / "notes.txt")
    >>> (home / "notes.txt").read_text()
    'all of it'
    """
    place = Path(os.path.realpath(target))  # a link stays a link
    if place.exists() and not may_replace(place):
        raise FileExistsError(17, "Something else is there; name another place", str(target))
    for file in (path for path in (made, *made.rglob("*")) if path.is_file()):
        with file.open("rb+") as written:
            os.fsync(written.fileno())
    if place.is_dir():
        place.rename(made.with_name("replaced"))
    made.replace(place)
