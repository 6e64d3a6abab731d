"""Claims about visits held against the visits that the letters tell of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.outcome import Outcome
from ofstedmine.claims.visits import mentions
from ofstedmine.claims.wording import patterns
from ofstedmine.parsing.date_grammar import find_dates

if TYPE_CHECKING:
    from ofstedmine.claims.models import Paper, Passage, VisitClaim
    from ofstedmine.claims.shelf import Held
    from ofstedmine.records import Period

__all__ = ["check_visit", "is_of", "latest_of", "visit_of"]

VISITS = frozenset({"monitoring_visit", "focused_visit", "assurance_visit"})
_RECENT = timedelta(days=100)
_NEAR = timedelta(days=46)
_LATER = timedelta(days=21)
"""A letter is often published some weeks after its day."""
_PUBLISHED = timedelta(days=130)
"""A report of an inspection is published within so many days of it."""
_BEFORE = regex.compile(r"\b(?:previous|earlier|before|other|more)\b", regex.IGNORECASE)
_THIS_YEAR = regex.compile(
    r"\b(?:this|last) year\b|\bin (?:20\d\d)\b|\bsince\b|\bon (?:care|children)"
)


def check_visit(claim: VisitClaim, paper: Paper, letters: Sequence[Held]) -> Outcome:
    """Hold a claim about a visit against the letters.

    Parameters
    ----------
    claim : VisitClaim
        The claim.
    paper : Paper
        The document.
    letters : sequence of Held
        The authority's letters up to the document's day, in order.

    Returns
    -------
    Outcome
        With the passages that tell of the visit.
    """
    if claim.planned:
        return Outcome("not_checkable", "a plan: letters tell of visits that were made")
    if not letters:
        return Outcome("not_checkable", "the dataset has no letter of this authority by then")
    if claim.event == "letter":
        return _check_letter(claim, letters)
    if claim.count is not None:
        return _check_count(claim, paper, letters)
    if claim.number is not None:
        return _check_number(claim, paper, letters)
    if claim.when:
        return _check_when(claim, letters)
    latest = latest_of(paper, letters)
    if latest is None:
        return Outcome("not_checkable", "it is not said which visit is meant")
    return Outcome("supported", "there is such a letter", _told(latest), "possible", held=latest)


def latest_of(paper: Paper, letters: Sequence[Held]) -> Held | None:
    """Return the letter that a document is most likely about: the last before it, if recent."""
    if not letters:
        return None
    last = letters[-1]
    if paper.dated is None or (paper.kind == "news_article" and paper.date_precision != "day"):
        return None
    return last if paper.dated - last.day <= _RECENT else None


def visit_of(claim: VisitClaim, paper: Paper, letters: Sequence[Held]) -> Held | None:
    """Return the letter of the visit that a claim speaks of, where it is one."""
    if claim.planned or claim.count is not None:
        return None
    return check_visit(claim, paper, letters).held


def _told(held: Held) -> list[Passage]:
    """Return what a letter says of its visit's days and number."""
    found = held.cited("/visit/periods/0", "/visit/number")
    found = found or held.cited("/visit/periods", "/letter_date", "/title")
    seen: dict[str, Passage] = {one.text: one for one in found}
    return list(seen.values())


def _numbered(letters: Sequence[Held]) -> list[Held]:
    return [one for one in letters if one.record.visit.number is not None]


# -- letters ------------------------------------------------------------------------------------


def _check_letter(claim: VisitClaim, letters: Sequence[Held]) -> Outcome:
    """Hold the day or month of a letter against those that there are."""
    if not claim.when:
        held = letters[-1]
        return Outcome("supported", "there is such a letter", _told(held), "possible")
    dated = sorted(letters, key=lambda one: one.record.letter_date is None)
    for period in claim.when:
        for held in dated:
            if _is_published(held, period):
                return Outcome(
                    "supported",
                    "a letter of then",
                    held.cited("/letter_date") or _told(held),
                    held=held,
                )
    near = _nearest(letters, claim.when[0], lambda held: (held.day, held.day))
    if near is None:
        return Outcome("not_checkable", "the dataset has no letter of then")
    why = f"the nearest letter is of {near.day.isoformat()}"
    return Outcome("differs_from_letter", why, near.cited("/letter_date") or _told(near), "likely")


def _is_published(held: Held, period: Period) -> bool:
    if held.record.kind in VISITS or held.record.letter_date is not None:
        return held.day <= period.end and held.day + _LATER >= period.start
    end = held.end
    return end is not None and end <= period.end and end + _PUBLISHED >= period.start


# -- counts -------------------------------------------------------------------------------------


def _check_count(claim: VisitClaim, paper: Paper, letters: Sequence[Held]) -> Outcome:
    """Hold a number of visits against the number of the last one, and the letters there are."""
    since = max((i + 1 for i, one in enumerate(letters) if _is_turn(one)), default=0)
    runs = [_numbered(letters[since:]), _numbered(letters)]
    numbered = next((run for run in runs if run), [])
    if not numbered:
        return Outcome("not_checkable", "no letter of then tells how many visits there were")
    last = max(numbered, key=lambda one: one.record.visit.number or 0)
    told = last.record.visit.number or 0
    fair = {told}
    if _BEFORE.search(claim.evidence[0].quote):
        fair.add(told - 1)
    fair |= {anchor.number for anchor in last.record.visit.anchors if anchor.number}
    if claim.count in fair:
        return Outcome("supported", "the letters count as many", _told(last), held=None)
    within = {
        sum(1 for one in numbered if one.start and start <= one.start <= end)
        for start, end in _spans(claim)
    }
    if claim.count in within:
        return Outcome("supported", "so many of the letters are of then", _told(last), "likely")
    if _THIS_YEAR.search(claim.text) and claim.over is None and (claim.count or 0) < told:
        return Outcome(
            "not_checkable", "it is not said from when the visits are counted", _told(last)
        )
    if (claim.count or 0) > told and not _is_complete(paper, letters, last):
        return Outcome(
            "not_checkable", "there may be later visits than the dataset has", _told(last)
        )
    why = f"the letters count {told} visits by then, the document {claim.count}"
    return Outcome("differs_from_letter", why, _told(last), "likely")


def _spans(claim: VisitClaim) -> list[tuple[date, date]]:
    """Return the stretches of time that a count may be of: the year that its sentence names."""
    years = {int(year) for year in regex.findall(r"\b20\d\d\b", claim.text)}
    return [(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)]


def _is_turn(held: Held) -> bool:
    """Tell whether a letter is of a full inspection, from which visits are counted anew."""
    return held.record.kind in ("ilacs_inspection", "sif_inspection")


def _is_complete(paper: Paper, letters: Sequence[Held], last: Held) -> bool:
    """Tell whether no visit can have come between the last counted one and the document."""
    if any(_is_turn(one) and one.day > last.day for one in letters):
        return True
    return paper.dated is not None and paper.dated - last.day <= _RECENT


# -- numbers and days ---------------------------------------------------------------------------


def _check_number(claim: VisitClaim, paper: Paper, letters: Sequence[Held]) -> Outcome:
    """Hold the how-manieth visit against the letter of that number."""
    numbered = _numbered(letters)
    of_number = [one for one in numbered if one.record.visit.number == claim.number]
    latest = latest_of(paper, letters)
    if of_number:
        if not claim.when:
            held = of_number[-1]
            if claim.latest and latest is not None and latest is not held and held.day < latest.day:
                why = f"the latest letter then is of visit {latest.record.visit.number}"
                return Outcome("differs_from_letter", why, _told(latest), "likely")
            return Outcome("supported", "a letter of that visit", _told(held), held=held)
        for held in of_number:
            if any(is_of(held, period) for period in claim.when):
                return Outcome("supported", "number and time agree", _told(held), held=held)
        held = of_number[-1]
        if held.start is None:
            return Outcome("not_checkable", "its letter does not tell the days", _told(held))
        why = f"visit {claim.number} was on {_days(held)}"
        return Outcome("differs_from_letter", why, _told(held), held=held)
    if claim.when:
        told = _told_elsewhere(claim, letters)
        if told is not None:
            return told
        at_time = [one for one in numbered if any(is_of(one, period) for period in claim.when)]
        if at_time:
            held = at_time[-1]
            why = f"the letter counts the visit of then as number {held.record.visit.number}"
            return Outcome("differs_from_letter", why, _told(held), held=held)
        return _check_when(claim, letters)
    if (
        latest is not None
        and latest.record.visit.number is not None
        and _about_latest(claim, paper, latest)
    ):
        why = f"the letter counts it as visit {latest.record.visit.number}"
        return Outcome("differs_from_letter", why, _told(latest), "likely", held=latest)
    return Outcome("not_checkable", "the dataset has no letter of a visit of that number")


def _told_elsewhere(claim: VisitClaim, letters: Sequence[Held]) -> Outcome | None:
    """Hold a visit whose letter is not there against what other letters say of its time."""
    for held in reversed(letters):
        for said in held.said:
            for one in mentions(said.text, held.day):
                if one.number != claim.number or one.when is None:
                    continue
                passage = [held.passage(said)]
                if not claim.when:
                    return Outcome("supported", "a later letter tells of it", passage, "likely")
                if any(_meet(a, b) for a in claim.when for b in one.when.periods):
                    return Outcome("supported", "a later letter tells of it", passage)
                why = "a later letter gives another time for this visit"
                return Outcome("differs_from_letter", why, passage, "likely")
    return None


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _about_latest(claim: VisitClaim, paper: Paper, latest: Held) -> bool:
    """Tell whether a claim is about the visit that its document is about."""
    if claim.latest:
        return True
    first = next((one for one in paper.claims if one.kind == "visit" and one.number), None)
    if first is None or first.id != claim.id:
        return False
    dated = (one for one in paper.claims if one.kind == "visit" and one.start < claim.start)
    told = any(is_of(latest, period) for one in dated for period in one.when)
    return paper.kind == "press_release" or told


def _check_when(claim: VisitClaim, letters: Sequence[Held]) -> Outcome:
    """Hold the time of a visit against the visits of the letters."""
    for period in claim.when:
        fitting = [one for one in letters if is_of(one, period)]
        if claim.event == "inspection" and len(fitting) > 1:
            fitting = [one for one in fitting if one.record.kind not in VISITS] or fitting
        if fitting:
            held = fitting[-1]
            return Outcome("supported", "a visit of then", _told(held), held=held)
    if claim.event == "inspection" and claim.precision != "day":
        held_of_report = next(
            (
                h
                for h in reversed(letters)
                if _is_turn(h) and any(_is_published(h, p) for p in claim.when)
            ),
            None,
        )
        if held_of_report is not None:
            why = "the inspection whose report is of about then"
            return Outcome("supported", why, _told(held_of_report), "likely", held=held_of_report)
    if claim.precision == "day":
        put_off = _put_off(claim, letters)
        if put_off is not None:
            return put_off
    if claim.precision in ("year", "season"):
        return Outcome("not_checkable", "the dataset has no letter about a visit of then")
    near = _nearest(letters, claim.when[0], lambda held: (held.start, held.end))
    if near is None or (claim.event == "inspection") != (near.record.kind not in VISITS):
        return Outcome("not_checkable", "the dataset has no letter about a visit of then")
    why = f"the nearest visit was on {_days(near)}"
    return Outcome("differs_from_letter", why, _told(near), "likely", held=near)


def is_of(held: Held, period: Period) -> bool:
    """Tell whether a visit was in a time: on these very days, or in this month, season or year."""
    start, end = held.start, held.end
    if start is None or end is None:
        return False
    long = (period.end - period.start).days
    if long >= 27:
        return start <= period.end and end >= period.start
    if period.start == period.end:
        return start <= period.start <= end
    return (start, end) == (period.start, period.end)


def _days(held: Held) -> str:
    start, end = held.start, held.end
    if start is None or end is None:
        return "days that the letter does not tell"
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def _nearest(
    letters: Sequence[Held],
    period: Period,
    times: Callable[[Held], tuple[date | None, date | None]],
) -> Held | None:
    """Return the letter whose time is nearest to a period, if it is near."""
    best: tuple[timedelta, int] | None = None
    for i, held in enumerate(letters):
        start, end = times(held)
        if start is None or end is None or start == date.min:
            continue
        away = max(start - period.end, period.start - end, timedelta(0))
        if away <= _NEAR and (best is None or (away, i) < best):
            best = (away, i)
    return letters[best[1]] if best else None


def _put_off(claim: VisitClaim, letters: Sequence[Held]) -> Outcome | None:
    """Return what a letter says of a visit of those days that was planned and not made."""
    words = patterns("visits", "words")["done"]
    wanted = {(one.start, one.end) for one in claim.when}
    for held in reversed(letters):
        for said in held.said:
            if not words.search(said.text):
                continue
            for found in find_dates(said.text):
                runs = found.resolve(held.day if held.day != date.min else None).runs
                if {(run.start, run.end) for run in runs} & wanted:
                    why = "a letter says that the visit of these days was not made then"
                    return Outcome("differs_from_letter", why, [held.passage(said)])
    return None
