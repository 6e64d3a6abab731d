"""What is in a ``.zip`` archive, read member by member and never unpacked to the disk.

So no name leaves the archive, wherever it points. What an archive claims, and what its members
turn out to hold, is bounded before it costs anything.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ofstedmine.errors import UnreadableLetter

__all__ = ["Member", "members", "open_member"]

MEMBERS = 100_000
"""Members of one archive."""
RATIO = 200
"""How many times its size a member, or an archive, may grow. Letters stay below 30."""
SMALL = 10_000_000
"""Bytes up to which nobody minds how much a member, or an archive, grows."""
ENCRYPTED = 0x1
BROKEN = (BadZipFile, LargeZipFile, NotImplementedError, EOFError, zlib.error, ValueError)


class Member(NamedTuple):
    """A file in an archive: its place in the list of members, and its name."""

    place: int
    name: str


def members(archive: str) -> list[Member]:
    """Return the files in an archive.

    Parameters
    ----------
    archive : str
        Its path.

    Returns
    -------
    list of Member
        In the archive's order, without folders.

    Raises
    ------
    UnreadableLetter
        If it is no archive, or one that claims too much.
    OSError
        If it cannot be opened.
    """
    with _opened(archive) as opened:
        listed = opened.infolist()
        if len(listed) > MEMBERS:
            raise UnreadableLetter("too_large", f"an archive of more than {MEMBERS:,} files")
        claimed = sum(one.file_size for one in listed)
        if claimed > max(SMALL, RATIO * os.path.getsize(archive)):  # noqa: PTH202 - any name
            raise _bomb("the archive")
        return [Member(i, one.filename) for i, one in enumerate(listed) if not one.is_dir()]


@contextmanager
def open_member(archive: str, place: int) -> Iterator[BinaryIO]:
    """Open a file in an archive.

    Parameters
    ----------
    archive : str
        Path of the archive.
    place : int
        The file's place in the list of members.

    Yields
    ------
    binary file
        Its bytes, as they come out of the archive.

    Raises
    ------
    UnreadableLetter
        If it is encrypted, damaged, or grows beyond measure.
    OSError
        If the archive cannot be opened.
    """
    with _opened(archive) as opened:
        listed = opened.infolist()
        if place >= len(listed):
            raise UnreadableLetter("corrupt", "the archive changed while it was read")
        one = listed[place]
        _check(one)
        with opened.open(one) as file:
            yield file  # type: ignore[misc]


def _check(one: ZipInfo) -> None:
    if one.flag_bits & ENCRYPTED:
        raise UnreadableLetter("encrypted", "the archive wants a password for it")
    # What is read stops at the size that is claimed, so the claim is what has to be looked at.
    if one.file_size > max(SMALL, RATIO * one.compress_size):
        raise _bomb("a file that")


@contextmanager
def _opened(archive: str) -> Iterator[ZipFile]:
    try:
        with ZipFile(archive) as opened:
            yield opened
    except BROKEN as error:
        raise UnreadableLetter("corrupt", f"the archive is damaged: {error}") from error
    except RuntimeError as error:
        raise UnreadableLetter("encrypted", str(error)) from error


def _bomb(what: str) -> UnreadableLetter:
    return UnreadableLetter("too_large", f"{what} grows more than {RATIO} times when unpacked")
