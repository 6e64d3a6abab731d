"""The latest judgements of every current authority, under the names that analysts know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.timeline import FULL

if TYPE_CHECKING:
    from ofstedmine.batch.rows import Row
    from ofstedmine.batch.timeline import Timeline

__all__ = ["latest_reports", "latest_rows"]

GRADES = {
    "overall": "overall_effectiveness_grade",
    "leaders": "impact_of_leaders_grade",
    "help_and_protection": "help_and_protection_grade",
    "children_in_care": "in_care_grade",
    "children_looked_after": "in_care_grade",
    "care_leavers": "care_leavers_grade",
    "children_in_care_and_care_leavers": "care_and_care_leavers_grade",
}
"""Columns of the summaries by the code of the judged area."""
VISIT = {
    "inspection_type": "inspection_framework",
    "kind": "kind",
    "visit_start": "inspection_start_date",
    "visit_end": "inspection_end_date",
    "letter_date": "report_date",
    "published": "publication_date",
    "url": "inspection_link",
    "document_id": "document_id",
}
"""Columns of the summaries by those of the table of visits."""
NO_REPORT = "no ILACS or SIF report in this dataset"
NO_OVERALL = "the report gives no overall grade"
NO_GRADES = "no judgement was found in the report"


def latest_reports(timeline: Timeline) -> dict[str, str]:
    """Return the latest report of a full inspection for each authority that has one.

    Parameters
    ----------
    timeline : Timeline
        The letters.

    Returns
    -------
    dict of str to str
        Keys of letters by authority; of several files of one report one with an overall grade.
    """
    found = {}
    for name, letters in timeline.authorities.items():
        full = [one for one in letters if one.kind in FULL]
        if full:
            latest = max(
                full,
                key=lambda one: (
                    one.start or one.published or date.min,
                    one.overall_grade is not None,
                    one.letter_id,
                ),
            )
            found[name] = latest.letter_id
    return found


def latest_rows(
    reports: Mapping[str, str],
    authorities: Iterable[Mapping[str, Any]],
    visits: Mapping[str, Row],
    judgements: Iterable[Mapping[str, Any]],
) -> Iterator[Row]:
    """Yield a row for each authority that goes on, with a report or without.

    Parameters
    ----------
    reports : mapping of str to str
        What `latest_reports` returns.
    authorities : iterable of mapping
        Rows of the table of authorities.
    visits : mapping of str to dict
        Rows of the table of visits, those of the reports, by key.
    judgements : iterable of mapping
        Rows of the table of judgements, those of the reports.

    Yields
    ------
    dict
        Rows of ``latest_judgements``.

    Examples
    --------
    >>> council = dict.fromkeys(["region", "ofsted_urn", "la_code", "ons_code"])
    >>> rows = latest_rows({}, [{"authority": "Northmoor", "current": True, **council}], {}, [])
    >>> next(rows)["note"]
    'no ILACS or SIF report in this dataset'
    """
    grades: dict[str, Row] = {}
    for one in judgements:
        if column := GRADES.get(one["area_code"]):
            grades.setdefault(one["letter_id"], {}).setdefault(column, one["grade"])
    for authority in authorities:
        if not authority["current"]:
            continue
        letter = reports.get(authority["authority"])
        row: Row = {
            "local_authority": authority["authority"],
            "region": authority["region"],
            "urn": authority["ofsted_urn"],
            "la_code": authority["la_code"],
            "ons_code": authority["ons_code"],
            "letter_id": letter,
            "note": NO_REPORT,
        }
        if letter is not None:
            said = grades.get(letter, {})
            row |= {ours: visits[letter][name] for name, ours in VISIT.items()} | said
            has_overall = GRADES["overall"] in said
            row["note"] = None if has_overall else NO_OVERALL if said else NO_GRADES
        yield row
