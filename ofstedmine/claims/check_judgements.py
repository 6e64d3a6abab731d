"""Claims about judgements held against the reports, and against what later letters recall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.outcome import Outcome
from ofstedmine.claims.paper import last_day

if TYPE_CHECKING:
    from ofstedmine.claims.models import JudgementClaim
    from ofstedmine.claims.shelf import Held
    from ofstedmine.records import Grade, Period

__all__ = ["check_judgement"]

_PUBLISHED = timedelta(days=130)
_AREAS = {
    "leaders": regex.compile(r"\b(?:leaders|leadership)\b", regex.IGNORECASE),
    "help": regex.compile(r"\bhelp and protection\b", regex.IGNORECASE),
    "care_leavers": regex.compile(r"\bcare leavers\b", regex.IGNORECASE),
    "care": regex.compile(r"\b(?:in care|looked after)\b", regex.IGNORECASE),
    "adoption": regex.compile(r"\badoption\b", regex.IGNORECASE),
    "lscb": regex.compile(r"\b(?:LSCB|safeguarding children board)\b", regex.IGNORECASE),
}
_SERVICES = regex.compile(r"^(?:children['’]s )?services$|\boverall\b", regex.IGNORECASE)
_OVERALL = regex.compile(r"\boverall\b|^children['’]s services in\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """A judgement that a letter tells of: its grade, its time, and where it stands."""

    grade: Grade
    start: date | None
    end: date | None
    held: Held
    pointer: str


def check_judgement(claim: JudgementClaim, letters: Sequence[Held]) -> Outcome:
    """Hold a claim about a grade against the letters.

    Parameters
    ----------
    claim : JudgementClaim
        The claim.
    letters : sequence of Held
        The authority's letters up to the document's day, in order.

    Returns
    -------
    Outcome
        With the passages that tell of the grade.
    """
    if claim.area == "all":
        return _check_all(claim, letters)
    known = list(_known(claim.area, letters))
    if not known:
        return Outcome("not_checkable", "no letter of then tells of such a judgement")
    if claim.when is None:
        return _without_time(claim, known)
    at_time = [one for one in known if _fits(one, claim.when)]
    same = [one for one in at_time if one.grade == claim.grade]
    if same:
        return _supported(same[-1], "grade and time agree")
    if at_time:
        return _differs(at_time[-1], f"the judgement of then was {_words(at_time[-1].grade)}")
    elsewhere = [one for one in known if one.grade == claim.grade]
    dated = [one for one in elsewhere if one.start is not None]
    if elsewhere and dated and claim.precision != "season" and _reach(dated, claim.when):
        return _differs(elsewhere[-1], f"the letters date it {_date_words(elsewhere)}")
    return Outcome("not_checkable", "no letter tells of a judgement of then")


def _known(area: str | None, letters: Sequence[Held]) -> Iterator[_Known]:
    """Yield the judgements of an area, or the overall ones, in the order of their letters."""
    for held in letters:
        rows = list(enumerate(held.record.judgements))
        if area is None:
            chosen = [(i, row) for i, row in rows if _OVERALL.search(row.area)]
        else:
            chosen = [(i, row) for i, row in rows if _AREAS[area].search(row.area)]
            if area == "care" and len(chosen) > 1:
                chosen = [
                    x for x in chosen if not _AREAS["care_leavers"].search(x[1].area)
                ] or chosen
        for i, row in chosen:
            yield _Known(row.grade, held.start, held.end, held, f"/judgements/{i}")
        previous = held.record.previous_judgement
        if area is None and previous is not None:
            start = end = None
            if previous.year is not None:
                month = previous.month
                start = date(previous.year, month or 1, 1)
                end = last_day(previous.year, month or 12)
            yield _Known(previous.grade, start, end, held, "/previous_judgement")
        for i, row_before in enumerate(held.record.previous_judgements):
            wanted = _SERVICES if area is None else _AREAS[area]
            if wanted.search(row_before.area) and row_before.year:
                start = date(row_before.year, row_before.month or 1, 1)
                end = last_day(row_before.year, row_before.month or 12)
                yield _Known(row_before.grade, start, end, held, f"/previous_judgements/{i}")


def _reach(known: Sequence[_Known], when: Period) -> bool:
    """Tell whether letters tell of judgements as far back as a time, so that it can be wrong."""
    first = min(one.start for one in known if one.start is not None)
    recalled = any(one.pointer.startswith("/previous") for one in known)
    return recalled or first - when.end <= _PUBLISHED


def _fits(one: _Known, when: Period) -> bool:
    """Tell whether a judgement is of a time: the inspection's, or its report's."""
    if one.start is None or one.end is None:
        return False
    if one.pointer.startswith("/previous_judgement"):
        # Letters name the month of the inspection, or that of the report.
        return when.start - timedelta(days=65) <= one.end and one.start <= when.end + timedelta(
            days=95
        )
    return one.start <= when.end and when.start <= one.end + _PUBLISHED


def _without_time(claim: JudgementClaim, known: list[_Known]) -> Outcome:
    same = [one for one in known if one.grade == claim.grade]
    if same:
        return _supported(same[-1], "there is such a judgement")
    return _differs(
        known[-1], f"the judgement that the letters tell of is {_words(known[-1].grade)}"
    )


def _check_all(claim: JudgementClaim, letters: Sequence[Held]) -> Outcome:
    """Hold "in all areas" against every row of the report of that time."""
    for held in reversed(letters):
        rows = held.record.judgements
        if not rows:
            continue
        whole = _Known(rows[0].grade, held.start, held.end, held, "/judgements/0")
        if claim.when is not None and not _fits(whole, claim.when):
            continue
        others = [i for i, row in enumerate(rows) if row.grade != claim.grade]
        if not others:
            return _supported(whole, "every row of the report has this grade")
        if len(others) == len(rows) and claim.when is None:
            continue
        row = rows[others[0]]
        why = f"the report grades {row.area!r} {_words(row.grade)}"
        return Outcome(
            "differs_from_letter",
            why,
            held.cited(*(f"/judgements/{i}" for i in others[:3])),
            held=held,
        )
    return Outcome("not_checkable", "the dataset has no report of this judgement")


def _supported(one: _Known, why: str) -> Outcome:
    return Outcome("supported", why, one.held.cited(one.pointer), held=None)


def _differs(one: _Known, why: str) -> Outcome:
    return Outcome("differs_from_letter", why, one.held.cited(one.pointer))


def _words(grade: Grade) -> str:
    return grade.replace("_", " ")


def _date_words(known: list[_Known]) -> str:
    one = next(k for k in known if k.start is not None)
    if one.start is None:
        return ""
    return f"{one.start.isoformat()} to {one.end.isoformat() if one.end else '?'}"
