"""The judgements that part a journey into rounds, from reports or as letters recall them.

Letters date a judgement by the month of the inspection or by that of the report, one or two months
later. Months so close are one judgement; months further apart, but within a year, are one judgement
that is dated in contradictory ways; a year apart, there were two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ofstedmine.journeys.joining import MONTHS_OF_ONE_JUDGEMENT
from ofstedmine.journeys.telling import Told

if TYPE_CHECKING:
    from ofstedmine.records import Grade, PreviousJudgement

__all__ = ["Point", "overall_grade", "parted", "points_of"]

_MONTHS_BETWEEN_JUDGEMENTS = 12


@dataclass
class Point:
    """A judgement in time.

    Attributes
    ----------
    inspection : Told or None
        The inspection report, where there is one.
    stated : list of (PreviousJudgement, Told)
        What letters on visits recall.
    """

    inspection: Told | None = None
    stated: list[tuple[PreviousJudgement, Told]] = field(default_factory=list)

    @property
    def start(self) -> date:
        """The first day that can be meant; what is known only by its year begins with it."""
        if self.inspection and self.inspection.when:
            return self.inspection.when
        months = self.months
        if months:
            return date(months[0] // 12, months[0] % 12 + 1, 1)
        return date(min(one.year or date.max.year for one, _ in self.stated), 1, 1)

    @property
    def months(self) -> list[int]:
        """The months that letters state, as months since the year nought."""
        return sorted({_month(one) for one, _ in self.stated if one.month})

    @property
    def grade(self) -> Grade | None:
        """The overall grade of the report, else what letters recall if they recall one."""
        if self.inspection:
            return overall_grade(self.inspection)
        grades = {one.grade for one, _ in self.stated}
        return grades.pop() if len(grades) == 1 else None

    def months_from(self, month: int) -> int:
        """Return how many months lie between this judgement and a month."""
        first = last = None
        if self.inspection and self.inspection.days:
            first, last = map(_of_day, (self.inspection.days[0], self.inspection.days[-1]))
        elif self.inspection:
            first = last = _of_day(self.start)
        elif self.months:
            first, last = self.months[0], self.months[-1]
        if first is None or last is None:
            return _MONTHS_BETWEEN_JUDGEMENTS
        return max(first - month, month - last, 0)

    def has_year(self, year: int) -> bool:
        """Say whether this judgement may be dated by a year alone."""
        if not self.inspection and not self.months:
            return self.start.year == year
        return any(
            self.months_from(year * 12 + month) <= MONTHS_OF_ONE_JUDGEMENT for month in range(12)
        )


def overall_grade(inspection: Told) -> Grade | None:
    """Return the overall grade of an inspection report; None where it has none."""
    return next(
        (one.grade for one in inspection.main.judgements if one.area_code == "overall"), None
    )


def points_of(inspections: Sequence[Told], visits: Sequence[Told]) -> list[Point]:
    """Return the judgements in order of time.

    Parameters
    ----------
    inspections, visits : sequence of Told
        Of one authority. Inspections that nothing dates are no part of it.

    Returns
    -------
    list of Point
        Inspections, and judgements of which only later letters tell.
    """
    points = [Point(one) for one in inspections if one.when]
    points.sort(key=lambda point: (point.start, point.inspection.main.document_id))  # type: ignore[union-attr]
    recalled = [(one, visit) for visit in visits for one in visit.stated]
    apart = [one for one in recalled if one[0].month and not _to_inspection(points, one)]
    apart.sort(key=lambda one: _month(one[0]))
    found: list[Point] = []
    for one in apart:
        if not found or _month(one[0]) - found[-1].months[0] >= _MONTHS_BETWEEN_JUDGEMENTS:
            found.append(Point())
        found[-1].stated.append(one)
    points = sorted([*points, *found], key=lambda point: point.start)
    years: dict[int, Point] = {}
    for one in recalled:
        if not one[0].month:
            year = one[0].year or 0
            home = next((point for point in points if point.has_year(year)), None)
            (home or years.setdefault(year, Point())).stated.append(one)
    return sorted([*points, *years.values()], key=lambda point: point.start)


def _to_inspection(points: Iterable[Point], one: tuple[PreviousJudgement, Told]) -> bool:
    """Add what a letter recalls to the inspection that it recalls, if that is known."""
    judged, visit = one
    near = [
        (point.months_from(_month(judged)), n, point)
        for n, point in enumerate(points)
        if visit.when is None or point.start <= visit.when
    ]
    months, _, point = min(near, key=lambda each: each[:2], default=(None, 0, None))
    if point is None or months is None or months >= _MONTHS_BETWEEN_JUDGEMENTS:
        return False
    point.stated.append(one)
    return True


def parted(
    points: Sequence[Point], visits: Sequence[Told]
) -> tuple[list[tuple[Point | None, list[Told]]], list[Told]]:
    """Return rounds: each judgement with the visits after it, and the visits that have no round.

    Parameters
    ----------
    points : sequence of Point
        In order of time.
    visits : sequence of Told
        Of the same authority.

    Returns
    -------
    list of (Point or None, list of Told)
        The visits before any known judgement first, if there are such.
    list of Told
        Visits of which neither a day nor a number is known, or not which of several rounds.
    """
    homes = {id(visit): n for n, point in enumerate(points) for _, visit in point.stated}
    starts = [point.start for point in points]
    before: list[Told] = []
    rounds: list[list[Told]] = [[] for _ in points]
    unplaced = []
    for visit in visits:
        home = homes.get(id(visit))
        if not visit.when and not visit.counts:
            unplaced.append(visit)
        elif home is not None:
            rounds[home].append(visit)
        elif visit.when:
            started = bisect_right(starts, visit.when)
            (rounds[started - 1] if started else before).append(visit)
        elif len(points) <= 1:
            (rounds[0] if rounds else before).append(visit)
        else:
            unplaced.append(visit)
    parts: list[tuple[Point | None, list[Told]]] = list(zip(points, rounds, strict=True))
    return ([(None, before)] if before else []) + parts, unplaced


def _month(judged: PreviousJudgement) -> int:
    return (judged.year or 0) * 12 + (judged.month or 1) - 1


def _of_day(day: date) -> int:
    return day.year * 12 + day.month - 1
