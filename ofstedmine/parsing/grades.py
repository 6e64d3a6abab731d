"""Words for a grade become the record's `Grade`: pure, without a letter.

The words lie in ``data/grades.toml``. Older reports put the grade's number beside it ("Grade 3
(Adequate)"), which is read too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.records import Grade

__all__ = ["grade_of", "grade_source", "is_grade", "read_grades"]

_FILE = Path(__file__).parent / "data" / "grades.toml"
_NUMBERED = regex.compile(r"grade\s*+\d\s*+\(?([\p{L} ]++)\)?", regex.IGNORECASE)


def grade_of(words: str) -> Grade:
    """Return the grade that words stand for.

    Parameters
    ----------
    words : str
        The grade as written, alone.

    Returns
    -------
    str
        One of the record's grades; ``other`` for words that are no known grade.

    Examples
    --------
    >>> grade_of("Requires  improvement to be good")
    'requires_improvement'
    >>> grade_of("Grade 2 (Good)")
    'good'
    >>> grade_of("Strong standard")
    'other'
    """
    return _known().get(_plain(words), "other")


def is_grade(words: str) -> bool:
    """Tell whether words are a known grade and nothing else.

    Parameters
    ----------
    words : str
        Any text.

    Returns
    -------
    bool
        Whether `grade_of` knows them.

    Examples
    --------
    >>> is_grade("Inadequate."), is_grade("Inadequate practice")
    (True, False)
    """
    return _plain(words) in _known()


@cache
def grade_source() -> str:
    """Return the source of a pattern for any known grade, for use inside other patterns.

    Returns
    -------
    str
        An atomic group, without case: compile it with ``regex.IGNORECASE``.

    Examples
    --------
    >>> regex.search(grade_source(), "services are good", regex.IGNORECASE).group()
    'good'
    """
    # Longest first: in an atomic group the first alternative that fits is final.
    wordings = sorted(_known(), key=lambda w: (-len(w), w))
    return r"\b(?>" + "|".join(w.replace(" ", r"\s++") for w in wordings) + r")\b"


def read_grades(path: Path) -> Mapping[str, Grade]:
    """Read a file of grades and check it.

    Parameters
    ----------
    path : Path
        A TOML file of ``[[grade]]`` tables with ``name`` and ``words``.

    Returns
    -------
    mapping of str to str
        Words in lower case to the grade.

    Raises
    ------
    DataError
        If it does not hold what it should; the message names the file and the entry.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["grade"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{path}: no grades can be read: {error}"
        raise DataError(msg) from error
    found: dict[str, Grade] = {}
    for n, entry in enumerate(entries, 1):
        name, words = entry.get("name"), entry.get("words")
        if name not in get_args(Grade) or name == "other":
            msg = f"{path}: grade[{n}]: {name!r} is no grade of the record"
            raise DataError(msg)
        if not words or any(not isinstance(w, str) or w != _plain(w) for w in words):
            msg = f"{path}: grade[{n}]: words must be a list of texts in lower case"
            raise DataError(msg)
        for wording in words:
            if wording in found:
                msg = f"{path}: grade[{n}]: {wording!r} stands for two grades"
                raise DataError(msg)
            found[wording] = name
    return MappingProxyType(found)


def _plain(words: str) -> str:
    """Return words in lower case, with single spaces, without marks and a grade's number."""
    numbered = _NUMBERED.fullmatch(words.strip())
    return " ".join((numbered.group(1) if numbered else words).lower().split()).strip(" .:;,*")


@cache
def _known() -> Mapping[str, Grade]:
    return read_grades(_FILE)
