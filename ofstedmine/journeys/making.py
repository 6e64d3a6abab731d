"""From what records tell to the models of a journey: one visit, one judgement, the time between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ofstedmine.findings.tagging import NOT_VALIDATED
from ofstedmine.journeys.models import Judged, StatedJudgement
from ofstedmine.journeys.placing import placed_by
from ofstedmine.journeys.telling import JUDGEMENT, load_count_words, load_gaps
from ofstedmine.journeys.tone import tones_of
from ofstedmine.journeys.topics import cohorts_named, themes_named
from ofstedmine.journeys.visits import Area, Count, Gap, JourneyVisit, SourceDocument
from ofstedmine.journeys.who import names_of

if TYPE_CHECKING:
    from ofstedmine.journeys.judging import Point
    from ofstedmine.journeys.telling import Told
    from ofstedmine.records import VisitRecord

__all__ = ["judged_of", "set_gaps", "visit_of"]


def visit_of(told: Told) -> JourneyVisit:
    """Return a visit, joined from its documents.

    Parameters
    ----------
    told : Told
        What the documents say; the fullest leads, the others add what it lacks.

    Returns
    -------
    JourneyVisit
        Without the time since the visit before.
    """
    records, main = told.records, told.main
    names = list(dict.fromkeys(name for record in records for name in names_of(record)))
    with_areas = next((one for one in records if one.areas_covered), main)
    return JourneyVisit(
        id=main.visit_id,
        kind=main.kind,
        authority=names[0],
        other_authorities=names[1:],
        placed_by=placed_by(told),
        days=told.days,
        periods=next((one.visit.periods for one in records if one.visit.periods), []),
        letter_date=told.letter_date,
        published=told.published,
        number=next(iter(told.numbers()), None),
        counts=_counts(told),
        final=told.final,
        remote=next((one.visit.remote for one in records if one.visit.remote is not None), None),
        provider=next((one.provider for one in records if one.provider), None),
        framework=next((one.framework.name for one in records if one.framework.name), None),
        title=next((one.title for one in records if one.title), None),
        inspectors=_inspectors(records),
        areas=[
            Area(
                text=item.text,
                page=item.page,
                document_id=with_areas.document_id,
                themes=list(themes_named(item.text)),
                cohorts=list(cohorts_named(item.text)),
            )
            for item in with_areas.areas_covered
        ],
        findings=len(told.findings),
        tones=tones_of(told.findings),
        validated=all(warning.code != NOT_VALIDATED for warning in main.warnings),
        model_version=main.source.model_version,
        sources=[_source(record) for record in records],
    )


def _counts(told: Told) -> list[Count]:
    """Return every count with the beginning that is named, and the first document that does so."""
    named = {
        (anchor.number, anchor.since): record.document_id
        for record in reversed(told.records)
        for anchor in record.visit.anchors
        if anchor.number is not None
    }
    _, judgement = load_count_words()
    families = {(n, JUDGEMENT if since in judgement else since) for n, since in named}
    for (family, number), documents in told.counts.items():
        if (number, family) not in families:
            named[number, "not_stated"] = documents[0]
    return [
        Count(number=number, since=since, document_id=document)
        for (number, since), document in sorted(named.items())
    ]


def _inspectors(records: Sequence[VisitRecord]) -> list[str]:
    """Return the inspectors whom any document names, each once however the case."""
    found: dict[str, str] = {}
    for record in records:
        for one in record.inspectors:
            found.setdefault(" ".join(one.name.casefold().split()), one.name)
    return list(found.values())


def _source(record: VisitRecord) -> SourceDocument:
    return SourceDocument(
        document_id=record.document_id,
        kind=record.kind,
        uri=record.source.uri,
        letter_date=record.letter_date,
        published=record.published,
        model_version=record.source.model_version,
    )


def judged_of(point: Point, visits: Mapping[int, JourneyVisit]) -> Judged:
    """Return a judgement.

    Parameters
    ----------
    point : Point
        The judgement in time.
    visits : mapping of int to JourneyVisit
        The visits that were made, by the id of what tells of them.

    Returns
    -------
    Judged
        From the inspection report where there is one.
    """
    stated = [
        StatedJudgement(grade=one.grade, year=one.year, month=one.month, visit=visits[id(told)].id)
        for one, told in point.stated
    ]
    stated.sort(key=lambda one: (one.year or 0, one.month or 0, one.visit, one.grade))
    if point.inspection:
        told = point.inspection
        return Judged(
            id=told.main.visit_id,
            known_from="inspection",
            kind=told.kind,
            grade=point.grade,
            start=min(told.days, default=None),
            end=max(told.days, default=None),
            year=point.start.year,
            month=point.start.month,
            judgements=told.main.judgements,
            stated=stated,
            sources=[_source(record) for record in told.records],
        )
    month = point.start.month if point.months else None
    name = f"judgement-{point.start.year}" + (f"-{month:02}" if month else "")
    return Judged(
        id=name,
        known_from="letters",
        grade=point.grade,
        year=point.start.year,
        month=month,
        stated=stated,
    )


def set_gaps(visits: Sequence[JourneyVisit]) -> None:
    """Set the time since the visit before of the same kind, in place.

    It is held against what is usual only for monitoring visits whose numbers follow each other:
    between others a visit may be missing.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        Of one round, in order.
    """
    usual = load_gaps()["usual"]
    last: dict[str, JourneyVisit] = {}
    for visit in visits:
        before = last.get(visit.kind)
        if not visit.days:
            continue
        last[visit.kind] = visit
        if before is None:
            continue
        gap = Gap(days=(visit.days[0] - before.days[0]).days, previous=before.id)
        if visit.kind != "monitoring_visit":
            # Others are not counted, and come when they come: only the days are told.
            visit.gap = gap
            continue
        if visit.number is None or before.number is None:
            gap.why_not = "numbers_unknown"
        else:
            gap.numbers_apart = visit.number - before.number
            if gap.numbers_apart != 1:
                gap.why_not = "visit_missing" if gap.numbers_apart > 1 else "numbers_fall"
        if gap.why_not is None:
            gap.compared = "within"
            if gap.days < usual["low_days"]:
                gap.compared = "shorter"
            elif gap.days > usual["high_days"]:
                gap.compared = "longer"
        visit.gap = gap
