"""How letters write the names of councils: the lists of ``data/authorities.toml``, compiled."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.profiles import SPACE, SPACE_OR_NONE

__all__ = ["Words", "alternatives", "load_words", "loosely", "spelling"]

_FILE = Path(__file__).parent / "data" / "authorities.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around names of councils, and what only looks like one.

    Attributes
    ----------
    prefix, before : regex.Pattern
        Words before a name that belong to it; the second ends where the search ends.
    suffix : regex.Pattern
        Words after a name that belong to it, perhaps none; group ``body`` is that of a council.
    not_before : regex.Pattern
        Words after a name that make it another body's, or an address.
    provider : regex.Pattern
        A trust's name, by its form.
    compass, honorifics : frozenset of str
        Words before a name that make it another place, or a person.
    elsewhere : tuple of str
        Names of other places that begin like an authority's.
    """

    prefix: regex.Pattern[str]
    before: regex.Pattern[str]
    suffix: regex.Pattern[str]
    not_before: regex.Pattern[str]
    provider: regex.Pattern[str]
    compass: frozenset[str]
    honorifics: frozenset[str]
    elsewhere: tuple[str, ...]


@cache
def load_words() -> Words:
    """Return the patterns and lists, read and compiled once.

    Returns
    -------
    Words
        For finding names.

    Raises
    ------
    DataError
        If the file lacks a list, or a pattern in it is none.
    """
    kinds = alternatives(spelling("kinds"))
    bodies = alternatives(spelling("bodies"))
    premises = alternatives(spelling("premises"))
    prefix = rf"\b(?:{alternatives(spelling('prefixes'))})\s++(?:the\s++)?"
    name = (
        rf"(?!(?:{alternatives(spelling('provider_stops'))})\b)(?-i:\p{{Lu}})[\p{{L}}'’‘-]{{0,40}}+"
    )
    return Words(
        prefix=_compile(prefix),
        before=_compile(rf"{prefix}$"),
        suffix=_compile(
            rf"(?:\s{{1,9}}+(?:{kinds})\b){{0,3}}+\s{{1,9}}+(?<body>{bodies})\b"
            rf"|(?:\s{{1,9}}+(?-i:(?=\p{{Lu}}))(?:{kinds})\b(?!\s(?:{premises})\b)){{0,2}}+"
        ),
        not_before=_compile(rf"(?:['’]s)?\s++(?:{alternatives(spelling('not_before'))})\b"),
        provider=_compile(
            rf"\b{name}(?:\s(?:and\s|&\s|upon\s|with\s|on\s)?{name}){{0,4}}?"
            rf"\s(?-i:(?=\p{{Lu}}))(?:{alternatives(spelling('provider_forms'))})"
        ),
        compass=frozenset(spelling("compass")),
        honorifics=frozenset(spelling("honorifics")),
        elsewhere=spelling("elsewhere"),
    )


@cache
def spelling(name: str) -> tuple[str, ...]:
    """Return one of the lists of ``data/authorities.toml``.

    Parameters
    ----------
    name : str
        Its name in the file.

    Returns
    -------
    tuple of str
        Words or patterns.

    Raises
    ------
    DataError
        If it is not there, or no list of words.

    Examples
    --------
    >>> "council" in spelling("bodies")
    True
    """
    try:
        values = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{_FILE}: {error}"
        raise DataError(msg) from error
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        msg = f"{_FILE}: {name}: a list of words is wanted"
        raise DataError(msg)
    return tuple(values)


def alternatives(words: Iterable[str]) -> str:
    r"""Return a pattern that matches any of some words, the longest first.

    Examples
    --------
    >>> alternatives(["a", "b c"])
    'b\\s{1,9}+c|a'
    """
    return "|".join(loosely(word) for word in sorted(words, key=len, reverse=True))


def loosely(source: str) -> str:
    r"""Return a pattern in which apostrophes and white space may be of any kind.

    Examples
    --------
    >>> loosely("St Helen's ?")
    "St\\s{1,9}+Helen['’‘]s\\s{0,9}+"
    """
    return source.replace("'", "['’‘]").replace(" ?", SPACE_OR_NONE).replace(" ", SPACE)


def _compile(source: str) -> regex.Pattern[str]:
    try:
        return regex.compile(source, regex.IGNORECASE)
    except regex.error as error:
        msg = f"{_FILE}: {error}: {source!r}"
        raise DataError(msg) from error
