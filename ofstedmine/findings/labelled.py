"""Findings with the labels that a reader gave them: to learn from, and to measure on.

One finding a line, as JSON or in a CSV with named columns. Only the sentence and its labels must be
there. What is known of its place (document, authority, heading ...) helps: the tagger learns from
the heading, and measuring keeps the sentences of one authority together.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.tags import TagInput
from ofstedmine.records import Kind, SectionRole

__all__ = [
    "LabelledFinding",
    "PlacedFinding",
    "finding_id",
    "read_labelled",
    "read_unlabelled",
    "write_labelled",
]

DRAWS = ("random", "selected")
_KINDS: tuple[str, ...] = get_args(Kind)
_ROLES: tuple[str, ...] = get_args(SectionRole)
_SEPARATOR = regex.compile(r"[\s;,|]+")
_SUBSTANCE = regex.compile(r"[^a-z0-9]+")
_YEAR = regex.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_YES = frozenset({"1", "true", "yes", "y", "x"})
_NO = frozenset({"", "0", "false", "no", "n"})
_Row = TypeVar("_Row", bound="PlacedFinding")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A sentence and where it stands.

    Attributes
    ----------
    id : str
        See `finding_id`.
    document, authority : str
        Where it comes from; the authority is the document where nothing else is known.
    kind : str
        Kind of the document, as in a record.
    year : int or None
        Year of the document.
    page : int or None
        Page on which it begins, from 1.
    text : str
        The sentence.
    previous : str or None
        The sentence before it.
    heading, role : str or None
        Heading and role of its section.
    bullet : bool
        Whether it is an item of a list.

    Examples
    --------
    >>> PlacedFinding(text="Plans drift.", heading="Plans").input
    TagInput(text='Plans drift.', previous=None, heading='Plans', role=None, bullet=False)
    """

    text: str
    id: str = ""
    document: str = ""
    authority: str = ""
    kind: str = "other"
    year: int | None = None
    page: int | None = None
    previous: str | None = None
    heading: str | None = None
    role: str | None = None
    bullet: bool = False

    @property
    def input(self) -> TagInput:
        """Return what the tagger sees of it."""
        return TagInput(self.text, self.previous, self.heading, self.role, self.bullet)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFinding(PlacedFinding):
    """A sentence, where it stands, and its labels.

    Attributes
    ----------
    themes : tuple of str
        In the order of the codebook.
    sentiment, progress : str
        As in the codebook.
    draw : str
        ``random`` for a random draw of its document, ``selected`` for one chosen as hard or rare.

    Examples
    --------
    >>> row = LabelledFinding(text="Plans drift.", themes=("planning_and_review",),
    ...                       sentiment="negative", progress="not_stated")
    >>> row.input.text
    'Plans drift.'
    """

    themes: tuple[str, ...]
    sentiment: str
    progress: str
    draw: str = "random"


def finding_id(text: str) -> str:
    """Return the identity of a sentence: the same however it was typeset.

    Parameters
    ----------
    text : str
        The sentence.

    Returns
    -------
    str
        The first 16 hex digits of the SHA-256 of the sentence in lower case with everything but
        a-z and 0-9 removed.

    Examples
    --------
    >>> finding_id("Plans  are clear.") == finding_id("plans are clear")
    True
    """
    return sha256(_SUBSTANCE.sub("", text.lower()).encode()).hexdigest()[:16]


def read_labelled(path: Path) -> list[LabelledFinding]:
    r"""Read labelled findings from JSON lines, or from a CSV with named columns.

    Parameters
    ----------
    path : Path
        A ``.csv`` file, or JSON lines. ``text``, ``themes``, ``sentiment`` and ``progress`` are
        needed; the other fields of `LabelledFinding` are taken where they are there (``doc_id``
        may stand for ``document``). Themes are a list, or in a CSV slugs parted by blanks, commas
        or semicolons. Kind and year are read from the document's name where they are not given.

    Returns
    -------
    list of LabelledFinding
        In the order of the file.

    Raises
    ------
    DataError
        If a line is no labelled finding, with the number of the line; a label that the codebook
        does not know is named.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "mine.csv")
    ...     _ = table.write_text(
    ...         "text,themes,sentiment,progress\n"
    ...         "Plans drift.,planning_and_review,negative,not_stated\n"
    ...     )
    ...     read_labelled(table)[0].themes
    ('planning_and_review',)
    """
    return list(_read(path, ("text", "themes", "sentiment", "progress"), _labelled))


def read_unlabelled(path: Path) -> list[PlacedFinding]:
    """Read findings without labels, from JSON lines or a CSV with named columns.

    Parameters
    ----------
    path : Path
        As for `read_labelled`; labels that are there are left aside.

    Returns
    -------
    list of PlacedFinding
        In the order of the file.

    Raises
    ------
    DataError
        If a line is no finding, with the number of the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_labelled([PlacedFinding(text="Plans drift.")], Path(folder, "rows.jsonl"))
    ...     read_unlabelled(Path(folder, "rows.jsonl"))[0].text
    'Plans drift.'
    """
    return list(_read(path, ("text",), _placed))


def write_labelled(rows: Iterable[PlacedFinding], path: Path) -> None:
    """Write findings as JSON lines, whole or not at all.

    Parameters
    ----------
    rows : iterable of PlacedFinding
        The findings, with labels or without.
    path : Path
        The file to write.

    Examples
    --------
    >>> import tempfile
    >>> row = LabelledFinding(text="Plans drift.", themes=(), sentiment="negative",
    ...                       progress="not_stated", document="a", authority="a")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_labelled([row], Path(folder, "rows.jsonl"))
    ...     read_labelled(Path(folder, "rows.jsonl"))[0].sentiment
    'negative'
    """
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    part.replace(path)


def _read(
    path: Path, needed: Sequence[str], make: Callable[[Mapping[str, Any]], _Row]
) -> Iterator[_Row]:
    """Yield the rows of a file, each checked; what is wrong names its line."""
    rows = _table(path, needed) if path.suffix.lower() == ".csv" else _lines(path)
    for number, row in rows:
        try:
            if missing := [name for name in needed if row.get(name) is None]:
                raise ValueError(f"no {', '.join(missing)}")
            yield make(row)
        except (ValueError, TypeError) as error:
            raise DataError(f"{path}, line {number}: {error}") from error


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the objects of a file of JSON lines, each with the number of its line."""
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise DataError(f"{path}, line {number}: no JSON: {error}") from error
            if not isinstance(row, dict):
                raise DataError(f"{path}, line {number}: no object")
            yield number, row


def _table(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the rows of a CSV, each with the number of the line that it ends on."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        missing = [name for name in needed if name not in (table.fieldnames or ())]
        if missing:
            raise DataError(f"{path}: no column {', '.join(missing)}")
        for row in table:
            yield table.line_num, row


def _placed(row: Mapping[str, Any]) -> PlacedFinding:
    """Check one row; what is wrong with it is a `ValueError`."""
    return PlacedFinding(**_place(row))


def _labelled(row: Mapping[str, Any]) -> LabelledFinding:
    """Check one row and its labels; what is wrong with it is a `ValueError`."""
    book = load_codebook()
    return LabelledFinding(
        **_place(row),
        themes=_themes(row["themes"], book.theme_slugs),
        sentiment=_one_of(row, "sentiment", book.sentiment_slugs),
        progress=_one_of(row, "progress", book.progress_slugs),
        draw=_one_of(row, "draw", DRAWS, default="random"),
    )


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    text = _words(row, "text")
    if not text:
        raise ValueError("text is empty")
    document = _words(row, "document") or _words(row, "doc_id") or ""
    return {
        "text": text,
        "id": _words(row, "id") or finding_id(text),
        "document": document,
        "authority": _words(row, "authority") or document,
        "kind": _one_of(row, "kind", _KINDS, default=_kind(document)),
        "year": _number(row, "year") or _year(document),
        "page": _number(row, "page"),
        "previous": _words(row, "previous"),
        "heading": _words(row, "heading"),
        "role": _one_of(row, "role", _ROLES) if _words(row, "role") else None,
        "bullet": _flag(row, "bullet"),
    }


def _words(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value.strip() or None


def _one_of(row: Mapping[str, Any], name: str, known: Iterable[str], default: str = "") -> str:
    value = _words(row, name) or default
    if value not in known:
        raise ValueError(f"unknown {name} {value!r}; known are {', '.join(known)}")
    return value


def _themes(value: Any, known: tuple[str, ...]) -> tuple[str, ...]:
    names = [name for name in _SEPARATOR.split(value) if name] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"themes are no list of slugs: {value!r}")
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"unknown theme {', '.join(unknown)}; known are {', '.join(known)}")
    return tuple(name for name in known if name in names)


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not str(value).isdecimal():
        raise ValueError(f"{name} is no number: {value!r}")
    return int(value)


def _flag(row: Mapping[str, Any], name: str) -> bool:
    value = str(row.get(name) or "").strip().casefold()
    if value not in _YES | _NO:
        raise ValueError(f"{name} is neither yes nor no: {row[name]!r}")
    return value in _YES


def _kind(document: str) -> str:
    """Return the kind that a document's name begins with."""
    return next((kind for kind in _KINDS if document.startswith(kind)), "other")


def _year(document: str) -> int | None:
    """Return the last year in a document's name."""
    years = _YEAR.findall(document)
    return int(years[-1]) if years else None
