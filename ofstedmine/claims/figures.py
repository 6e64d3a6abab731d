"""Figures in a text: counts, shares, times and money, with what they count.

The same reading serves documents and letters, so that "three quarters", "75%" and "75 per cent"
meet. Dates, ages, numbers of sections and of telephones are no figures.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from ofstedmine.claims.models import Figure, Hedge, Unit
from ofstedmine.claims.visits import number_word
from ofstedmine.claims.wording import load_table, load_words, patterns, stem, words_of
from ofstedmine.parsing.date_grammar import find_dates, find_months

__all__ = ["agree", "comparable", "find_figures", "same_noun"]

_PERCENT_OF = {"half": 50, "third": 100 / 3, "quarter": 25, "fifth": 20}
_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_LONG: dict[str, float] = {"minutes": 1 / 1440, "days": 1.0, "months": 30.44, "years": 365.25}
_SAME_TIME = 0.03
_TIMES: tuple[Unit, ...] = ("minutes", "days", "months", "years")
_HALF = regex.compile(r"\sand\sa\shalf\b")
_YEARS = range(1900, 2101)
_NOUN_WORDS = 5
_VERBS = frozenset("is are was were has have had do does did will would".split())
_AGES = range(10, 27)
_ABOUT, _NEARLY, _OVER = 0.06, 0.12, 0.25
_COARSE = 3.5
"""Points of a hundred by which a share in words ("three quarters") may be rounded."""


class _Number(NamedTuple):
    value: float
    unit: Unit
    start: int
    end: int
    coarse: bool = False


@cache
def _number() -> regex.Pattern[str]:
    words = load_table("figures")["words"]
    small, tens = "|".join(words["small"]), "|".join(words["tens"])
    units = "|".join(["one", *words["small"][:8]])
    parts = "|".join(words["denominators"])
    below = rf"(?:(?:{tens})(?:-(?:{units}))?|{small}|one)"
    return regex.compile(
        rf"""
          (?P<fraction>\b(?:(?P<top>a|an|one|two|three|four|five|seven|nine)(?:\s|-)(?P<part>{parts})s?
            |(?P<half>half))\b(?!\s?-?(?:term|year|day|hour|yearly|past|an?\s(?:year|hour|day|dozen)))
            (?!\s(?:monitoring|focused|visit|inspection|time|letter|meeting|report|round)))
        | (?P<great>\b(?:an?|{below})\s(?:hundred|thousand)
            (?:(?:\sand|,)?\s{below}(?:\shundred)?(?:\sand\s{below})?)?\b)
        | (?P<dozen>\b(?:half\sa|an?|one|two|three|four)\sdozen\b)
        | (?P<halved>\bhalf\san?(?=\s(?:year|hour|day)\b))
        | (?P<fortnight>\b(?:an?|one)(?=\sfortnight\b))
        | (?P<tens>\b(?:{tens})(?:-(?:{units}))?\b)
        | (?P<word>\b(?:one(?=\s(?:in|out\sof)\s(?:every\s)?
            (?:ten|five|four|three|twenty|\d{{1,2}})\b)|{small})\b)
        | (?P<digits>(?<![\w.,£$/:-])
            £?(?:\d{{1,3}}(?:,\d{{3}})++|\d{{1,7}}+)(?:\.\d{{1,2}}+)?)(?![\d])
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


def find_figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Find the figures of a stretch of text, in order.

    Parameters
    ----------
    text : str
        Any text.
    start, end : int, optional
        The stretch.

    Returns
    -------
    list of Figure
        With the span of each as written.

    Examples
    --------
    >>> [(one.value, one.unit) for one in find_figures("Some 71 per cent of 298 plans are late.")]
    [(71.0, 'percent'), (298.0, 'count')]
    >>> [(one.value, one.hedge) for one in find_figures("Nearly eight in ten visits were on time.")]
    [(80.0, 'nearly')]
    """
    stop = len(text) if end is None else end
    dated = _dates(text, start, stop)
    found: list[Figure] = []
    last = start
    for match in _number().finditer(text, start, stop):
        if match.start() < last or any(a <= match.start() < b for a, b in dated):
            continue
        number = _read(text, match, stop)
        if number is None or _in_row(text, match) or _is_age(text, number):
            continue
        last = number.end
        hedge = _hedge(text, start, number.start)
        if hedge is None and number.coarse:
            hedge = "about"
        found.append(
            Figure(
                value=number.value,
                unit=number.unit,
                hedge=hedge,
                noun=_noun(text, number.end, stop),
                as_written=text[number.start : number.end],
                start=number.start,
                end=number.end,
            )
        )
        if len(found) > 1:
            found[-2:] = _as_shares(text, found[-2], found[-1], stop)
    return found


def _as_shares(text: str, one: Figure, other: Figure, stop: int) -> list[Figure]:
    """Make a bare number that stands beside a share, and is held against it, a share too."""
    relations = patterns("figures", "relations")
    bare = other.unit == "count" and other.as_written[:1].isdigit() and other.value <= 100
    if one.unit == "percent" and bare:
        between = text[one.end : other.start]
        ends = other.end == stop or relations["elliptic_end"].match(text, other.end, stop)
        if ends and relations["elliptic"].search(between):
            return [one, other.model_copy(update={"unit": "percent", "noun": None})]
    return [one, other]


def _in_row(text: str, match: regex.Match[str]) -> bool:
    """Tell whether a number stands in a row of numbers: a calendar, a telephone's number."""
    if match["digits"] is None:
        return False
    before, after = (
        text[max(0, match.start() - 2) : match.start()],
        text[match.end() : match.end() + 2],
    )
    return bool(regex.fullmatch(r"\d\s", before) or regex.fullmatch(r"\s\d", after))


def _is_age(text: str, number: _Number) -> bool:
    """Tell whether a number is an age: "those over 21", "introduced at 16"."""
    if number.unit != "count" or number.value not in _AGES:
        return False
    before = text[max(0, number.start - 34) : number.start]
    return bool(patterns("figures", "never")["age"].search(before))


def _dates(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [(one.start, one.end) for one in find_dates(text, start, end)]
    return spans + [(one.start, one.end) for one in find_months(text, start, end)]


def _read(text: str, match: regex.Match[str], stop: int) -> _Number | None:
    """Return the number of a match, with its unit; None where it counts nothing."""
    begin, end = match.span()
    never = patterns("figures", "never")
    before = text[max(0, begin - 24) : begin]
    if match["fraction"]:
        part = match["part"] or "half"
        top = 1 if match["half"] or match["top"].lower() in ("a", "an") else _value(match["top"])
        share = _PERCENT_OF.get(part.lower()) or 100 / (_denominators().index(part.lower()) + 2)
        return _Number(top * share, "percent", begin, end, coarse=True)
    tails = patterns("figures", "tails")
    written = match.group()
    value = _value(written)
    half = _HALF.match(text, end, stop)
    if half:
        value, end = value + 0.5, half.end()
    tail = tails["percent"].match(text, end, stop)
    if tail:
        return _Number(value, "percent", begin, tail.end())
    tail = tails["out_of"].match(text, end, stop)
    of = number_word(tail["of"]) if tail else 0
    if (
        tail
        and (value < of <= 10 or of == 100)
        and not regex.match(r"\s(?:of|out)", tail.group()[:3])
    ):
        return _Number(100 * value / of, "percent", begin, tail.end(), coarse=of <= 10)
    if tail and value < of and tail.group().split()[0] == "out" and of <= 10:
        return _Number(100 * value / of, "percent", begin, tail.end(), coarse=True)
    if never["before"].search(before) or never["after"].match(text, end, stop):
        return None
    if written.startswith("£"):
        tail = tails["thousands"].match(text, end, stop)
        scale = _SCALE[tail.group().strip().lower()] if tail else 1
        return _Number(value * scale, "money", begin, tail.end() if tail else end)
    for unit in _TIMES:
        tail = tails[unit].match(text, end, stop)
        if tail:
            word = stem(words_of(tail.group())[-1].plain)
            scale = _MINUTES.get(word) or _DAYS.get(word) or 1
            return _Number(value * scale, unit, begin, tail.end())
    tail = tails["range"].match(text, end, stop)
    if tail:
        return _Number(value, "percent", begin, end)
    if match["digits"] and value in _YEARS and "," not in written and "." not in written:
        return None
    return _Number(value, "count", begin, end)


@cache
def _denominators() -> list[str]:
    return list(load_table("figures")["words"]["denominators"])


def _value(written: str) -> float:
    """Return the value of a number in figures or words."""
    plain = written.lower().lstrip("£").replace(",", "")
    if plain[0].isdigit():
        return float(plain)
    if plain.endswith("dozen"):
        first = plain.removesuffix("dozen").strip()
        return 6.0 if first.startswith("half") else 12.0 * _small(first)
    if plain.startswith("half"):
        return 0.5
    total = part = 0.0
    for word in plain.replace(",", " ").split():
        if word == "hundred":
            part = 100 * (part or 1)
        elif word == "thousand":
            total, part = total + 1000 * (part or 1), 0.0
        elif word != "and":
            part += _small(word)
    return total + part


def _small(plain: str) -> float:
    """Return the value of a number word below a hundred."""
    words = load_table("figures")["words"]
    if plain in ("a", "an"):
        return 1.0
    first, _, rest = plain.partition("-")
    if first in words["tens"]:
        tens: int = words["tens"].index(first) + 2
        return 10.0 * tens + (number_word(rest) if rest else 0)
    if first in words["small"]:
        return float(words["small"].index(first) + 2)
    return float(number_word(first))


def _hedge(text: str, start: int, at: int) -> Hedge | None:
    before = text[max(start, at - 26) : at]
    for hedge, pattern in patterns("figures", "hedges").items():
        if pattern.search(before):
            return hedge  # type: ignore[return-value]
    return None


def _noun(text: str, end: int, stop: int) -> str | None:
    """Return the words right after a figure that say what it counts."""
    near = text[end : min(stop, end + 70)]
    clause = regex.split(r"[.,;:()]|\s[–—]", near, maxsplit=1)[0]
    kept: list[str] = []
    for word in words_of(clause)[:_NOUN_WORDS]:
        if word.plain[0].isdigit() or (word.plain in _VERBS and not kept):
            # "nine were over five": of what, stands before.
            break
        if word.plain in load_words().stop and word.plain not in ("of", "the", "these", "those"):
            if kept:
                break
            continue
        kept.append(word.plain)
    while kept and kept[0] in ("of", "the", "these", "those"):
        kept.pop(0)
    return " ".join(kept) or None


def same_noun(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count things of a name.

    Examples
    --------
    >>> plans, files = find_figures("12 plans, 14 pathway plans")
    >>> same_noun(plans, files)
    True
    """
    return bool(_nouns(one) & _nouns(other))


def _nouns(figure: Figure) -> frozenset[str]:
    same = load_words().same
    stems = [stem(word) for word in (figure.noun or "").split()]
    return frozenset(same.get(one, one) for one in stems if one not in load_words().stop)


def comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one unit, or both of time.

    Examples
    --------
    >>> comparable(*find_figures("26 weeks, six months")), comparable(*find_figures("5%, 5 files"))
    (True, False)
    """
    return one.unit == other.unit or (one.unit in _LONG and other.unit in _LONG)


def agree(said: Figure, letter: Figure) -> bool:
    """Tell whether a figure is a fair telling of a letter's: equal, rounded, or hedged as it is.

    Parameters
    ----------
    said : Figure
        The document's figure.
    letter : Figure
        The letter's.

    Returns
    -------
    bool
        False also where their units differ.

    Examples
    --------
    >>> said, told, other = find_figures("seven in ten, 71 per cent, 75 per cent")
    >>> agree(said, told), agree(said, other)
    (True, False)
    """
    if not comparable(said, letter):
        return False
    ours, theirs = said.value, letter.value
    exact = 0.051
    if said.unit != letter.unit:
        # "half a year" tells of 26 weeks, and "two weeks" of a fortnight.
        ours, theirs = ours * _LONG[said.unit], theirs * _LONG[letter.unit]
        exact = max(exact, _SAME_TIME * theirs)
    if abs(ours - theirs) < exact:
        return True
    return _fair(said, letter, ours, theirs)


def _fair(said: Figure, letter: Figure, ours: float, theirs: float) -> bool:
    """Tell whether a figure that is not the letter's is hedged or rounded as it should be."""
    if said.unit != "percent" and letter.hedge and said.hedge == letter.hedge:
        return abs(ours - theirs) <= _ABOUT * theirs
    spread = max(abs(ours), abs(theirs))
    if said.hedge == "over":
        return theirs >= ours and theirs - ours <= _OVER * spread
    if said.hedge == "under":
        return theirs <= ours and ours - theirs <= _OVER * spread
    if said.hedge == "nearly":
        return theirs <= ours and ours - theirs <= _NEARLY * spread
    if said.hedge == "at_most":
        return theirs <= ours and ours - theirs <= _ABOUT * spread
    if said.hedge == "at_least":
        return theirs >= ours and theirs - ours <= _ABOUT * spread
    if said.unit == "percent":
        if said.hedge == "about" or letter.hedge == "about":
            return abs(ours - theirs) <= _COARSE and not _is_exact_pair(said, letter)
        return abs(ours - theirs) <= 0.5
    if said.hedge == "about":
        return abs(ours - theirs) <= _ABOUT * spread
    return False


def _is_exact_pair(said: Figure, letter: Figure) -> bool:
    """Tell whether both are written in figures, so that only a hedge excuses a difference."""
    return said.as_written[:1].isdigit() and letter.as_written[:1].isdigit() and said.hedge is None
