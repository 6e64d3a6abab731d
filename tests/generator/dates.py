"""Dates on site, in every form in which letters write them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [date(2000, m, 1).strftime("%B") for m in range(1, 13)]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """The days of a visit: the words for them, and what they mean."""

    form: str
    text: str
    """With its preposition: "on 22 and 23 February 2017"."""
    periods: list[tuple[date, date]]
    days: list[date] | None
    """Every day on site, where the words leave no doubt about it."""

    @property
    def start(self) -> date:
        return self.periods[0][0]

    @property
    def end(self) -> date:
        return self.periods[-1][1]


def long(day: date, year: bool = True) -> str:
    """Return "3 May 2021"."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def ordinal(number: int) -> str:
    """Return "22nd"."""
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def span(first: date, last: date) -> list[date]:
    return [first + DAY * i for i in range((last - first).days + 1)]


def weekdays(days: list[date]) -> list[date] | None:
    """Return days if all of them are weekdays."""
    return days if all(day.weekday() < 5 for day in days) else None


def _midweek(rng: random.Random, year: int, length: int = 2) -> tuple[date, date]:
    """Return days inside one month, from a Tuesday or Wednesday as visits mostly are."""
    while True:
        first = date(year, rng.randint(1, 12), rng.randint(1, 28))
        last = first + DAY * (length - 1)
        if first.weekday() in (1, 2) and first.month == last.month:
            return first, last


def _crossing(rng: random.Random, year: int, length: int = 2) -> tuple[date, date]:
    """Return days over the end of a month, but not of the year."""
    first = date(year, rng.randint(2, 12), 1) - DAY
    return first - DAY * rng.randint(0, length - 2), first + DAY


Pair = Callable[[date, date], str]
# The second day follows the first, in one month.
PAIRS: dict[str, Pair] = {
    "pair": lambda a, b: f"on {a.day} and {long(b)}",
    "pair_ordinal": lambda a, b: (
        f"on {ordinal(a.day)} and {ordinal(b.day)} {MONTHS[b.month - 1]} {b.year}"
    ),
    "pair_ordinal_of": lambda a, b: (
        f"on the {ordinal(a.day)} and {ordinal(b.day)} of {MONTHS[b.month - 1]} {b.year}"
    ),
    "pair_ampersand": lambda a, b: f"on {a.day} & {long(b)}",
    "pair_months": lambda a, b: f"on {long(a, year=False)} and {long(b)}",
    "pair_years": lambda a, b: f"on {long(a)} and {long(b)}",
    "pair_weekdays": lambda a, b: f"on {a:%A} {a.day} and {b:%A} {long(b)}",
    "pair_short": lambda a, b: f"on {a.day} and {b.day} {b:%b} {b.year}",
    "pair_dash": lambda a, b: f"on {a.day}–{long(b)}",
    "pair_hyphen": lambda a, b: f"on {a.day} - {long(b)}",
    "pair_padded": lambda a, b: f"on {a.day:02} and {b.day:02} {MONTHS[b.month - 1]} {b.year}",
    "pair_spaces": lambda a, b: f"on {a.day}  and {b.day} {MONTHS[b.month - 1]}  {b.year}",
    "pair_to": lambda a, b: f"on {a.day} to {long(b)}",
}
CROSSINGS: dict[str, Pair] = {
    "crossing": lambda a, b: f"on {long(a, year=False)} and {long(b)}",
    "crossing_ordinal": lambda a, b: (
        f"on {ordinal(a.day)} {MONTHS[a.month - 1]} and {ordinal(b.day)} {MONTHS[b.month - 1]} {b.year}"
    ),
    "crossing_years": lambda a, b: f"on {long(a)} and {long(b)}",
}
RANGES: dict[str, Pair] = {
    "range_from": lambda a, b: f"from {a.day} to {long(b)}",
    "range_on": lambda a, b: f"on {a.day} to {long(b)}",
    "range_between": lambda a, b: f"between {a.day} and {long(b)}",
    "range_dash": lambda a, b: f"on {a.day}–{long(b)}",
}


def letter_stay(rng: random.Random, year: int) -> Stay:
    """Return the days of a monitoring, focused or assurance visit."""
    form = rng.choice(
        ["pair"] * 4
        + [*PAIRS, *CROSSINGS, *RANGES]
        + ["single", "single_weekday", "yearless", "new_year", "new_year_range", "three", "parted"]
    )
    if form in PAIRS:
        return _two(form, PAIRS[form], *_midweek(rng, year))
    if form in CROSSINGS:
        return _two(form, CROSSINGS[form], *_crossing(rng, year))
    if form in RANGES:
        a, b = _midweek(rng, year, 3)
        return Stay(form, RANGES[form](a, b), [(a, b)], span(a, b))
    return _rare(rng, form, year)


def _two(form: str, words: Pair, a: date, b: date) -> Stay:
    return Stay(form, words(a, b), [(a, b)], [a, b])


def _rare(rng: random.Random, form: str, year: int) -> Stay:
    a, b = _midweek(rng, year)
    if form == "single":
        return Stay(form, f"on {long(a)}", [(a, a)], [a])
    if form == "single_weekday":
        return Stay(form, f"on {a:%A} {long(a)}", [(a, a)], [a])
    if form == "yearless":
        return Stay(form, f"on {a.day} and {long(b, year=False)}", [(a, b)], [a, b])
    if form == "new_year":
        a, b = date(year, 12, 31), date(year + 1, 1, 1)
        return Stay(form, f"on {long(a)} and {long(b)}", [(a, b)], [a, b])
    if form == "new_year_range":
        a, b = date(year, 12, 31), date(year + 1, 1, 2)
        # Whether a weekend inside a range was spent on site is not for the letter to say.
        days = span(a, b)
        return Stay(form, f"from {long(a)} to {long(b)}", [(a, b)], weekdays(days))
    if form == "three":
        a, c = _midweek(rng, year, 3)
        return Stay(form, f"on {a.day}, {(a + DAY).day} and {long(c)}", [(a, c)], span(a, c))
    a, b = date(year, 5, rng.randint(3, 6)), date(year, 5, rng.randint(12, 15))
    return Stay(
        "parted",
        f"on {a.day} and {(a + DAY).day} May and on {b.day} and {long(b + DAY)}",
        [(a, a + DAY), (b, b + DAY)],
        [a, a + DAY, b, b + DAY],
    )


def _week(rng: random.Random, year: int, crossing: bool) -> tuple[date, date]:
    """Return a Monday and its Friday, over the end of a month if wished."""
    while True:
        first = date(year, rng.randint(1, 12), rng.randint(1, 28))
        first -= DAY * first.weekday()
        last = first + DAY * 4
        if first.year == last.year == year and (first.month != last.month) == crossing:
            return first, last


OLD_JOINT: dict[str, tuple[bool, Pair]] = {
    "between": (False, lambda a, b: f"Between {a.day} and {long(b)}"),
    "between_spaces": (False, lambda a, b: f"Between {a.day}  and {long(b)}"),
    "between_month": (False, lambda a, b: f"Between {long(a, year=False)} and {long(b)}"),
    "between_months": (True, lambda a, b: f"Between {long(a, year=False)} and {long(b)}"),
    "between_years": (True, lambda a, b: f"Between {long(a)} and {long(b)}"),
    "between_yearless": (False, lambda a, b: f"Between {a.day} and {long(b, year=False)}"),
    "between_yearless_months": (
        False,
        lambda a, b: f"Between {long(a, year=False)} and {long(b, year=False)}",
    ),
}
NEW_JOINT: dict[str, tuple[bool, Pair]] = {
    "from": (False, lambda a, b: f"from {a.day} to {long(b)}"),
    "from_month": (False, lambda a, b: f"from {long(a, year=False)} to {long(b)}"),
    "from_months": (True, lambda a, b: f"from {long(a, year=False)} to {long(b)}"),
    "from_years": (True, lambda a, b: f"from {long(a)} to {long(b)}"),
}


def joint_stay(rng: random.Random, year: int, old: bool) -> Stay:
    """Return the days of a joint inspection, before or after 2022."""
    forms = OLD_JOINT if old else NEW_JOINT
    form = rng.choice(list(forms))
    crossing, words = forms[form]
    a, b = _week(rng, year, crossing)
    return Stay(form, words(a, b), [(a, b)], None)


REPORT: dict[str, tuple[bool, Pair]] = {
    "to": (False, lambda a, b: f"{a.day} to {long(b)}"),
    "to_months": (True, lambda a, b: f"{long(a, year=False)} to {long(b)}"),
    "en_dash": (False, lambda a, b: f"{a.day} – {long(b)}"),
    "tight_dash": (True, lambda a, b: f"{long(a, year=False)}–{long(b)}"),
    "hyphen": (True, lambda a, b: f"{long(a, year=False)} - {long(b)}"),
    "years": (True, lambda a, b: f"{long(a)} – {long(b)}"),
    "short": (True, lambda a, b: f"{a.day} {a:%b} {a.year} – {long(b)}"),
    "padded": (
        True,
        lambda a, b: f"{long(a)} – {b.day:02} {MONTHS[b.month - 1]} {b.year}",
    ),
}


def report_stay(rng: random.Random, year: int) -> Stay:
    """Return the days of a full inspection."""
    form = rng.choice([*REPORT, "two_periods"])
    if form == "two_periods":
        a, b = date(year, 11, rng.randint(2, 8)), date(year + 1, 2, rng.randint(7, 20))
        text = f"{a.day} to {long(a + DAY * 4)} and {b.day} to {long(b + DAY)}"
        return Stay(form, text, [(a, a + DAY * 4), (b, b + DAY)], None)
    crossing, words = REPORT[form]
    a, b = _week(rng, year, crossing)
    return Stay(form, words(a, b), [(a, b)], None)
