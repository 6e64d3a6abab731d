"""Records in words for people: labels from ``data/words.toml``, dates, places in a letter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.profiles import load_profiles
from ofstedmine.records import Authority, Evidence, Kind, Period

__all__ = [
    "authority_words",
    "join",
    "kind_words",
    "list_days",
    "load_words",
    "long_date",
    "month_words",
    "one_line",
    "ordinal",
    "page_words",
    "place_words",
    "visible",
]

_TABLES = frozenset({"anchors", "grades", "places", "reasons", "roles", "signs"})
_NUMBER = regex.compile(r"/\d++")
# One character each, so that offsets stay right: a letter must not steer the terminal, and must
# not turn the direction of what is printed beside it.
_PICTURES = (
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    | {0x7F: "\u2421"}
    | dict.fromkeys(
        [
            *range(0x80, 0xA0),
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            *range(0xD800, 0xE000),
        ],
        "\ufffd",
    )
)


@cache
def load_words() -> Mapping[str, Mapping[str, str]]:
    """Return the labels: tables of ``anchors``, ``grades``, ``places``, ``reasons`` and so on.

    Raises
    ------
    DataError
        If the file does not hold these tables of words.

    Examples
    --------
    >>> load_words()["grades"]["requires_improvement"]
    'requires improvement'
    """
    path = Path(__file__).parent / "data" / "words.toml"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    if set(words) != _TABLES or not all(
        isinstance(label, str) for table in words.values() for label in table.values()
    ):
        msg = f"{path}: the tables {', '.join(sorted(_TABLES))} are wanted, each of words"
        raise DataError(msg)
    return words


def visible(text: str) -> str:
    r"""Return text that a terminal shows and does not obey.

    Parameters
    ----------
    text : str
        Anything: words of a letter, the name of a file.

    Returns
    -------
    str
        As long as `text`, with a picture in place of each control character.

    Examples
    --------
    >>> visible("a\x1b[31mred")
    'a␛[31mred'
    """
    return text.translate(_PICTURES)


def one_line(text: str) -> str:
    r"""Return text that a terminal shows on one line: names of files may hold line ends.

    Examples
    --------
    >>> one_line("a\nb.pdf")
    'a␊b.pdf'
    """
    return visible(text).replace("\n", "\u240a").replace("\t", "\u2409")


def kind_words(kind: Kind) -> str:
    """Return the name of a kind of letter.

    Examples
    --------
    >>> kind_words("focused_visit")
    'Focused visit letter'
    """
    return load_profiles()[kind].label


def place_words(pointer: str) -> str | None:
    """Return what a place of a record is called, or None where no reader asks for it.

    Examples
    --------
    >>> place_words("/inspectors/3/role")
    'title of an inspector'
    """
    return load_words()["places"].get(_NUMBER.sub("/*", pointer))


def long_date(day: date) -> str:
    """Return a date as letters write it.

    Examples
    --------
    >>> long_date(date(2024, 6, 4))
    '4 June 2024'
    """
    return f"{day.day} {day:%B %Y}"


def month_words(year: int | None, month: int | None) -> str | None:
    """Return a month as letters write it; None where not even the year is known.

    Examples
    --------
    >>> month_words(2016, 6), month_words(2016, None)
    ('June 2016', '2016')
    """
    if year is None:
        return None
    return f"{date(year, month, 1):%B %Y}" if month else str(year)


def list_days(period: Period, days: Sequence[date] = ()) -> str:
    """Return the days of a period as letters write them.

    Parameters
    ----------
    period : Period
        First and last day.
    days : sequence of date
        The days that are known to be meant; two of them are named apart.

    Returns
    -------
    str
        One day, two days or a range.

    Examples
    --------
    >>> list_days(Period(start=date(2024, 6, 4), end=date(2024, 6, 7)))
    '4 to 7 June 2024'
    """
    start, end = period.start, period.end
    if start == end:
        return long_date(start)
    two = (end - start).days == 1 and {start, end} <= set(days)
    between = "and" if two else "to"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} {between} {long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} {between} {long_date(end)}"
    return f"{long_date(start)} {between} {long_date(end)}"


def authority_words(authority: Authority) -> str:
    """Return an authority with its region and codes.

    Examples
    --------
    >>> authority_words(Authority(name="Northmoor", as_written="Northmoor", region="North East"))
    'Northmoor (North East)'
    """
    known = [authority.region, authority.ons_code and f"ONS {authority.ons_code}"]
    about = ", ".join(part for part in known if part)
    return f"{authority.name} ({about})" if about else authority.name


def join(parts: Iterable[str | None], between: str = ", ") -> str:
    """Return the parts that hold something, joined.

    Examples
    --------
    >>> join(["Ms Archer", None, "Northmoor Council"])
    'Ms Archer, Northmoor Council'
    """
    return between.join(part for part in parts if part)


def ordinal(number: int) -> str:
    """Return a number as an ordinal.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    ends = {1: "st", 2: "nd", 3: "rd"}
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ends.get(last, 'th')}"


def page_words(evidence: Iterable[Evidence]) -> str:
    """Return the pages that evidence stands on.

    Examples
    --------
    >>> page_words([Evidence(quote="a", page=2, rule="x"), Evidence(quote="b", page=1, rule="x")])
    'p. 1, 2'
    """
    pages = sorted({one.page for one in evidence if one.page is not None})
    return f"p. {', '.join(map(str, pages))}" if pages else ""
