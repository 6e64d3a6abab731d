"""Do the numbers of visits fit: missing, used twice, out of order, begun anew, counted in two ways.

Numbers are held together by what they count from: those since the judgement, by whatever name, and
apart from them those since a trust or a council began.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from ofstedmine.journeys.remarks import ordinal, remark, since_words, when
from ofstedmine.journeys.telling import JUDGEMENT, load_count_words, load_gaps

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Remark
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["number_remarks"]

_Counted = Sequence[tuple["JourneyVisit", int]]
_LONG = timedelta(days=365)
"""After so long a count that falls to 2 has begun anew: first letters are often not published."""
_MOST = 30
"""Of more missing numbers only the first and the last are listed."""


def number_remarks(visits: Sequence[JourneyVisit]) -> Iterator[Remark]:
    """Remark on the numbers of the visits of one round.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        In order.

    Yields
    ------
    Remark
        What does not fit, or is not there.
    """
    for visit in visits:
        yield from _one_visit(visit)
    for kind in sorted({visit.kind for visit in visits}):
        some = [visit for visit in visits if visit.kind == kind]
        families = sorted({family for visit in some for family in _families(visit)})
        for family in families:
            counted = [
                (one, number) for one in some for number in _families(one).get(family, ())[:1]
            ]
            # What is placed by its number alone says nothing about order.
            timed = [(one, number) for one, number in counted if one.day]
            yield from _sequence(timed, family)
            if family == JUDGEMENT and kind == "monitoring_visit":
                yield from _missing(some, counted)
                yield from _jumps(counted)
            if family != JUDGEMENT:
                yield from _drift(some, family)


def _families(visit: JourneyVisit) -> dict[str, list[int]]:
    """Return the numbers of a visit by what they count from, the visit's own first."""
    _, judgement = load_count_words()
    found: dict[str, list[int]] = {JUDGEMENT: [visit.number]} if visit.number is not None else {}
    for count in visit.counts:
        family = JUDGEMENT if count.since in judgement else count.since
        if count.number not in found.setdefault(family, []):
            found[family].append(count.number)
    return found


def _one_visit(visit: JourneyVisit) -> Iterator[Remark]:
    families = _families(visit)
    words = "; ".join(
        f"{' or '.join(map(ordinal, sorted(numbers)))} {since_words(family)}"
        for family, numbers in sorted(families.items())
    )
    numbers = [number for some in families.values() for number in some]
    if any(len(some) > 1 for some in families.values()):
        yield remark("numbers_disagree", [visit], numbers, when=when(visit), numbers_words=words)
    elif len(families) > 1:
        yield remark("two_counts", [visit], numbers, when=when(visit), numbers_words=words)


def _sequence(counted: _Counted, family: str) -> Iterator[Remark]:
    """Go through the counts in order of time, and remark where they do not rise."""
    used: dict[int, JourneyVisit] = {}
    top, highest = 0, None
    later = _highest_after(counted)
    for n, (visit, number) in enumerate(counted):
        if number in used and not _restarts(counted, n, top, later[n]):
            yield remark(
                "number_repeated",
                [used[number], visit],
                [number],
                ordinal=f"{ordinal(number)} visit {since_words(family)}",
                first=when(used[number]),
                second=when(visit),
            )
        elif number < top:
            before, last = counted[n - 1]
            if _restarts(counted, n, top, later[n]):
                yield remark(
                    "count_restarts",
                    [before, visit],
                    [last, number],
                    before=last,
                    after=number,
                    when=when(visit),
                )
                used, top = {}, 0
            elif highest:
                yield remark(
                    "dates_out_of_order",
                    [highest, visit],
                    [top, number],
                    ordinal=ordinal(number),
                    when=when(visit),
                    earlier=ordinal(top),
                    before=when(highest),
                )
        used.setdefault(number, visit)
        if number > top:
            top, highest = number, visit


def _jumps(counted: _Counted) -> Iterator[Remark]:
    """Remark where a count rises faster than visits can follow each other."""
    least = load_gaps()["count"]["least_days"]
    dated = [(visit, number) for visit, number in counted if visit.days]
    there = sorted(number for _, number in counted)
    for (before, low), (after, high) in pairwise(dated):
        days = (after.days[0] - before.days[0]).days
        known = bisect_left(there, high) - bisect_right(there, low)
        if high - low > 1 and not known and 0 < days < (high - low) * least:
            yield remark(
                "count_jumps",
                [before, after],
                [low, high],
                before=low,
                after=high,
                days=days,
                when=when(after),
            )


def _highest_after(counted: _Counted) -> list[int]:
    """Return for each place the highest number that comes after it."""
    found = [0] * len(counted)
    for n in range(len(counted) - 2, -1, -1):
        found[n] = max(found[n + 1], counted[n + 1][1])
    return found


def _restarts(counted: _Counted, n: int, top: int, later: int) -> bool:
    """Say whether a count that falls has begun anew: at 1, or after a long time at 2."""
    visit, number = counted[n]
    if number >= top or later > top:
        return False
    before = counted[n - 1][0].day
    long = bool(before and visit.day and visit.day - before > _LONG)
    return number == 1 or (number == 2 and long)


def _missing(visits: Sequence[JourneyVisit], counted: _Counted) -> Iterator[Remark]:
    """Remark on numbers of which no letter tells; a first visit is often not published."""
    there = sorted({1, *(number for _, number in counted)})
    silent = [one for one in visits if one.number is None and not one.counts and one.day]
    for low, high in pairwise(there):
        if high - low < 2:
            continue
        before = max((one.day for one, n in counted if n <= low and one.day), default=date.min)
        after = min((one.day for one, n in counted if n >= high and one.day), default=date.max)
        between = [one for one in silent if one.day and before < one.day < after]
        told = ", ".join(map(when, between))
        yield remark(
            "number_missing",
            between,
            range(low + 1, high) if high - low <= _MOST else (low + 1, high - 1),
            missing=_run_words(low + 1, high - 1),
            between=f"; a visit without a number may be meant: {told}" if told else "",
        )


def _run_words(first: int, last: int) -> str:
    if first == last:
        return f"{ordinal(first)} visit"
    between = "and" if last - first == 1 else "to"
    return f"{ordinal(first)} {between} {ordinal(last)} visits"


def _drift(visits: Sequence[JourneyVisit], family: str) -> Iterator[Remark]:
    """Remark where two counts of the same visits do not run in step."""
    both = [
        (visit, families[JUDGEMENT][0], families[family][0])
        for visit in visits
        if {JUDGEMENT, family} <= (families := _families(visit)).keys()
    ]
    if len({one - other for _, one, other in both}) > 1:
        words = "; ".join(f"{ordinal(one)} and {ordinal(other)}" for _, one, other in both)
        numbers = [number for _, *some in both for number in some]
        yield remark(
            "counts_drift",
            [visit for visit, *_ in both],
            numbers,
            since=since_words(family),
            numbers_words=words,
        )
