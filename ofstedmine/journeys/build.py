"""Journeys from records: grouped once, joined, put in order, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from ofstedmine.journeys.checks import (
    document_remarks,
    doubt_remarks,
    judgement_remarks,
    order_remarks,
    provider_remarks,
)
from ofstedmine.journeys.concerns import areas_of, concerns_of
from ofstedmine.journeys.joining import in_one_order, join
from ofstedmine.journeys.judging import parted, points_of
from ofstedmine.journeys.making import judged_of, set_gaps, visit_of
from ofstedmine.journeys.models import Journey, LeftOut, Level, Round, UsualGap
from ofstedmine.journeys.numbers import number_remarks
from ofstedmine.journeys.placing import in_order
from ofstedmine.journeys.reorganised import place_of, reorganisation_remarks
from ofstedmine.journeys.telling import load_gaps
from ofstedmine.journeys.tone import changes
from ofstedmine.journeys.who import by_authority, known, names_of, no_such_authority, told_with

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset
    from ofstedmine.journeys.judging import Point
    from ofstedmine.journeys.models import Remark
    from ofstedmine.journeys.telling import Told
    from ofstedmine.journeys.visits import JourneyVisit
    from ofstedmine.records import VisitRecord

__all__ = ["journey", "journeys"]

_VISITS = frozenset({"monitoring_visit", "focused_visit", "assurance_visit", "jtai"})
_INSPECTIONS = frozenset({"ilacs_inspection", "sif_inspection"})


def journeys(records: Iterable[VisitRecord]) -> list[Journey]:
    """Return the journeys of all authorities that letters are about.

    Parameters
    ----------
    records : iterable of VisitRecord
        Records in any order, or a dataset. Those that name no authority are left out.

    Returns
    -------
    list of Journey
        One an authority, in alphabetical order.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.journeys([om.parse(om.read("corpus/letters/aldermere_monitoring_1_2020.pdf"))])
    [Journey Aldermere: 1 visit, 1 round]
    """
    return [_journey(name, some) for name, some in by_authority(records).items()]


def journey(records: Iterable[VisitRecord] | Dataset, authority: str) -> Journey:
    """Return the journey of one authority.

    Parameters
    ----------
    records : iterable of VisitRecord
        Records in any order, or a dataset; others than those of the authority are passed over.
    authority : str
        Its name, an alias or a code.

    Returns
    -------
    Journey
        Its rounds, visits and remarks.

    Raises
    ------
    LookupError
        If no record is about the authority; the message names those that are meant perhaps.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.journey([], "Northmoor")
    Traceback (most recent call last):
    LookupError: no letter is about 'Northmoor'; there are letters about nobody
    """
    found = known(authority)
    name = found.name if found else authority
    names = told_with(name)
    kept, there = _about(names, records)
    if not kept:
        raise LookupError(no_such_authority(authority, there.values()))
    return _journey(there.get(name.casefold(), name), kept)


def _about(
    names: Sequence[str], records: Iterable[VisitRecord] | Dataset
) -> tuple[list[VisitRecord], dict[str, str]]:
    """Return the records about some authorities, and all names that were met."""
    select = getattr(records, "records", None)
    if select:
        # A dataset finds the letters of an authority without reading all records.
        kept = [record for name in names for record in select(authority=name)]
        if kept:
            return kept, {one.casefold(): one for record in kept for one in names_of(record)}
    wanted = {name.casefold() for name in names}
    there: dict[str, str] = {}
    kept = []
    for record in records:
        named = {one.casefold(): one for one in names_of(record)}
        there |= named
        if not wanted.isdisjoint(named):
            kept.append(record)
    return kept, there


def _journey(name: str, records: Sequence[VisitRecord]) -> Journey:
    ordered = in_one_order(records)
    told, unsure = join([one for one in ordered if one.kind in _VISITS | _INSPECTIONS])
    events = [one for one in told if one.kind in _VISITS]
    points = points_of([one for one in told if one.kind in _INSPECTIONS], events)
    rounds, unplaced = parted(points, events)
    made = {id(one): visit_of(one) for one in events}
    found: list[Remark] = [*reorganisation_remarks(name, made.values())]
    parts: list[Round] = []
    for n, (point, some) in enumerate(rounds):
        pairs = [(one, made[id(one)]) for one in in_order(some)]
        following = rounds[n + 1][0] if n + 1 < len(rounds) else None
        part, remarks = _round(point, pairs, following, made)
        parts.append(part)
        found += remarks
    lost = [made[id(one)] for one in unplaced]
    found += [r for one in unplaced for r in document_remarks(one, made[id(one)])]
    doubts = [[made[id(one)] for one in some if id(one) in made] for some in unsure]
    found += doubt_remarks([some for some in doubts if len(some) > 1])
    result = Journey(
        authority=place_of(name, ordered),
        rounds=parts,
        unplaced=lost,
        usual_gap=UsualGap.model_validate(load_gaps()["usual"]),
        left_out=[
            LeftOut(document_id=one.document_id, kind=one.kind)
            for one in ordered
            if one.kind not in _VISITS | _INSPECTIONS
        ],
    )
    found += provider_remarks(result.visits)
    result.remarks = _sorted(found)
    return result


def _round(
    point: Point | None,
    pairs: Sequence[tuple[Told, JourneyVisit]],
    following: Point | None,
    made: dict[int, JourneyVisit],
) -> tuple[Round, list[Remark]]:
    visits = [visit for _, visit in pairs]
    set_gaps(visits)
    remarks = [one for told, visit in pairs for one in document_remarks(told, visit)]
    remarks += [*number_remarks(visits), *order_remarks(visits)]
    if point:
        remarks += judgement_remarks(point, pairs, made)
    part = Round(
        judgement=judged_of(point, made) if point else None,
        visits=visits,
        reinspection=judged_of(following, made) if following else None,
        changes=changes(visits),
        concerns=concerns_of(point.inspection if point else None, visits),
        areas=areas_of(visits),
    )
    return part, remarks


def _sorted(remarks: Iterable[Remark]) -> list[Remark]:
    """Return remarks in one order: contradictions first."""
    levels = {level: n for n, level in enumerate(get_args(Level))}
    return sorted(
        remarks, key=lambda one: (levels[one.level], one.code, one.visits, one.numbers, one.message)
    )
