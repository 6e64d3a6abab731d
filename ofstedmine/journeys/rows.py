"""A journey as tidy rows, for frames and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofstedmine.journeys.tone import ENOUGH, comparable

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Journey
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["rows_of"]


def rows_of(journey: Journey) -> list[dict[str, Any]]:
    """Return what `Journey.rows` returns.

    Parameters
    ----------
    journey : Journey
        Any journey.

    Returns
    -------
    list of dict
        In the order of visits, themes, sentiments and progress; only cells that hold findings.
    """
    rows = []
    rounds = [*enumerate((one.visits for one in journey.rounds), 1), (None, journey.unplaced)]
    for number, visits in rounds:
        last: dict[str, JourneyVisit] = {}
        for visit in visits:
            rows += _rows(journey, number, visit, last.get(visit.kind) if number else None)
            last[visit.kind] = visit
    return rows


def _rows(
    journey: Journey, number: int | None, visit: JourneyVisit, previous: JourneyVisit | None
) -> list[dict[str, Any]]:
    looked = visit.looked_at
    rows = []
    for tone in visit.tones:
        why_not = comparable(previous, visit, tone.theme) if previous else "no_earlier_visit"
        rows += [
            {
                "authority": journey.authority.name,
                "round": number,
                "visit": visit.id,
                "kind": visit.kind,
                "number": visit.number,
                "date": visit.day,
                "theme": tone.theme,
                "sentiment": cell.sentiment,
                "progress": cell.progress,
                "n": cell.n,
                "of": tone.n,
                "enough": tone.n >= ENOUGH,
                "areas": [area.text for area in visit.areas],
                "looked_at": tone.theme is None or tone.theme in looked,
                "comparable_with_previous": why_not is None,
                "why_not": why_not,
            }
            for cell in tone.cells
        ]
    return rows
