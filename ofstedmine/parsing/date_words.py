"""The words that dates are made of: patterns from ``data/dates.toml``, and what the words mean."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from ofstedmine.errors import DataError

__all__ = ["Patterns", "Token", "month_of", "patterns", "tokens_of", "weekday_of", "year_of"]

_FILE = Path(__file__).parent / "data" / "dates.toml"


class Token(NamedTuple):
    """A word, number or mark of a date, in lower case, and its place."""

    kind: str
    text: str
    start: int
    end: int


class Patterns(NamedTuple):
    """What date expressions are made of."""

    token: regex.Pattern[str]
    cluster: regex.Pattern[str]
    month_alone: regex.Pattern[str]


@cache
def patterns() -> Patterns:
    """Compile the patterns from the word lists."""
    words = tomllib.loads(_FILE.read_text(encoding="utf-8")).get("words", {})
    if len(words.get("months", ())) != 12 or len(words.get("weekdays", ())) != 7:
        msg = f"{_FILE}: needs [words] with twelve months and seven weekdays"
        raise DataError(msg)
    months, weekdays = "|".join(words["months"]), "|".join(words["weekdays"])
    dash = r"[-\u2010-\u2015\u2212\u2500\u0335]"
    flags = regex.VERBOSE | regex.IGNORECASE
    # The stop of "Sept." belongs to it where the date goes on.
    stop = rf"(?:\.(?=\s?(?:\d|{dash}|(?:and|to)\b)))?"
    token = rf"""
        (?P<iso>(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-]))
      | (?P<numeric>(?<![\d/.])(?:[0-3]?\d/[01]?\d/(?:(?:19|20)\d\d|\d\d)
          |[0-3]?\d\.[01]?\d\.(?:19|20)\d\d|[0-3]\d\.[01]\d\.\d\d)(?![\d/]|\.\d))
      | (?P<year>(?<!\d)(?:19|20)\d\d(?![\d%])|['\u2018\u2019]\d\d\b)
      | (?P<day>(?<![\d.£]|\d,)(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b)?(?![\d%]|[.,]\d))
      | (?P<month>(?:{months})\b{stop})
      | (?P<weekday>(?:{weekdays})\b{stop})
      | (?P<word>\b(?:and|to|until|till|through|of|the|between|from|on)\b)
      | (?P<mark>{dash}{{1,2}}|[&,/])
    """
    plain = regex.sub(r"\?P<\w+>", "?:", token)
    # All date words that follow each other. Between them stands what a line end leaves, never a
    # new paragraph, unless a word such as "and" demands that something follow.
    space = rf"(?:[^\S\n]*+\n?[^\S\n]*+|(?<=\b(?:and|to|of|between|from)|{dash})\s*+)"
    cluster = rf"""(?<!\w)(?=\d|{months}|{weekdays}|between|from)
        (?:{plain})(?:{space}(?:{plain}))*+"""
    lead = r"\(|in|of|since|last|during|late|early|mid|until|by|this|for|from"
    month_alone = rf"""(?<!\d\s?+|\d\s?+(?:st|nd|rd|th)\s(?:of\s)?+)
        (?<!\w)(?:(?P<lead>{lead})(?:\s|{dash}|(?<=\()))?+(?P<month>(?:{months})\b{stop})
        (?!\s\d{{1,2}}(?!\d))
        (?:,?\s?(?:of\s)?(?P<year>(?:19|20)\d\d\b|['\u2018\u2019]\d\d\b))?+"""
    return Patterns(*(regex.compile(p, flags) for p in (token, cluster, month_alone)))


def month_of(word: str) -> int:
    """Return the number of a month."""
    order = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return order.index(word[:3].lower()) + 1


def weekday_of(word: str) -> int:
    """Return the number of a weekday, from Monday, 0."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3].lower())


def year_of(word: str) -> int:
    """Return a year of four digits, or of two, which are of this century."""
    digits = word.strip("'\u2018\u2019")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Cut a stretch of date words into tokens."""
    found = patterns().token.finditer(text, start, end)
    return [Token(m.lastgroup or "", m.group().lower(), m.start(), m.end()) for m in found]
