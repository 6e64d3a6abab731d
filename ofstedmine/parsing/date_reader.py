"""The grammar of dates: tokens become days, lists and ranges as written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import regex

from ofstedmine.parsing.date_words import Token, month_of, weekday_of, year_of

__all__ = ["Found", "Reader", "Written", "month_order"]

_RANGE_WORDS = frozenset({"to", "until", "till", "through"})


@dataclass(frozen=True, slots=True)
class Written:
    """One day as written; what is not written is None. Weekdays count from Monday, 0."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


class _Item(NamedTuple):
    """A day, how it is joined to the day before it, and the token after it."""

    day: Written
    month_first: bool
    end: int
    join: str = ""
    between: bool = False


class Found(NamedTuple):
    """An expression among the tokens, and the token after it."""

    parts: tuple[tuple[Written, Written], ...]
    ranges: tuple[bool, ...]
    end: int


class Reader:
    """Reads expressions from tokens that stand together.

    Parameters
    ----------
    tokens : list of Token
        The words.
    ends_clause : bool
        Whether they end at a stop, which makes "12 November 18" a date with a year.
    """

    def __init__(self, tokens: list[Token], *, ends_clause: bool) -> None:
        self.tokens = tokens
        self.ends_clause = ends_clause

    def kind(self, at: int) -> str:
        """Return the kind of a token; "" after the last."""
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def word(self, at: int) -> str:
        """Return a token's words; "" after the last."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    def expression(self, start: int) -> Found | None:
        """Read the expression that starts at a token, if one does."""
        if self.word(start) in ("and", "to", "until", "till", "through", "of", "the", "on"):
            return None
        at, between = self.lead(start)
        item = self.item(at)
        if item is None:
            return None
        items = [item._replace(between=between)]
        while True:
            join, at = self.join(items[-1].end)
            at, between = self.lead(at) if join else (at, False)
            item = self.item(at) if join else None
            left = items[-1]
            if item is None or (join == "comma" and left.day.month and not left.month_first):
                break
            items.append(item._replace(join=join, between=between))
        items = _with_months(items)
        return _parts(items) if items else None

    def lead(self, at: int) -> tuple[int, bool]:
        """Skip words before a day; tell whether "between" is among them."""
        between = False
        while self.word(at) in ("between", "from", "on", "the"):
            between = between or self.word(at) == "between"
            at += 1
        return at, between

    def join(self, at: int) -> tuple[str, int]:
        """Read what joins two days: "range", "list", "comma" or "" for nothing."""
        word = self.word(at)
        if word == "," and self.word(at + 1) in ("and", "&"):
            return "list", at + 2
        if word == ",":
            return "comma", at + 1
        if word in ("and", "&", "/"):
            return "list", at + 1
        if word in _RANGE_WORDS or (self.kind(at) == "mark" and word):
            return "range", at + 1
        return "", at

    def item(self, at: int) -> _Item | None:
        """Read one day: "Wednesday the 22nd of November, 2023", "October 4", "04/10/2021"."""
        weekday = None
        if self.kind(at) == "weekday":
            weekday = weekday_of(self.word(at))
            at += 1
            while self.word(at) in (",", "the"):
                at += 1
        if self.kind(at) in ("numeric", "iso"):
            numbers = [int(n) for n in regex.findall(r"\d+", self.word(at))]
            first, middle, last = numbers if self.kind(at) == "numeric" else numbers[::-1]
            last += 2000 if last < 100 else 0
            return _Item(Written(first, middle, last, weekday), False, at + 1)
        month_first = self.kind(at) == "month" and self.kind(at + 1) == "day"
        if month_first:
            at += 1
        if self.kind(at) != "day":
            return None
        number = int(regex.match(r"\d+", self.word(at)).group())  # type: ignore[union-attr]
        month = month_of(self.word(at - 1)) if month_first else None
        at += 1
        if not month_first:
            after = at + 1 if self.word(at) == "of" else at
            if self.kind(after) == "month":
                month = month_of(self.word(after))
                at = after + 1
        year, at = self.year(at, short=month is not None)
        return _Item(Written(number, month, year, weekday), month_first, at)

    def year(self, at: int, *, short: bool) -> tuple[int | None, int]:
        """Read a year, which a comma may part from the month; of two digits if it may be short."""
        after = at + 1 if self.word(at) == "," else at
        if self.kind(after) == "year":
            return year_of(self.word(after)), after + 1
        last = at == len(self.tokens) - 1
        if short and last and self.ends_clause and regex.fullmatch(r"[1-3]\d", self.word(at)):
            return year_of(self.word(at)), at + 1
        return None, at


def _with_months(items: list[_Item]) -> list[_Item]:
    """Give every day the month and year that a neighbour states for it.

    A number at the end without a month is no day: "on 5 June 2017 and 12 children".
    """
    for i, item in enumerate(items[1:], 1):
        left = items[i - 1]
        if item.day.month is None and left.month_first:
            day = replace(item.day, month=left.day.month)
            items[i] = item._replace(day=day, month_first=True)
    while items and (items[-1].day.month is None or items[-1].join == "comma"):
        items.pop()
    for i in range(len(items) - 2, -1, -1):
        day, right = items[i].day, items[i + 1].day
        month = day.month or right.month
        year = day.year
        if year is None and right.year is not None:
            # "31 December to 2 January 2020" starts in 2019.
            year = right.year - (month_order(month) > month_order(right.month))
        items[i] = items[i]._replace(day=replace(day, month=month, year=year))
    for i, item in enumerate(items[1:], 1):
        day, earlier = item.day, items[i - 1].day
        if day.year is None and earlier.year is not None:
            year = earlier.year + (month_order(day.month) < month_order(earlier.month))
            items[i] = item._replace(day=replace(day, year=year))
    return items


def month_order(month: int | None) -> int:
    """Return a month's number for comparison; all days have one once they are completed."""
    return month or 0


def _parts(items: list[_Item]) -> Found:
    """Pair the days that make a range, and leave the others single."""
    parts: list[tuple[Written, Written]] = []
    ranges: list[bool] = []
    i = 0
    while i < len(items):
        item = items[i]
        following = items[i + 1] if i + 1 < len(items) else None
        paired = following is not None and (
            following.join == "range" or (item.between and following.join == "list")
        )
        last = following if paired and following is not None else item
        parts.append((item.day, last.day))
        ranges.append(paired)
        i += 2 if paired else 1
        if i < len(items) and items[i].join == "range":
            # "5 - 9 - 12 May": what the third number means is unknown.
            return Found(tuple(parts), tuple(ranges), last.end)
    return Found(tuple(parts), tuple(ranges), items[-1].end)
