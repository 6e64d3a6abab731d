"""What letters never state themselves: their address, Ofsted's file number, when published.

A CSV file says it (``--metadata FILE.csv``), one line a document, found by its path, its SHA-256
or both:

========================  ====================================================================
``path``                  the file, as it was given to the library; its end is enough
                          (``letters/a.pdf`` or ``a.pdf``), as long as one line fits
``sha256``                the SHA-256 of its bytes; decides where both are given
``address``               where it was published (URL); becomes the record's ``source.uri``
``file_number``           Ofsted's number of the file
``provider_number``       Ofsted's number of the authority or trust (URN)
``published``             the day of publication, as ``2024-05-16`` or ``16/05/2024``
========================  ====================================================================

All but one of ``path`` and ``sha256`` may be left out, and cells may be empty.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import regex

from ofstedmine.errors import DataError
from ofstedmine.records import Evidence

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Letter

__all__ = ["COLUMNS", "Metadata", "apply_metadata", "load_metadata"]

KEYS = ("path", "sha256")
FACTS = ("address", "file_number", "provider_number", "published")
COLUMNS = KEYS + FACTS

_SHA256 = regex.compile(r"[0-9a-f]{64}")
_NUMBER = regex.compile(r"[A-Za-z0-9_.-]{1,64}")
_ADDRESS = regex.compile(r"https?://\S{3,}")
Key = TypeVar("Key", str, tuple[str, ...])

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Metadata:
    """A metadata file, ready to be asked.

    Attributes
    ----------
    by_sha256 : mapping of str to mapping of str to str
        The lines that have a SHA-256, each with the columns that hold something.
    by_name : mapping of str to list of tuple
        The lines that have a path, as (parts of the path, line), under the name of the file.
    """

    by_sha256: Mapping[str, Mapping[str, str]]
    by_name: Mapping[str, list[tuple[tuple[str, ...], Mapping[str, str]]]]

    def of(self, letter: Letter) -> Mapping[str, str]:
        """Return what the file says of a letter; nothing where no line fits, or several do.

        Parameters
        ----------
        letter : Letter
            A letter, with the path that it was read from where there is one.

        Returns
        -------
        mapping of str to str
            Columns that hold something.

        Examples
        --------
        >>> from ofstedmine.reading.letter import Letter
        >>> line = {"file_number": "50004321"}
        >>> metadata = Metadata({}, {"a.pdf": [(("letters", "a.pdf"), line)]})
        >>> letter = Letter("", [], [], "", "", 0, "", uri="/home/me/letters/a.pdf")
        >>> metadata.of(letter)
        {'file_number': '50004321'}
        """
        line = self.by_sha256.get(letter.sha256)
        if line is not None or not letter.uri:
            return line or _NOTHING
        wanted = _parts(letter.uri)
        # A file listed from another folder: the longest end that both share decides.
        ends = [
            (len(parts), known)
            for parts, known in self.by_name.get(wanted[-1] if wanted else "", [])
            if wanted[-len(parts) :] == parts
        ]
        longest = max((size for size, _ in ends), default=0)
        found = [known for size, known in ends if size == longest]
        return found[0] if len(found) == 1 else _NOTHING


def load_metadata(path: str | Path) -> Metadata:
    r"""Read a metadata file and check it.

    Parameters
    ----------
    path : str or Path
        A CSV file in UTF-8 with a header of the columns above.

    Returns
    -------
    Metadata
        What it says, by SHA-256 and by path.

    Raises
    ------
    DataError
        If it cannot be read, or a header, cell or key is wrong; the message names the file, the
        line and the column.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "metadata.csv"
    >>> _ = file.write_text("path,published\na.pdf,2024-05-16\n", encoding="utf-8")
    >>> load_metadata(file).by_name["a.pdf"][0][1]["published"]
    '2024-05-16'
    """
    file = Path(path)
    by_sha256: dict[str, Mapping[str, str]] = {}
    by_path: dict[tuple[str, ...], Mapping[str, str]] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = _header(next(reader, []), file)
            for row in reader:
                where = f"{file}: line {reader.line_num}"
                line = _line(header, row, where)
                if "sha256" in line:
                    _enter(by_sha256, line["sha256"], line, f"{where}, column sha256")
                if "path" in line:
                    _enter(by_path, _parts(line["path"]), line, f"{where}, column path")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"{file}: no metadata can be read: {error}"
        raise DataError(msg) from error
    by_name: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
    for parts, known in by_path.items():
        by_name.setdefault(parts[-1], []).append((parts, known))
    return Metadata(MappingProxyType(by_sha256), MappingProxyType(by_name))


def apply_metadata(draft: Draft) -> None:
    """Write what the metadata says and the letter does not (a parsing step).

    The letter's own word stands: where it says something else, a warning tells of it.

    Parameters
    ----------
    draft : Draft
        The sheet, with its ``metadata``.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Letter
    >>> draft = Draft(Letter("", [], [], "", "", 0, ""), metadata={"published": "2024-05-16"})
    >>> apply_metadata(draft)
    >>> draft.get("/published").isoformat()
    '2024-05-16'
    """
    address = draft.metadata.get("address")
    if address:
        draft.evidence["/source/uri"] = [_evidence("address", address)]
    published = draft.metadata.get("published")
    if published:
        _publish(draft, _day(published), published)
    number = draft.metadata.get("provider_number")
    authority = draft.get("/authority")
    if number and authority is not None:
        if not authority.ofsted_urn:
            authority.ofsted_urn = number
            draft.missing.pop("/authority/ofsted_urn", None)
            draft.evidence["/authority/ofsted_urn"] = [_evidence("provider_number", number)]
        elif authority.ofsted_urn != number:
            _contradicts(draft, "provider number", authority.ofsted_urn, number)


def _publish(draft: Draft, day: date | None, written: str) -> None:
    """Write the day of publication unless the letter states one."""
    if day is None:
        draft.warn("metadata_unreadable", f"published: {written!r} is no date")
        return
    stated = draft.get("/published")
    if stated is None:
        draft.put("/published", day, _evidence("published", written))
    elif stated != day:
        _contradicts(draft, "day of publication", stated.isoformat(), day.isoformat())
    first = min(draft.get("/visit/dates") or [], default=None)
    if first is not None and day < first:
        draft.warn(
            "metadata_contradicts",
            f"published on {day.isoformat()}, before the visit of {first.isoformat()}",
        )


def _contradicts(draft: Draft, what: str, stated: str, given: str) -> None:
    draft.warn(
        "metadata_contradicts", f"{what}: the letter has {stated}, the metadata file {given}"
    )


def _evidence(column: str, value: str) -> Evidence:
    return Evidence(quote=value, rule=f"metadata-{column.replace('_', '-')}", kind="metadata")


def _header(row: list[str], file: Path) -> tuple[str, ...]:
    """Return the columns of a header that holds what it should."""
    header = tuple(cell.strip().lower() for cell in row)
    place = f"{file}: line 1"
    for n, name in enumerate(header, 1):
        if name not in COLUMNS:
            msg = f"{place}, column {n}: unknown column {name!r}; known are {', '.join(COLUMNS)}"
            raise DataError(msg)
        if header.index(name) != n - 1:
            msg = f"{place}, column {n}: {name!r} stands there twice"
            raise DataError(msg)
    if not set(header) & set(KEYS):
        msg = f"{place}: a column 'path' or 'sha256' is wanted"
        raise DataError(msg)
    return header


def _line(header: tuple[str, ...], row: list[str], where: str) -> dict[str, str]:
    """Return the cells of a line that hold something, checked; nothing for a blank line."""
    if not any(cell.strip() for cell in row):
        return {}
    if len(row) != len(header):
        msg = f"{where}: {len(row)} cells where the header has {len(header)}"
        raise DataError(msg)
    line = {name: cell.strip() for name, cell in zip(header, row, strict=True) if cell.strip()}
    if "sha256" in line:
        line["sha256"] = line["sha256"].lower()
    if not line.keys() & set(KEYS):
        msg = f"{where}: neither a path nor a SHA-256"
        raise DataError(msg)
    for name, value in line.items():
        wrong = _what_is_wrong(name, value)
        if wrong:
            msg = f"{where}, column {name}: {value!r} is {wrong}"
            raise DataError(msg)
    return line


def _what_is_wrong(name: str, value: str) -> str | None:
    """Return what is wrong with a cell, or None."""
    if name == "path" and not _parts(value):
        return "no path of a file"
    if name == "sha256" and not _SHA256.fullmatch(value):
        return "no SHA-256 (64 hexadecimal digits)"
    if name == "published" and _day(value) is None:
        return "no date (2024-05-16 or 16/05/2024)"
    if name == "address" and not _ADDRESS.fullmatch(value):
        return "no address (http:// or https://)"
    if name in ("file_number", "provider_number") and not _NUMBER.fullmatch(value):
        return "no number (letters, digits, '.', '-' and '_' only)"
    return None


def _day(value: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None


def _enter(lines: dict[Key, Mapping[str, str]], key: Key, line: dict[str, str], where: str) -> None:
    """Enter a line under its key, which no other line may have."""
    if key in lines:
        msg = f"{where}: this document has a line already"
        raise DataError(msg)
    lines[key] = MappingProxyType(line)


def _parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path, of either system, or of a file's address."""
    plain = path.replace("\\", "/").removeprefix("file://")
    return tuple(part for part in PurePosixPath(plain).parts if part not in ("/", "."))
