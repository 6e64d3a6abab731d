"""What is to be mined: the letters in files, folders, patterns of names and archives."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ofstedmine.batch.archives import members, open_member
from ofstedmine.errors import UnreadableLetter
from ofstedmine.reading import Limits

__all__ = ["Found", "Input", "find_inputs", "hash_of", "listed"]

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"})
"""What folders and archives are searched for; what is named itself is read whatever its name."""
NOT_READ = frozenset({".doc", ".docm", ".odt", ".rtf"})
"""Letters too, though of formats that are not read: they are told as failures, not left out."""
ARCHIVE = ".zip"
INSIDE = "!"
PDF = b"%PDF-"
HIDDEN = (".", "~$")
PIECE = 1 << 20
Source = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is to be mined.

    Attributes
    ----------
    uri : str
        Its name in the dataset: the absolute path; of a file in an archive the archive's path, an
        exclamation mark and the name inside.
    path : str
        The file, or the archive, to open.
    place : int or None
        Of a file in an archive: its place there.
    trouble : tuple of str or None
        Reason and message, where it is known already that it cannot be read.
    """

    uri: str
    path: str
    place: int | None = None
    trouble: tuple[str, str] | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open it.

        Raises
        ------
        OSError
            If there is no such file, or it may not be opened.
        UnreadableLetter
            If it is no file, or an archive does not give it.
        """
        if self.place is not None:
            with open_member(self.path, self.place) as member:
                yield member
            return
        if not stat.S_ISREG(os.stat(self.path).st_mode):  # noqa: PTH116 - any name
            # Opening it may wait for ever, and /dev/zero has no end.
            raise UnreadableLetter("unsupported", "no file but a folder, a pipe or a device")
        with open(self.path, "rb") as file:  # noqa: PTH123 - any name
            yield file


@dataclass(slots=True)
class Found:
    """What was found: inputs in the order of their names, and files that are no letters.

    Attributes
    ----------
    inputs : list of Input
        Each once.
    others : Counter of str
        How many files of each suffix were left alone.
    """

    inputs: list[Input] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def listed(text: bytes) -> list[str]:
    r"""Return the names in a list, one a line, or parted by zero bytes.

    Parameters
    ----------
    text : bytes
        What came through standard input.

    Returns
    -------
    list of str
        Names of files.

    Examples
    --------
    >>> listed(b"a.pdf\nb.pdf\n")
    ['a.pdf', 'b.pdf']
    """
    mark = b"\0" if b"\0" in text else b"\n"
    names = text.split(mark)
    if mark == b"\n":
        names = [name.removesuffix(b"\r") for name in names]
    return [os.fsdecode(name) for name in names if name]


def find_inputs(sources: Iterable[Source], leave_out: Path | None = None) -> Found:
    """Find all that is to be mined.

    Parameters
    ----------
    sources : iterable of path
        Files, folders (searched to the bottom), ``.zip`` archives, patterns such as ``*.pdf``.
    leave_out : Path, optional
        A folder that is not searched: the dataset itself.

    Returns
    -------
    Found
        What is there. A file that is named but missing is an input too, one that will fail.

    Examples
    --------
    >>> [each.trouble for each in find_inputs(["no such file.pdf"]).inputs]
    [None]
    """
    search = _Search(leave_out)
    for source in sources:
        search.take(os.fspath(source))
    inputs = sorted(search.inputs.values(), key=lambda each: each.uri)
    return Found(inputs, search.others)


def hash_of(one: Input, limits: Limits) -> str:
    """Return the SHA-256 of an input.

    Parameters
    ----------
    one : Input
        The input.
    limits : Limits
        A larger file is not read.

    Returns
    -------
    str
        In hexadecimal digits.

    Raises
    ------
    OSError
        If it cannot be opened.
    UnreadableLetter
        If it is too large, or an archive does not give it.
    """
    found, size = sha256(), 0
    with one.open() as file:
        while piece := file.read(PIECE):
            found.update(piece)
            size += len(piece)
            if size > limits.max_file_bytes:
                raise UnreadableLetter(
                    "too_large", f"more than {limits.max_file_bytes:,} bytes; raise the limit"
                )
    return found.hexdigest()


class _Search:
    def __init__(self, leave_out: Path | None) -> None:
        self.inputs: dict[str, Input] = {}
        self.others: Counter[str] = Counter()
        self._seen: set[tuple[int, int]] = set()
        self._leave_out = _place(os.fspath(leave_out)) if leave_out else None

    def take(self, source: str) -> None:
        if os.path.isdir(source):  # noqa: PTH112 - any name
            self._folder(source)
        elif os.path.lexists(source):
            self._file(source)
        else:
            # A path that names nothing may be a pattern, where the shell leaves them to us.
            found = sorted(glob.glob(source, recursive=True), key=os.fsencode)  # noqa: PTH207
            for path in found:
                self.take(path)
            if not found:
                self._file(source)

    def _folder(self, top: str) -> None:
        """Search a folder; links to folders come last, and no folder is searched twice."""
        waiting = [top]
        while waiting:
            for at, folders, names in os.walk(waiting.pop(0), onerror=self._closed):
                if not self._first_time(at):
                    folders.clear()
                    continue
                kept = sorted((n for n in folders if not n.startswith(HIDDEN)), key=os.fsencode)
                linked = [n for n in kept if os.path.islink(os.path.join(at, n))]  # noqa: PTH114, PTH118
                waiting += [os.path.join(at, name) for name in linked]  # noqa: PTH118
                folders[:] = [name for name in kept if name not in linked]
                for name in names:
                    path = os.path.join(at, name)  # noqa: PTH118
                    if not name.startswith(HIDDEN) and self._wanted(name, Input(path, path)):
                        self._file(path)

    def _first_time(self, folder: str) -> bool:
        place = _place(folder)
        if place is None or place == self._leave_out or place in self._seen:
            return False
        self._seen.add(place)
        return True

    def _wanted(self, name: str, one: Input) -> bool:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in SUFFIXES or suffix in NOT_READ or suffix == ARCHIVE:
            return True
        if not suffix or suffix[1:].isdigit():
            # Ofsted's own links give files without one.
            with suppress(OSError, UnreadableLetter), one.open() as file:
                if file.read(len(PDF)) == PDF:
                    return True
        self.others[suffix] += 1
        return False

    def _closed(self, error: OSError) -> None:
        why = f"the folder cannot be searched: {error.strerror or error}"
        self._add(Input(_named(str(error.filename)), error.filename, None, ("cannot_open", why)))

    def _file(self, path: str) -> None:
        whole = os.path.abspath(path)  # noqa: PTH100 - any name
        uri = _named(whole)
        if not uri.lower().endswith(ARCHIVE):
            self._add(Input(uri, whole))
            return
        try:
            found = members(whole)
        except UnreadableLetter as error:
            self._add(Input(uri, whole, None, (error.reason, error.detail)))
        except OSError as error:
            self._add(Input(uri, whole, None, ("cannot_open", error.strerror or str(error))))
        else:
            for place, name in found:
                self._member(uri, whole, place, name)

    def _member(self, archive: str, path: str, place: int, name: str) -> None:
        uri = f"{archive}{INSIDE}{_named(name)}"
        while uri in self.inputs and self.inputs[uri].place != place:
            uri += INSIDE  # an archive may hold one name twice
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "__MACOSX" or parts[-1].startswith(HIDDEN):
            return
        one = Input(uri, path, place)
        if not self._wanted(parts[-1], one):
            return
        if name.lower().endswith(ARCHIVE):
            said = "an archive in an archive is not opened; unpack the outer one"
            one = Input(uri, path, place, ("unsupported", said))
        self._add(one)

    def _add(self, one: Input) -> None:
        self.inputs.setdefault(one.uri, one)


def _place(folder: str) -> tuple[int, int] | None:
    try:
        about = os.stat(folder)  # noqa: PTH116 - any name
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _named(path: str) -> str:
    """Return a name as text, whatever bytes it is made of."""
    return path.encode("utf-8", "backslashreplace").decode()
