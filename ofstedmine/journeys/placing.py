"""The order of the visits of one round.

By their days; where none are known by the date of the letter or of publication; else by their
number among the visits that have both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.journeys.telling import Told

if TYPE_CHECKING:
    from ofstedmine.journeys.visits import PlacedBy

__all__ = ["in_order", "placed_by"]


def placed_by(visit: Told) -> PlacedBy:
    """Say on what the place of a visit in the order rests."""
    if visit.days:
        return "days"
    if visit.letter_date:
        return "letter_date"
    if visit.published:
        return "published"
    return "number" if visit.counts else "nothing"


def in_order(visits: Sequence[Told]) -> list[Told]:
    """Return visits in order of time.

    Parameters
    ----------
    visits : sequence of Told
        Of one round.

    Returns
    -------
    list of Told
        Those that nothing dates stand after the visits with lower numbers; visits without a number
        may have those that are missing in between.
    """
    timed = [visit for visit in visits if visit.when]
    timed.sort(key=lambda one: (one.when, _count(one), one.main.document_id))
    untimed = [visit for visit in visits if not visit.when]
    untimed.sort(key=lambda one: (_count(one), one.kind, one.main.document_id))
    for visit in untimed:
        timed.insert(_place(timed, visit), visit)
    return timed


def _count(visit: Told) -> int:
    return min((number for _, number in visit.counts), default=0)


def _place(order: Sequence[Told], visit: Told) -> int:
    """Return where a visit that has only a number belongs."""
    number = _count(visit)
    same = [(n, _count(one)) for n, one in enumerate(order) if one.kind == visit.kind]
    lower = [(n, count) for n, count in same if 0 < count <= number]
    higher = [(n, count) for n, count in same if count > number]
    if lower:
        place, count = lower[-1]
        after = [(n, other) for n, other in same if n > place]
        return _beyond(place + 1, after, number - count - 1, 1)
    if higher:
        place, count = higher[0]
        before = [(n, other) for n, other in same[::-1] if n < place]
        return _beyond(place, before, count - number - 1, 0)
    # The first visit after a judgement comes soon; of a later one nothing is known.
    return 0 if number == 1 else len(order)


def _beyond(place: int, others: Sequence[tuple[int, int]], room: int, step: int) -> int:
    """Go past as many visits without a number as there are numbers missing."""
    for n, count in others[: max(room, 0)]:
        if count:
            break
        place = n + step
    return place
