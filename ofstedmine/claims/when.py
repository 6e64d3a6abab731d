"""When something is said to have been: days, months, seasons and years, the year told or inferred.

A past event without a year was in the latest year that keeps it before the document; a planned one
in the first that does not. A weekday confirms the year, or casts doubt on it.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import regex

from ofstedmine.claims.paper import last_day
from ofstedmine.parsing.date_grammar import find_dates, find_months
from ofstedmine.records import Period

if TYPE_CHECKING:
    from ofstedmine.claims.models import Precision
    from ofstedmine.parsing.date_grammar import Expression

__all__ = ["When", "find_times"]

_YEAR = regex.compile(r"(?<=\b(?:in|of|since|during|for|year|from)\s)(?:19|20)\d\d(?![\d/–-])")
_SEASON = regex.compile(
    r"\b(?:spring|summer|autumn|winter)\b(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?", regex.IGNORECASE
)
_LISTED = regex.compile(
    r"(?P<month>\b(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)"
    r"(?=\s?(?:,|and\b)\s?(?:and\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    regex.IGNORECASE,
)
_MONTHS = [name.lower() for name in calendar.month_name]
_SAME_YEAR = regex.compile(r"\s(?:that|the same)\syear\b")
_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


class When(NamedTuple):
    """A time that a document names: the span of its words, the days that it may mean."""

    start: int
    end: int
    periods: tuple[Period, ...]
    precision: Precision
    inferred: bool = False
    weekday_fits: bool | None = None


def find_times(
    text: str,
    start: int,
    end: int,
    known: date | None,
    *,
    planned: bool = False,
    year: int | None = None,
) -> list[When]:
    """Find the times that a stretch of text names, in order.

    Parameters
    ----------
    text : str
        The document's text.
    start, end : int
        The stretch.
    known : date, optional
        The day of the document, from which years are inferred.
    planned : bool, default False
        Whether the stretch tells of what is still to come.
    year : int, optional
        The year that was named last, for "in October that year".

    Returns
    -------
    list of When
        Without those whose year can be neither read nor inferred.

    Examples
    --------
    >>> [one] = find_times("It came in October.", 0, 19, date(2017, 11, 29))
    >>> str(one.periods[0].start), one.precision, one.inferred
    ('2017-10-01', 'month', True)
    """
    found: list[When] = []
    for expression in find_dates(text, start, end):
        when = _days(expression, known, planned=planned)
        if when is not None:
            found.append(when)
    for at, stop, month, written in _months(text, start, end):
        if not _inside(at, found):
            same = written is None and year is not None and _SAME_YEAR.match(text, stop)
            told = (
                written
                or (year if same else None)
                or _year_of(month, month, known, planned=planned)
            )
            if told is not None:
                period = Period(start=date(told, month, 1), end=last_day(told, month))
                found.append(When(at, stop, (period,), "month", inferred=written is None))
    for match in _SEASON.finditer(text, start, end):
        first, last = _SEASON_MONTHS[match.group()[:6].lower()]
        written = int(match["year"]) if match["year"] else None
        told = written or _year_of(first, last, known, planned=planned)
        if told is not None and not _inside(match.start(), found):
            period = Period(start=date(told, first, 1), end=last_day(told + (last < first), last))
            found.append(When(*match.span(), (period,), "season", inferred=written is None))
    for match in _YEAR.finditer(text, start, end):
        if not _inside(match.start(), found):
            told = int(match.group())
            period = Period(start=date(told, 1, 1), end=date(told, 12, 31))
            found.append(When(*match.span(), (period,), "year"))
    return sorted(found)


def _inside(at: int, found: list[When]) -> bool:
    return any(one.start <= at < one.end for one in found)


def _days(found: Expression, known: date | None, *, planned: bool) -> When | None:
    """Make real days of an expression."""
    days = found.resolve(known)
    if not found.has_year and planned and known is not None:
        days = found.resolve(known + timedelta(days=365))
    if not days.runs:
        return None
    weekdays = [day.weekday for part in found.parts for day in part if day.weekday is not None]
    fits = "weekday_mismatch" not in days.oddities if weekdays else None
    periods = tuple(Period(start=run.start, end=run.end) for run in days.runs)
    return When(found.start, found.end, periods, "day", not found.has_year, fits)


def _months(text: str, start: int, end: int) -> list[tuple[int, int, int, int | None]]:
    """Return months without a day: place, number and year; those of a list share the year."""
    found = {m.start: (m.start, m.end, m.month, m.year) for m in find_months(text, start, end)}
    for match in _LISTED.finditer(text, start, end):
        if match.start() not in found:
            month = _MONTHS.index(match["month"].lower())
            found[match.start()] = (*match.span(), month, None)
    listed = sorted(found.values())
    for i in range(len(listed) - 2, -1, -1):
        at, stop, month, year = listed[i]
        _, _, following, told = listed[i + 1]
        between = text[stop : listed[i + 1][0]].strip(" ,")
        if year is None and told is not None and between in ("", "and") and month < following:
            listed[i] = (at, stop, month, told)
    return listed


def _year_of(first: int, last: int, known: date | None, *, planned: bool) -> int | None:
    """Return the year of months that are named without one."""
    if known is None:
        return None
    if planned:
        return known.year + (last_day(known.year, last) < known)
    return known.year - (date(known.year, first, 1) > known)
