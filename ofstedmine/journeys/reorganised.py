"""What became of an authority that was renamed, merged or split, as its journey tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ofstedmine.journeys.models import Place
from ofstedmine.journeys.remarks import day_words, remark, when
from ofstedmine.journeys.who import known, predecessors, told_with

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Remark
    from ofstedmine.journeys.visits import JourneyVisit
    from ofstedmine.records import VisitRecord

__all__ = ["place_of", "reorganisation_remarks"]


def place_of(name: str, records: Sequence[VisitRecord]) -> Place:
    """Return an authority with what it was and became.

    Parameters
    ----------
    name : str
        Its name.
    records : sequence of VisitRecord
        Its records: codes of an authority that the gazetteer does not know stand there.

    Returns
    -------
    Place
        Name, code, region, predecessors and successors.

    Examples
    --------
    >>> place_of("Northamptonshire", []).successors
    ['North Northamptonshire', 'West Northamptonshire']
    """
    found = known(name)
    if found:
        return Place(
            name=name,
            ons_code=found.ons_code,
            region=found.region,
            predecessors=list(predecessors(name)),
            successors=list(found.successors),
        )
    written = [
        one
        for record in records
        for one in (record.authority, *record.other_authorities)
        if one and one.name == name
    ]
    return Place(
        name=name,
        ons_code=next((one.ons_code for one in written if one.ons_code), None),
        region=next((one.region for one in written if one.region), None),
    )


def reorganisation_remarks(name: str, visits: Iterable[JourneyVisit]) -> Iterator[Remark]:
    """Remark on what an authority was and became, and on letters that name it after its end.

    Parameters
    ----------
    name : str
        The authority.
    visits : iterable of JourneyVisit
        Its visits.

    Yields
    ------
    Remark
        Codes ``authority_split``, ``authority_merged``, ``authority_renamed`` and
        ``authority_named_after_its_end``.

    Examples
    --------
    >>> [one.code for one in reorganisation_remarks("Poole", [])]
    ['authority_merged']
    """
    found = known(name)
    olds = [old for old in (*predecessors(name), name) if (one := known(old)) and one.abolished]
    for old in olds:
        one = known(old)
        if one is None or one.abolished is None:
            continue
        merged = any(len(predecessors(heir)) > 1 for heir in one.successors)
        code = "authority_renamed"
        if merged:
            code = "authority_merged"
        elif len(one.successors) > 1:
            code = "authority_split"
        told = ""
        if found and old != name and old in told_with(name):
            told = f"; the letters about {old} are told here too"
        elif old == name and not merged:
            told = "; their journeys go on from here"
        yield remark(
            code,
            old=old,
            new=" and ".join(one.successors),
            day=day_words(one.abolished),
            told=told,
        )
    for visit in visits:
        one = known(visit.authority)
        if one and one.abolished and visit.day and visit.day > one.abolished:
            yield remark(
                "authority_named_after_its_end",
                [visit],
                when=when(visit),
                old=one.name,
                day=day_words(one.abolished),
            )
