"""Remarks: what does not fit, by code; levels and words are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ofstedmine.errors import DataError
from ofstedmine.journeys.models import Level, Remark

if TYPE_CHECKING:
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["day_words", "load_remarks", "month_words", "ordinal", "remark", "since_words", "when"]

_FILE = Path(__file__).parent / "data" / "remarks.toml"
_ENDS = {1: "st", 2: "nd", 3: "rd"}


@cache
def load_remarks() -> Mapping[str, Mapping[str, str]]:
    """Return the level and the message of each code.

    Raises
    ------
    DataError
        If a code has another level than there are, or no message.

    Examples
    --------
    >>> load_remarks()["number_repeated"]["level"]
    'contradiction'
    """
    tables: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for code, table in tables.items():
        if set(table) != {"level", "message"} or table["level"] not in get_args(Level):
            msg = f"{_FILE}: {code}: needs a level ({', '.join(get_args(Level))}) and a message"
            raise DataError(msg)
    return tables


def remark(
    code: str, visits: Iterable[JourneyVisit] = (), numbers: Iterable[int] = (), **words: Any
) -> Remark:
    """Return a remark about visits, with the words of its code filled in.

    Parameters
    ----------
    code : str
        One of ``data/remarks.toml``.
    visits : iterable of JourneyVisit, optional
        What it is about; their documents are named too.
    numbers : iterable of int, optional
        The visits' numbers that it is about.
    **words
        What the message leaves open.

    Returns
    -------
    Remark
        Code, level, message.

    Examples
    --------
    >>> remark("number_missing", numbers=[2], missing="2nd visit", between="").message
    'no letter about the 2nd visit'
    """
    table = load_remarks()[code]
    some = list(visits)
    return Remark.model_validate(
        {
            "code": code,
            "level": table["level"],
            "message": table["message"].format(**words),
            "visits": list(dict.fromkeys(visit.id for visit in some)),
            "documents": list(
                dict.fromkeys(source.document_id for visit in some for source in visit.sources)
            ),
            "numbers": sorted(set(numbers)),
        }
    )


def day_words(day: date) -> str:
    """Return a date in words.

    Examples
    --------
    >>> day_words(date(2024, 6, 4))
    '4 June 2024'
    """
    return f"{day.day} {day:%B} {day.year}"


def month_words(year: int | None, month: int | None = None) -> str:
    """Return a month, or only its year, in words.

    Examples
    --------
    >>> month_words(2016, 6), month_words(2016)
    ('June 2016', '2016')
    """
    return f"{date(year, month, 1):%B} {year}" if year and month else str(year or "an unknown year")


def when(visit: JourneyVisit) -> str:
    """Say in words when a visit was, as well as that is known."""
    if visit.days:
        return day_words(min(visit.days))
    if visit.letter_date:
        return f"an unknown day (letter of {day_words(visit.letter_date)})"
    if visit.published:
        return f"an unknown day (published on {day_words(visit.published)})"
    return "an unknown day"


def ordinal(number: int) -> str:
    """Return a number as an ordinal.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{_ENDS.get(last, 'th')}"


def since_words(family: str) -> str:
    """Say in words what a count counts from.

    Examples
    --------
    >>> since_words("trust_established"), since_words("judgement")
    ('since the trust was established', 'since the judgement')
    """
    return _SINCE.get(family, "since another beginning")


_SINCE = {
    "judgement": "since the judgement",
    "trust_established": "since the trust was established",
    "new_council": "since the council was formed",
    "framework": "under the framework",
}
