"""Dates as people write them: text becomes date expressions. Knows nothing of letters.

"22 and 23 February" is a list of days, "Between 8 and 12 July" a range, "5 to 9 December 2022 and
14 to 15 February 2023" two ranges. An expression keeps what is written, which may lack the year;
`Expression.resolve` makes real dates of it, and says what is odd about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ofstedmine.parsing.date_reader import Reader, Written, month_order
from ofstedmine.parsing.date_words import month_of, patterns, tokens_of, year_of

__all__ = ["Days", "Expression", "Month", "Run", "Written", "find_dates", "find_months"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in one go, both ends included.

    ``stated`` is "days" for a day or a list of days that follow each other ("22 and 23 May"), and
    "span" for a range ("22 to 24 May").
    """

    start: date
    end: date
    stated: str

    def certain_days(self) -> list[date]:
        """List the days that are meant for certain.

        All days of a list. All days of a span too, unless a Saturday or Sunday lies inside it:
        nobody says which days were worked then, and only the two ends are certain.

        Examples
        --------
        >>> len(Run(date(2019, 7, 8), date(2019, 7, 12), "span").certain_days())
        5
        >>> len(Run(date(2019, 7, 8), date(2019, 7, 19), "span").certain_days())
        2
        """
        if self.stated == "span" and (self.end - self.start).days > 7:
            return [self.start, self.end]
        days = [self.start + i * _DAY for i in range((self.end - self.start).days + 1)]
        if self.stated == "span" and any(day.weekday() >= 5 for day in days[1:-1]):
            return [self.start, self.end]
        return days


@dataclass(frozen=True, slots=True)
class Days:
    """The real dates of an expression.

    ``oddities`` are codes: ``no_such_date``, ``ends_before_start``, ``weekday_mismatch``,
    ``year_inferred``, ``year_not_stated``, and ``days_apart`` for single days in a list that do
    not follow each other ("4 and 15 October"), which some writers mean as a range.
    """

    runs: tuple[Run, ...]
    oddities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: its place in the text, and its parts.

    A part is a pair of the first and the last day as written; ``ranges`` tells for each part
    whether it is a range, or one day (twice).
    """

    start: int
    end: int
    text: str
    parts: tuple[tuple[Written, Written], ...]
    ranges: tuple[bool, ...]

    @property
    def has_year(self) -> bool:
        """Whether the words tell the year."""
        return all(day.year is not None for part in self.parts for day in part)

    @property
    def is_one_day(self) -> bool:
        """Whether it is one single day."""
        return self.ranges == (False,)

    def resolve(self, not_after: date | None = None) -> Days:
        """Make real dates of it.

        Parameters
        ----------
        not_after : date, optional
            A day, such as that of the letter, which the dates do not follow. A year that is not
            written is the latest that keeps to it (of the last two, the one that fits the
            weekday, if one is written).

        Returns
        -------
        Days
            Runs of days in the order written, and codes for what is odd. Dates that cannot be
            (31 June), or whose year is unknown, are left out.

        Examples
        --------
        >>> found = next(find_dates("on 30 June and 1 July"))
        >>> found.resolve(not_after=date(2021, 8, 3)).runs
        (Run(start=datetime.date(2021, 6, 30), end=datetime.date(2021, 7, 1), stated='days'),)
        """
        parts, oddities = self.parts, []
        if not self.has_year:
            if not_after is None:
                return Days((), ("year_not_stated",))
            oddities.append("year_inferred")
            parts = _with_years(parts, not_after)
        runs: list[Run] = []
        for (first, last), is_range in zip(parts, self.ranges, strict=True):
            start, end = _real(first), _real(last)
            if start is None or end is None:
                oddities.append("no_such_date")
            elif end < start:
                oddities.append("ends_before_start")
            else:
                if not (_fits(first, start) and _fits(last, end)):
                    oddities.append("weekday_mismatch")
                runs.append(Run(start, end, "span" if is_range else "days"))
        runs, apart = _merged(runs)
        if apart:
            oddities.append("days_apart")
        return Days(tuple(runs), tuple(dict.fromkeys(oddities)))


@dataclass(frozen=True, slots=True)
class Month:
    """A month as written, without a day: "June 2016", or "in October" (``year`` is None)."""

    start: int
    end: int
    month: int
    year: int | None


def find_dates(text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Expression]:
    """Find the date expressions of a text, in order.

    Parameters
    ----------
    text : str
        Any text, with white space of any kind.
    pos, endpos : int, optional
        Look only at ``text[pos:endpos]``. Offsets are those of the whole text.

    Yields
    ------
    Expression
        One for each day, list, range, or chain of them.

    Examples
    --------
    >>> [e.text for e in find_dates("Visited on 7 and 8 June 2022; letter of 5 July 2022.")]
    ['7 and 8 June 2022', '5 July 2022']
    """
    stop = len(text) if endpos is None else endpos
    for match in patterns().cluster.finditer(text, pos, stop):
        tokens = tokens_of(text, *match.span())
        if not any(token.kind in ("month", "numeric", "iso") for token in tokens):
            continue
        at_stop = match.end() >= stop or text[match.end()] in "\n.,;:)]"
        reader = Reader(tokens, ends_clause=at_stop)
        at = 0
        while at < len(tokens):
            found = reader.expression(at)
            if found is None:
                at += 1
                continue
            start, end = tokens[at].start, tokens[found.end - 1].end
            yield Expression(start, end, text[start:end], found.parts, found.ranges)
            at = found.end


def find_months(text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Month]:
    """Find months without a day: with a year, or after a word such as "in" or "last".

    Examples
    --------
    >>> [(m.month, m.year) for m in find_months("judged inadequate in June 2016; it may improve")]
    [(6, 2016)]
    """
    stop = len(text) if endpos is None else endpos
    for match in patterns().month_alone.finditer(text, pos, stop):
        if match["year"] or match["lead"]:
            year = year_of(match["year"]) if match["year"] else None
            yield Month(match.start("month"), match.end(), month_of(match["month"]), year)


def _real(written: Written) -> date | None:
    """Return the date, or None if there is no such day."""
    if written.year is None or written.month is None:
        return None
    try:
        return date(written.year, written.month, written.day)
    except ValueError:
        return None


def _fits(written: Written, day: date) -> bool:
    """Tell whether the weekday that is written, if any, is the day's."""
    return written.weekday is None or written.weekday == day.weekday()


def _with_years(
    parts: tuple[tuple[Written, Written], ...], not_after: date
) -> tuple[tuple[Written, Written], ...]:
    """Give all days the year in which the last of them comes latest before a day."""
    last = parts[-1][1]
    candidates = []
    for year in range(not_after.year, not_after.year - 9, -1):
        real = _real(replace(last, year=year))
        if real is not None and real <= not_after:
            candidates.append(year)
    latest = candidates[:2]
    fitting = [y for y in latest if _fits(last, date(y, last.month or 1, last.day))]
    year = (fitting or latest or [not_after.year])[0]
    month = last.month
    dated: list[tuple[Written, Written]] = []
    for part in reversed(parts):
        pair = []
        for day in reversed(part):
            year -= month_order(day.month) > month_order(month)
            month = day.month
            pair.append(replace(day, year=year))
        dated.append((pair[1], pair[0]))
    return tuple(reversed(dated))


def _merged(runs: list[Run]) -> tuple[list[Run], bool]:
    """Join listed days that follow each other; tell whether other listed days stand apart."""
    merged: list[Run] = []
    apart = False
    for run in runs:
        last = merged[-1] if merged else None
        if last is not None and last.stated == run.stated == "days":
            if run.start == last.end + _DAY:
                merged[-1] = Run(last.start, run.end, "days")
                continue
            apart = apart or run.start != last.end
        if run not in merged:
            merged.append(run)
    return merged, apart
