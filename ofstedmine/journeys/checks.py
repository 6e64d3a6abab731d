"""What does not fit, numbers apart: documents, dates, a last visit that was none, judgements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ofstedmine.journeys.joining import MONTHS_OF_ONE_JUDGEMENT
from ofstedmine.journeys.judging import overall_grade
from ofstedmine.journeys.remarks import day_words, month_words, ordinal, remark, when
from ofstedmine.journeys.telling import days_of

if TYPE_CHECKING:
    from ofstedmine.journeys.judging import Point
    from ofstedmine.journeys.models import Remark
    from ofstedmine.journeys.telling import Told
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = [
    "document_remarks",
    "doubt_remarks",
    "judgement_remarks",
    "order_remarks",
    "provider_remarks",
]

_Pairs = Sequence[tuple["Told", "JourneyVisit"]]
# Grades after which there are no monitoring visits.
_BETTER = frozenset({"outstanding", "good", "requires_improvement"})


def document_remarks(told: Told, visit: JourneyVisit) -> Iterator[Remark]:
    """Remark on the documents of one visit: how many, and where they differ."""
    at = when(visit)
    if len(told.records) > 1:
        yield remark("same_visit", [visit], count=len(told.records), when=at)
        stated = {tuple(sorted(days_of(one))) for one in told.records} - {()}
        if len(stated) > 1:
            days = "; ".join(", ".join(map(day_words, some)) for some in sorted(stated))
            yield remark("days_differ", [visit], days=days)
        kinds = sorted({one.kind.replace("_", " ") for one in told.records})
        if len(kinds) > 1:
            yield remark("kinds_differ", [visit], when=at, kinds=", ".join(kinds))
    if visit.placed_by != "days":
        what = f"the {ordinal(visit.number)} visit" if visit.number else "a visit"
        placed = {
            "letter_date": "it is placed by the date of its letter",
            "published": "it is placed by its day of publication",
            "number": "it is placed by its number",
        }.get(visit.placed_by, "its place is not known")
        yield remark("visit_undated", [visit], what=what, placed=placed)
    if visit.days and visit.letter_date and visit.letter_date < visit.days[-1]:
        yield remark(
            "letter_before_visit",
            [visit],
            letter=day_words(visit.letter_date),
            when=day_words(visit.days[-1]),
        )
    if visit.letter_date and visit.published and visit.published < visit.letter_date:
        yield remark(
            "published_before_letter",
            [visit],
            published=day_words(visit.published),
            letter=day_words(visit.letter_date),
        )
    if visit.other_authorities:
        others = " and ".join(visit.other_authorities)
        yield remark("shared_letter", [visit], when=at, others=others)


def order_remarks(visits: Sequence[JourneyVisit]) -> Iterator[Remark]:
    """Remark on a visit that is called final, and that another followed.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        Of one round, in order.

    Yields
    ------
    Remark
        What does not fit.
    """
    monitoring = [visit for visit in visits if visit.kind == "monitoring_visit"]
    for n, visit in enumerate(monitoring[:-1]):
        if visit.final:
            after = monitoring[n + 1]
            yield remark("final_followed", [visit, after], first=when(visit), second=when(after))


def provider_remarks(visits: Sequence[JourneyVisit]) -> Iterator[Remark]:
    """Remark where letters begin to name a trust, or another one.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        All visits, in order.

    Yields
    ------
    Remark
        One for each change; a letter that names none says nothing.
    """
    last = None
    for n, visit in enumerate(visits):
        if visit.provider and visit.provider != last:
            if n:
                before = f" in place of {last}" if last else ", earlier ones none"
                yield remark(
                    "provider_changes",
                    [visit],
                    when=when(visit),
                    after=visit.provider,
                    before=before,
                )
            last = visit.provider


def judgement_remarks(
    point: Point, pairs: _Pairs, visits: Mapping[int, JourneyVisit]
) -> Iterator[Remark]:
    """Remark on how letters recall a judgement, and on visits that do not fit it.

    Parameters
    ----------
    point : Point
        The judgement.
    pairs : sequence of (Told, JourneyVisit)
        The visits of its round, in order.
    visits : mapping of int to JourneyVisit
        All visits, by the id of what tells of them.

    Yields
    ------
    Remark
        What does not fit, or differs by what is known.
    """
    yield from _months(point, visits)
    grade = overall_grade(point.inspection) if point.inspection else None
    for stated, told in point.stated:
        if grade and stated.grade != grade:
            yield remark(
                "judgement_grade_differs",
                [visits[id(told)]],
                when=when(visits[id(told)]),
                stated=stated.grade.replace("_", " "),
                grade=grade.replace("_", " "),
            )
        month = (stated.year or 0) * 12 + (stated.month or 1) - 1
        first = min(told.days, default=None)
        if stated.month and first and first.year * 12 + first.month - 1 < month:
            yield remark(
                "visit_before_judgement",
                [visits[id(told)]],
                when=when(visits[id(told)]),
                judged=month_words(stated.year, stated.month),
            )
    recalls = {id(told) for _, told in point.stated}
    for told, visit in pairs:
        if grade in _BETTER and visit.kind == "monitoring_visit" and id(told) not in recalls:
            yield remark(
                "monitoring_after_better_grade",
                [visit],
                when=when(visit),
                judged=month_words(point.start.year, point.start.month),
                grade=str(grade).replace("_", " "),
            )


def _months(point: Point, visits: Mapping[int, JourneyVisit]) -> Iterator[Remark]:
    """Remark on months of one judgement that are not the same."""
    months = set(point.months)
    if not months:
        return
    if point.inspection:
        apart = max(map(point.months_from, months))
        words = [f"{month_words(point.start.year, point.start.month)} (inspection)"]
    else:
        apart = max(months) - min(months)
        words = []
    if apart:
        others = sorted(m for m in months if not point.inspection or point.months_from(m))
        words += [month_words(month // 12, month % 12 + 1) for month in others]
        code = "judged_month_differs"
        if apart > MONTHS_OF_ONE_JUDGEMENT:
            code = "judged_months_disagree"
        told = dict.fromkeys(id(told) for one, told in point.stated if one.month)
        yield remark(code, [visits[one] for one in told], months=apart, stated=" and ".join(words))


def doubt_remarks(doubts: Sequence[Sequence[JourneyVisit]]) -> Iterator[Remark]:
    """Remark on events that may be one and the same.

    Parameters
    ----------
    doubts : sequence of sequence of JourneyVisit
        Each a list of such visits.

    Yields
    ------
    Remark
        One for each list.
    """
    for some in doubts:
        shared = set.intersection(*({count.number for count in one.counts} for one in some))
        numbers = sorted(shared)
        yield remark(
            "same_visit_uncertain",
            some,
            numbers,
            count=sum(len(one.sources) for one in some),
            ordinal=ordinal(numbers[0]) if numbers else "same",
        )
