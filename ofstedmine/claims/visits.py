"""What a document says of visits, inspections and the letters about them, past and planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from ofstedmine.claims.paper import Span
from ofstedmine.claims.when import When, find_times
from ofstedmine.claims.wording import patterns
from ofstedmine.findings.cohort import cohorts_of
from ofstedmine.parsing.wording import load_data

if TYPE_CHECKING:
    from datetime import date

    from ofstedmine.claims.paper import Source

__all__ = ["Mentioned", "VisitReference", "find_visits", "mentions", "number_word"]

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_NEAR = 45


class _Event(NamedTuple):
    """A word for a visit, an inspection or a letter, and its place."""

    start: int
    end: int
    kind: str


class Mentioned(NamedTuple):
    """A visit that a letter looks back to: its number and its time."""

    number: int
    when: When | None


@dataclass(frozen=True, slots=True)
class VisitReference:
    """A visit as a sentence tells of it."""

    event: str
    start: int
    end: int
    planned: bool
    number: int | None
    count: int | None
    over: str | None
    latest: bool
    when: When | None
    about: tuple[str, ...]


def number_word(word: str) -> int:
    """Return the number that a word or figures stand for; 0 for none.

    Examples
    --------
    >>> number_word("seven"), number_word("12"), number_word("seven times")
    (7, 12, 7)
    """
    first = word.lower().split()[0]
    if first.isdigit():
        return int(first)
    return _TIMES.get(first) or (_WORDS.index(first) if first in _WORDS else 0)


def find_visits(source: Source, spoken: list[tuple[int, int]]) -> list[VisitReference]:
    r"""Find the visits that a document tells of.

    Parameters
    ----------
    source : Source
        The document.
    spoken : list of (int, int)
        Spans of speech that is not Ofsted's: it is left out.

    Returns
    -------
    list of VisitReference
        In order.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.claims.paper import look_at
    >>> text = b"Published: 29 November 2017\n\nThe fifth inspection was in October."
    >>> [one] = find_visits(look_at(om.read(text)), [])
    >>> one.number, str(one.when.periods[0].start)
    (5, '2017-10-01')
    """
    found: list[VisitReference] = []
    year: int | None = None
    for span in source.sentences:
        if any(a <= span.start and span.end <= b for a, b in spoken):
            continue
        here = list(_in_sentence(source, span, spoken, year))
        found += here
        named = [one.when for one in here if one.when]
        if named:
            year = named[-1].periods[-1].end.year
    return found


def mentions(text: str, known: date | None) -> list[Mentioned]:
    """Find the numbered visits that a sentence of a letter looks back to, with their times.

    Parameters
    ----------
    text : str
        The sentence.
    known : date or None
        The day of the letter.

    Returns
    -------
    list of Mentioned
        In order.

    Examples
    --------
    >>> [one] = mentions("It is sharper than at the first monitoring visit in May 2017.", None)
    >>> one.number, str(one.when.periods[0].start)
    (1, '2017-05-01')
    """
    if "visit" not in text:
        return []
    span = Span(0, len(text), 0)
    events = [event for event in _events(text, span) if event.kind == "visit"]
    found = []
    for n, event in enumerate(events):
        number, _ = _ordinal(text, events[n - 1].end if n else 0, event)
        stop = events[n + 1].start if n + 1 < len(events) else len(text)
        times = find_times(text, event.end, min(stop, event.end + _NEAR), known)
        times = [t for t in times if not _is_other(text, event, t)]
        if number is not None:
            found.append(Mentioned(number, times[0] if times else None))
    return found


def _in_sentence(
    source: Source, span: Span, spoken: list[tuple[int, int]], year: int | None
) -> Iterator[VisitReference]:
    """Yield the references of a sentence: for each event, the times that stand with it."""
    text = source.text
    events = [e for e in _events(text, span) if not any(a <= e.start < b for a, b in spoken)]
    planned = False
    for n, event in enumerate(events):
        floor = events[n - 1].end if n else span.start
        stop = events[n + 1].start if n + 1 < len(events) else span.end
        stop = _without_lead(text, event.end, stop)
        held = patterns("visits", "words")["held"].search(text, floor, event.start)
        planned = _is_planned(text, floor, event, stop) or (planned and held is None)
        times = find_times(text, event.end, stop, source.dated, planned=planned, year=year)
        if event.kind == "came" or n == 0:
            ahead = find_times(text, floor, event.start, source.dated, planned=planned, year=year)
            times = times or [t for t in ahead if t.end > event.start - 4 * _NEAR]
        number, words_start = _ordinal(text, floor, event)
        number = number or _ordinal_behind(text, event, stop)
        count, count_span = _count(text, floor, event, stop)
        over = _over(text, event, stop) if count else None
        times = [t for t in times if not _is_other(text, event, t)]
        kind = _kind(text, event, times)
        latest = bool(
            patterns("visits", "words")["latest"].search(
                text, max(floor, event.start - 30), event.start
            )
        )
        start = min(words_start, count_span[0])
        if count:
            span_end = max(event.end, count_span[1], over[1] if over else 0)
            words = text[over[0] : over[1]] if over else None
            yield VisitReference(
                kind, start, span_end, planned, None, count, words, latest, None, ()
            )
            number = None
        if count and (over or not times):
            continue
        if not (
            (number and not (number == 1 and kind == "inspection"))
            or times
            or (latest and event.kind in ("visit", "letter"))
        ):
            continue
        else:
            about = tuple(cohorts_of(text[span.start : span.end]))
            published = patterns("visits", "words")["published"]
            for i, when in enumerate(times or [None]):
                end = max(event.end, when.end) if when and when.start > event.start else event.end
                begin = min(start, when.start) if when and when.end <= event.start else start
                begin = when.start if when and (count or i) else begin
                after = times[i - 1].end if i else event.end
                again = kind
                if when and published.search(text, after, max(after, when.start)):
                    again = "letter"
                ahead_of = bool(when and source.dated and when.periods[0].start > source.dated)
                yield VisitReference(
                    again, begin, end, planned or ahead_of, number, None, None, latest, when, about
                )


def _events(text: str, span: Span) -> list[_Event]:
    """Return the events of a sentence, each place once."""
    kinds = patterns("visits", "events")
    others = [
        m.span() for m in patterns("visits", "words")["other"].finditer(text, span.start, span.end)
    ]
    found: list[_Event] = []
    for kind in ("visit", "inspection", "letter", "came"):
        for match in kinds[kind].finditer(text, span.start, span.end):
            start = (
                match.start() if kind != "came" else match.end() - len(match.group().split()[-1])
            )
            if any(a <= start < b for a, b in others):
                continue
            if any(
                one.start <= start < one.end or start <= one.start < match.end() for one in found
            ):
                continue
            found.append(_Event(start, match.end(), kind))
    found.sort()
    # "returned for re-inspection in November": one event, not two; so is "had made a visit".
    kept: list[_Event] = []
    for event in found:
        near = kept and event.start - kept[-1].end < _NEAR
        made = near and kept[-1].kind == "came" and event.kind in ("visit", "inspection")
        if made and not find_times(text, kept[-1].end, event.start, None):
            kept[-1] = event
            continue
        kept.append(event)
    return kept


def _without_lead(text: str, start: int, stop: int) -> int:
    """Leave the words that lead in the next event to it: "..., and in June the sixth visit"."""
    comma = max(text.rfind(", and ", start, stop), text.rfind("; ", start, stop))
    return (
        comma
        if comma > start
        and stop - comma < _NEAR
        and stop < len(text)
        and text[stop - 1] not in ".!?"
        else stop
    )


def _is_planned(text: str, floor: int, event: _Event, stop: int) -> bool:
    """Tell from the words around an event whether it is still to come."""
    words = patterns("visits", "words")
    clause = max(floor, event.start - 110)
    if event.kind == "letter":
        return False
    before = [
        match
        for match in words["planned"].finditer(text, clause, event.start)
        if match.group().lower() not in _WEAK or _modal(text, match.end(), event)
    ]
    held = list(words["held"].finditer(text, clause, event.start))
    if before:
        return not held or held[-1].start() < before[-1].start()
    if held:
        return False
    near = min(stop, event.end + 60)
    after = words["planned"].search(text, event.end, near)
    done = words["held"].search(text, event.end, near)
    return (
        after is not None
        and after.group().lower() not in _WEAK
        and (done is None or after.start() < done.start())
    )


_WEAK = frozenset({"may", "should", "further", "likely"})


def _modal(text: str, start: int, event: _Event) -> bool:
    """Tell whether a word before an event governs it: only small words stand between."""
    return event.kind == "came" and len(text[start : event.start].split()) <= 4


def _kind(text: str, event: _Event, times: list[When]) -> str:
    """Return what an event is; a visit that was "published in" a month is a letter."""
    if event.kind == "letter":
        return "letter"
    if times:
        lead = text[event.end : times[0].start]
        if patterns("visits", "words")["published"].search(lead):
            return "letter"
    if event.kind == "came":
        return "visit"
    return event.kind


def _is_other(text: str, event: _Event, when: When) -> bool:
    """Tell whether a time belongs to what a letter is said to tell of, or to a plan."""
    between = text[min(event.end, when.end) : max(event.start, when.start)]
    if event.kind == "letter":
        return (
            not patterns("visits", "words")["published"].search(
                text[max(0, event.start - 30) : when.start]
            )
            or len(between) > 3 * _NEAR
        )
    since = list(_SINCE.finditer(between))
    took = list(patterns("visits", "words")["took"].finditer(between))
    if since and not (took and took[-1].start() > since[-1].start()):
        return True
    return "compared" in between or len(between) > 5 * _NEAR


_SINCE = regex.compile(
    r"\b(?:since|(?<!\b(?:stayed|remained|lasted|ran)\s)until|by|before|judged|rated|created|formed|established|than)\b"
)


def _count(text: str, floor: int, event: _Event, stop: int) -> tuple[int | None, tuple[int, int]]:
    """Return how many visits are counted, and the span of the count."""
    words = patterns("visits", "words")
    for match in words["count"].finditer(text, floor, event.end + 12):
        if match.end() >= event.start and number_word(match["n"]) > 1:
            return number_word(match["n"]), match.span()
    if event.kind == "came":
        times = words["once"].search(text, event.end, min(stop, event.end + _NEAR))
        if times is not None and number_word(times["n"]) > 1:
            return number_word(times["n"]), times.span()
    return None, (event.start, event.end)


def _over(text: str, event: _Event, stop: int) -> tuple[int, int] | None:
    match = patterns("visits", "words")["over"].search(text, event.end, stop)
    return match.span() if match else None


@cache
def _ordinals() -> regex.Pattern[str]:
    words = "|".join(load_data("numbers")["words"]["ordinals"])
    return regex.compile(
        rf"\b(?:(?P<word>{words})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\b", regex.IGNORECASE
    )


def _ordinal(text: str, floor: int, event: _Event) -> tuple[int | None, int]:
    """Return the how-manieth an event is said to be, and where the words for it begin."""
    if event.kind == "came":
        return None, event.start
    found = list(_ordinals().finditer(text, max(floor, event.start - _NEAR), event.start))
    for match in reversed(found):
        between = text[match.end() : event.start].split()
        if len(between) > 3 or any(word[-1:] in ",.;:" for word in between):
            continue
        return _as_number(match), match.start()
    return None, event.start


def _ordinal_behind(text: str, event: _Event, stop: int) -> int | None:
    """Return the number of "visit, the fifth since ..." or of "came back for the first time"."""
    match = _ordinals().search(text, event.end, min(stop, event.end + _NEAR))
    if match is None:
        return None
    between, after = text[event.end : match.start()], text[match.end() : match.end() + 6]
    if event.kind == "came":
        return _as_number(match) if after.startswith(" time") else None
    if event.kind in ("visit", "inspection") and regex.fullmatch(
        r",?\s?(?:(?:which\s)?(?:is|was|being)\s)?(?:the|its|their|our)\s", between
    ):
        return _as_number(match) if regex.match(r"\s(?:since|such|so)|[,.]", after) else None
    return None


def _as_number(match: regex.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return int(load_data("numbers")["words"]["ordinals"].index(match["word"].lower())) + 1
