"""The facts at the head of a record as labelled lines: who, when, which visit, judged before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofstedmine.showing.places import evidence_for
from ofstedmine.showing.words import (
    authority_words,
    join,
    list_days,
    load_words,
    long_date,
    month_words,
    ordinal,
)

if TYPE_CHECKING:
    from datetime import date

    from ofstedmine.records import Anchor, Evidence, PreviousAreaJudgement, VisitRecord

__all__ = ["Row", "fact_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a record: a label (of the first of several lines), a value, what it came from."""

    label: str
    value: str
    evidence: Sequence[Evidence] = ()
    page: str = ""
    pointer: str = ""


def fact_rows(record: VisitRecord) -> list[Row]:
    r"""Return the facts of a record, but for its lists and judgements.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    list of Row
        Only what is there.

    Examples
    --------
    >>> import ofstedmine as om
    >>> fact_rows(om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n"))
    []
    """
    rows: list[Row] = []
    for label, values in _facts(record):
        for i, (value, pointer) in enumerate(values):
            evidence = evidence_for(record, pointer)
            rows.append(Row("" if i else label, value, evidence, pointer=pointer))
    return rows


_Facts = Iterable[tuple[str, str]]


def _facts(record: VisitRecord) -> Iterator[tuple[str, _Facts]]:
    """Yield each label with its values and their pointers."""
    yield "Authority", _authorities(record)
    yield "Services run by", _one(record.provider, "/provider")
    yield "Letter of", _day(record.letter_date, "/letter_date")
    yield "Published", _day(record.published, "/published")
    visit = record.visit
    days = [list_days(period, visit.dates) for period in visit.periods]
    yield "On site", _several(days, "/visit/periods")
    yield "Visit number", _one(visit.number and str(visit.number), "/visit/number")
    yield "counted", _several(map(_anchor, visit.anchors), "/visit/anchors")
    remote = {True: "yes", False: "no", None: None}[visit.remote]
    yield "Remote", _one(remote, "/visit/remote")
    yield "Focus", _several(visit.focus, "/visit/focus")
    yield "Judged before", [*_judged_before(record)]
    inspectors = (join([i.name, i.role, "lead" if i.lead else None]) for i in record.inspectors)
    yield "Inspectors", _several(inspectors, "/inspectors")
    for label, name in (("Addressed to", "addressees"), ("Signed by", "signatories")):
        people = (join([p.name, p.role, p.organisation]) for p in getattr(record, name))
        yield label, _several(people, f"/{name}")
    yield "Inspectorates", _several(record.inspectorates, "/inspectorates")
    yield "Copied to", _several(record.copied_to, "/copied_to")


def _one(value: object, pointer: str) -> _Facts:
    return [(str(value), pointer)] if value else []


def _day(value: date | None, pointer: str) -> _Facts:
    return [(long_date(value), pointer)] if value else []


def _several(values: Iterable[str], pointer: str) -> _Facts:
    return [(value, f"{pointer}/{i}") for i, value in enumerate(values)]


def _authorities(record: VisitRecord) -> Iterator[tuple[str, str]]:
    if record.authority:
        yield authority_words(record.authority), "/authority"
    yield from _several(map(authority_words, record.other_authorities), "/other_authorities")


def _anchor(anchor: Anchor) -> str:
    number = ordinal(anchor.number) if anchor.number is not None else None
    return join([number, load_words()["anchors"].get(anchor.since, anchor.since)], " ")


def _judged_before(record: VisitRecord) -> Iterator[tuple[str, str]]:
    grades = load_words()["grades"]
    previous = record.previous_judgement
    if previous:
        said = [grades[previous.grade], previous.scope, month_words(previous.year, previous.month)]
        yield join(said), "/previous_judgement"

    def area(one: PreviousAreaJudgement) -> str:
        return join([f"{one.area}: {grades[one.grade]}", month_words(one.year, one.month)])

    yield from _several(map(area, record.previous_judgements), "/previous_judgements")
