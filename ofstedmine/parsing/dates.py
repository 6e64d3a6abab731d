"""The dates of a letter: its own, its publication's, and those of the visit or inspection.

Which days are listed. ``/visit/periods`` are the runs of consecutive days, or the spans, as the
letter states them. ``/visit/dates`` are the days on which inspectors were there for certain: each
day of a list ("22 and 23 February"); each day of a span without a weekend inside it ("Between 8
and 12 July"); of a longer span the first and the last day, since nobody says which days between
them were worked. Single days that a bare "and" joins though they are apart ("4 and 15 October")
are listed as they stand, each a period, with the warning ``days_apart``: some writers mean a range.

Whose dates they are. A report's cover has a label; a letter has a sentence that tells of the visit.
Dates after words such as "since the last visit" or "will" belong to other events.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import regex

from ofstedmine.parsing import date_grammar
from ofstedmine.parsing.wording import load_data, opening, patterns_of, sentences
from ofstedmine.records import Evidence, Period

if TYPE_CHECKING:
    from ofstedmine.parsing.date_grammar import Expression
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_dates"]

_FRONT_BLOCKS = 60
_FRONT_LENGTH = 20_000
"""Covers and letterheads stand in the first pages, at most so far in."""
_WAIT = timedelta(days=200)
"""No letter is dated longer after its visit."""
_LABEL_REACH = 160
_DEAR = regex.compile(r"\bDear\s++\p{L}")
_FOLLOWING = regex.compile(r"(?P<mark>\W*+)(?:following|after)\b", regex.IGNORECASE)
_AGAIN = regex.compile(r"\W*+(?:and\b\W*+)?(?:(?:again|then|also|on|from|between|the)\b\W*+){0,4}")
_SAID = {
    "weekday_mismatch": "the weekday does not fit the date",
    "year_inferred": "the year is not stated: taken from the letter's own date",
    "days_apart": "single days that do not follow each other, which may be meant as a range",
    "no_such_date": "there is no such date",
    "ends_before_start": "it ends before it starts",
    "year_not_stated": "the year is not stated, and the letter has no date to tell it",
}


class _Visit(NamedTuple):
    """Date expressions of the visit, and the rule that found them."""

    expressions: list[Expression]
    rule: str


def find_dates(draft: Draft) -> None:
    """Write the letter's date, its publication's, and the visit's periods and days (a step).

    Parameters
    ----------
    draft : Draft
        The sheet, with the kind. ``/letter_date``, ``/published``, ``/visit/periods`` and
        ``/visit/dates`` are written. The module says which days are listed.
    """
    _find_published(draft)
    _find_letter_date(draft)
    known = draft.get("/letter_date") or draft.get("/published")
    fallback: _Visit | None = None
    for visit in _visits(draft):
        if _is_plausible(visit, known):
            _write_visit(draft, visit, known)
            return
        fallback = fallback or visit
    if fallback is not None:
        _write_visit(draft, fallback, known)


# -- the letter and its publication -------------------------------------------------------------


def _front(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the spans of all blocks at the front, furniture too: a letterhead may count as it."""
    for block in draft.letter.blocks[:_FRONT_BLOCKS]:
        if block.start > _FRONT_LENGTH:
            return
        yield block.start, min(block.end, _FRONT_LENGTH)


def _labelled(draft: Draft, label: str) -> Iterator[Expression]:
    """Yield the dates that stand behind a label, in its block or in the next."""
    text = draft.letter.text
    labels = patterns_of("dates", "labels")
    between = regex.compile(
        rf"(?:\W|{labels['between'].pattern})*+(?:from\s|on\s|between\s)?", regex.I
    )
    for start, end in _front(draft):
        for hit in labels[label].finditer(text, start, end):
            colon = regex.match(r"\s*+s?\s*+:", text[hit.end() : hit.end() + 8])
            if text[start : hit.start()].strip(" *#_") and colon is None:
                continue
            stop = min(len(text), hit.end() + _LABEL_REACH)
            for found in date_grammar.find_dates(text, hit.end(), stop):
                lead = text[hit.end() + (colon.end() if colon else 0) : found.start]
                if between.fullmatch(lead):
                    yield found
                break


def _find_published(draft: Draft) -> None:
    """Write the date behind a label such as "Report published:"."""
    for found in _labelled(draft, "published"):
        day = _one_day(found)
        if day is not None:
            draft.put("/published", day, draft.cite(found.start, found.end, "published-label"))
            _warn_of(draft, found, found.resolve().oddities)
            return


def _find_letter_date(draft: Draft) -> None:
    """Write the date of the letterhead. Reports have none, other papers only with a salutation."""
    text = draft.letter.text
    kinds = load_data("dates")["kinds"]
    dear = _DEAR.search(text, 0, _FRONT_LENGTH)
    if draft.kind in kinds["reports"] or (draft.kind not in kinds["letters"] and dear is None):
        return
    if draft.kind == "area_send" and dear is None:
        return
    for found, rule in _letter_dates(draft, dear.start() if dear else None):
        day = _one_day(found)
        if day is not None:
            draft.put("/letter_date", day, draft.cite(found.start, found.end, rule))
            _warn_of(draft, found, found.resolve().oddities)
            return


def _letter_dates(draft: Draft, dear: int | None) -> Iterator[tuple[Expression, str]]:
    """Yield what may be the letter's date, the surest first."""
    text = draft.letter.text
    label = patterns_of("dates", "labels")["letter"]
    lines: list[Expression] = []
    openers: list[Expression] = []
    for start, end in _front(draft):
        for found in date_grammar.find_dates(text, start, min(end, start + 80)):
            before, after = text[start : found.start], text[found.end : end]
            bare = before.strip(" \t*#_:,")
            if not bare or label.fullmatch(bare):
                if not after.strip(" *_.,"):
                    lines.append(found)
                elif dear is not None and start < dear:
                    openers.append(found)
            break
    # A page that reprints a letter has its own date, farther from the salutation.
    above = [found for found in lines if dear is not None and found.start < dear]
    for found in (*reversed(above), *(found for found in lines if found not in above)):
        yield found, "date-line"
    for found in openers:
        yield found, "date-before-addressee"
    letterhead = patterns_of("dates", "letter")["letterhead"]
    stop = min(len(text), _FRONT_LENGTH)
    for found in date_grammar.find_dates(text, 0, stop):
        before = text[max(0, found.start - 60) : found.start]
        heads = list(letterhead.finditer(before))
        if heads and not before[heads[-1].end() :].strip(" \n*#_.,:;|-"):
            yield found, "date-in-letterhead"
    if dear is not None:
        alone = [e for e in date_grammar.find_dates(text, 0, dear) if _one_day(e)]
        if len(alone) == 1:
            yield alone[0], "date-before-salutation"


def _one_day(found: Expression) -> date | None:
    """Return the date of an expression that is one full date."""
    if not found.is_one_day or not found.has_year:
        return None
    runs = found.resolve().runs
    return runs[0].start if runs else None


# -- the visit ----------------------------------------------------------------------------------


def _visits(draft: Draft) -> Iterator[_Visit]:
    """Yield what may be the visit's dates, the surest first."""
    for found in _labelled(draft, "visit"):
        yield _Visit([found], "visit-label")
    kinds = load_data("dates")["kinds"]
    if draft.kind in kinds["letters"]:
        yield from _told(draft)
        yield from _titled(draft)
    elif draft.kind in kinds["reports"]:
        yield from _told(draft)


def _told(draft: Draft) -> Iterator[_Visit]:
    """Yield the dates of sentences of the opening that tell of this visit."""
    text = draft.letter.text
    cues = patterns_of("dates", "visit")
    cited = (*draft.evidence.get("/letter_date", ()), *draft.evidence.get("/published", ()))
    taken = {evidence.start for evidence in cited}
    for block_start, block_end in opening(draft):
        for start, end in sentences(text, block_start, block_end):
            # In a letter flattened to one line its own date stands in a sentence with others.
            found = [e for e in date_grammar.find_dates(text, start, end) if e.start not in taken]
            if not found or not cues["tells"].search(text, start, end):
                continue
            expressions: list[Expression] = []
            at = start
            lead = _FOLLOWING.match(text, start, end)
            if lead and cues["opens"].match(text, lead.end("mark"), end):
                at = lead.end()
            for one in found:
                joined = bool(expressions) and bool(_AGAIN.fullmatch(text, at, one.start))
                if joined or (not expressions and _is_ours(text, at, one.start)):
                    expressions.append(one)
                at = one.end
            if expressions:
                yield _Visit(expressions, "visit-sentence")


def _is_ours(text: str, start: int, end: int) -> bool:
    """Tell from the words before a date whether it is this visit's."""
    cues = patterns_of("dates", "visit")
    others = list(cues["elsewhere"].finditer(text, start, end))
    if not others:
        return True
    comma = text.rfind(",", others[-1].end(), end)
    return comma >= 0 and cues["tells"].search(text, comma, end) is not None


def _titled(draft: Draft) -> Iterator[_Visit]:
    """Yield the dates that stand in the title."""
    for evidence in draft.evidence.get("/title", []):
        if evidence.start is not None and evidence.end is not None:
            stop = min(len(draft.letter.text), evidence.end + 60)
            for found in date_grammar.find_dates(draft.letter.text, evidence.start, stop):
                if found.start <= evidence.end + 4:
                    yield _Visit([found], "visit-title")


def _is_plausible(visit: _Visit, known: date | None) -> bool:
    """Tell whether a visit lies before the letter's date, and not too long."""
    runs = [run for found in visit.expressions for run in found.resolve(known).runs]
    if not runs:
        return False
    return known is None or runs[0].start <= known <= runs[-1].end + _WAIT


def _write_visit(draft: Draft, visit: _Visit, known: date | None) -> None:
    """Write the periods and days of a visit, and warn of what is odd."""
    for found in visit.expressions:
        days = found.resolve(known)
        _warn_of(draft, found, days.oddities)
        evidence = [draft.cite(found.start, found.end, visit.rule)]
        if "year_inferred" in days.oddities:
            evidence += _year_evidence(draft)
        for run in days.runs:
            draft.add("/visit/periods", Period(start=run.start, end=run.end), *evidence)
            for day in run.certain_days():
                if day not in (draft.get("/visit/dates") or []):
                    draft.add("/visit/dates", day, *evidence)
    first = visit.expressions[0]
    if draft.get("/visit/periods") is None:
        for pointer in ("/visit/periods", "/visit/dates"):
            draft.miss(pointer, "ambiguous", draft.cite(first.start, first.end, visit.rule))
    else:
        _warn_of_oddness(draft, known, draft.letter.page_at(first.start))


def _year_evidence(draft: Draft) -> list[Evidence]:
    """Cite the date that told the year."""
    pointer = "/letter_date" if draft.get("/letter_date") else "/published"
    return [
        evidence.model_copy(update={"rule": "year-of-letter", "kind": "derived"})
        for evidence in draft.evidence.get(pointer, [])
    ]


def _warn_of(draft: Draft, found: Expression, oddities: tuple[str, ...]) -> None:
    """Warn of what is odd about an expression."""
    for code in oddities:
        draft.warn(code, f"{found.text!r}: {_SAID[code]}", draft.letter.page_at(found.start))


def _warn_of_oddness(draft: Draft, known: date | None, page: int | None) -> None:
    """Warn of days that visits do not have: at weekends, after the letter, long before it."""
    periods: list[Period] = draft.get("/visit/periods")
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    if start.weekday() >= 5:
        draft.warn(
            "starts_at_weekend", f"{start} is a Saturday or Sunday; visits start on weekdays", page
        )
    if end.weekday() >= 5:
        draft.warn(
            "ends_at_weekend", f"{end} is a Saturday or Sunday; visits end on weekdays", page
        )
    if known is not None and end >= known:
        draft.warn("dated_before_visit", f"dated {known}, but the visit ends on {end}", page)
    elif known is not None and end + _WAIT < known:
        draft.warn("long_before_letter", f"the visit ends on {end}, the letter is of {known}", page)
