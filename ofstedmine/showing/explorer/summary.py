"""A letter as the list of the explorer shows it: who, when, what, how many findings."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.shares import counted_findings, sentiment_counts
from ofstedmine.findings.tagging import NOT_VALIDATED
from ofstedmine.showing.tags_text import record_tagged
from ofstedmine.showing.words import kind_words, list_days, long_date

if TYPE_CHECKING:
    from datetime import date

    from ofstedmine.records import VisitRecord

__all__ = ["FEWEST", "intervals", "summary"]

FEWEST = 10
"""Of fewer findings than these no share is shown."""
_Z = 1.96


def summary(record: VisitRecord, key: str) -> dict[str, Any]:
    r"""Return what the list, the road of an authority and the CSV know of a letter.

    Parameters
    ----------
    record : VisitRecord
        Its record.
    key : str
        What the page calls the letter in its links.

    Returns
    -------
    dict
        What JSON can hold. No name of a person is in it: lists and sheets carry tags, and no
        table relates a named inspector to tone or grade.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> summary(record, "a1")["kind"]
    'other'
    """
    places = [one for one in (record.authority, *record.other_authorities) if one]
    days = [list_days(period, record.visit.dates) for period in record.visit.periods]
    first = min((period.start for period in record.visit.periods), default=None)
    last = max((period.end for period in record.visit.periods), default=None)
    dated = record.letter_date or record.published
    day = first or dated
    counted = counted_findings(record)
    tagged = [one for one in counted if one.sentiment]
    counts = [*sentiment_counts(tagged).values()]
    return {
        "id": key,
        "doc": record.document_id,
        "file": PurePosixPath((record.source.uri or "").replace("\\", "/")).name,
        "title": record.title or "",
        "who": [one.name for one in places],
        "ons": [one.ons_code for one in places if one.ons_code],
        "regions": [*dict.fromkeys(one.region for one in places if one.region)],
        "kind": record.kind,
        "kindWords": kind_words(record.kind),
        "framework": record.framework.name,
        "type": record.framework.inspection_type,
        "days": " and ".join(days),
        "first": _iso(first),
        "last": _iso(last),
        "dated": _iso(dated),
        "datedWords": long_date(dated) if dated else "",
        "year": day.year if day else None,
        "number": record.visit.number,
        "areas": [" ".join(item.text.split()) for item in record.areas_covered],
        "areasAsked": record.missing.get("/areas_covered") != "not_in_framework",
        "grades": [[one.area, one.grade_as_written] for one in record.judgements],
        "n": len(counted),
        "tagged": len(tagged),
        "counts": counts,
        "around": intervals(counts),
        "tagger": record.source.model_version,
        "by": record_tagged(record) if tagged else "",
        "validated": all(warning.code != NOT_VALIDATED for warning in record.warnings),
        "warnings": len(record.warnings),
    }


def intervals(counts: Sequence[int]) -> list[list[int]] | None:
    """Return the 95 % interval of each share in per cent, after Wilson.

    Parameters
    ----------
    counts : sequence of int
        How many findings there are of each sentiment.

    Returns
    -------
    list of [low, high] or None
        None where there are fewer than `FEWEST` findings: then no share is shown.

    Examples
    --------
    >>> intervals([10, 10, 0, 0])
    [[30, 70], [30, 70], [0, 16], [0, 16]]
    >>> intervals([3, 2, 0, 0])
    """
    total = sum(counts)
    if total < FEWEST:
        return None
    around = []
    for count in counts:
        share = count / total
        middle = share + _Z * _Z / (2 * total)
        reach = _Z * sqrt(share * (1 - share) / total + _Z * _Z / (4 * total * total))
        whole = 1 + _Z * _Z / total
        ends = ((middle - reach) / whole, (middle + reach) / whole)
        around.append([round(100 * min(max(end, 0.0), 1.0)) for end in ends])
    return around


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
