"""The order of the visits of one round.

By their days; where none are known by the date of the letter or of publication; else by their
number among the visits that have both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.journeys.telling import Told

if TYPE_CHECKING:
    from ofstedmine.journeys.models import PlacedBy

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
    lower = [
        n for n, one in enumerate(order) if one.kind == visit.kind and 0 < _count(one) <= number
    ]
    if not lower:
        higher = (n for n, one in enumerate(order) if one.kind == visit.kind and _count(one))
        return next(higher, len(order))
    place = lower[-1] + 1
    room = number - _count(order[lower[-1]]) - 1
    for n in range(place, len(order)):
        if order[n].kind != visit.kind:
            continue
        if _count(order[n]) or room <= 0:
            break
        place, room = n + 1, room - 1
    return place
