"""Which letters of an authority a dataset has, and which monitoring visits are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.timeline import FULL

if TYPE_CHECKING:
    from ofstedmine.batch.rows import Row
    from ofstedmine.batch.timeline import Seen, Timeline

__all__ = ["coverage_rows"]

MONITORING = "monitoring_visit"
FIRST = "a first monitoring visit often has no published letter"
AGAIN = "another file of the same visit"
NO_NUMBER = "the letter states no number"
NO_AUTHORITY = "no authority was understood"


def coverage_rows(timeline: Timeline, codes: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    """Yield a row for each letter, and for each missing number of a monitoring visit.

    Monitoring visits are counted anew after an inspection. A count ends where the dataset has a
    full inspection between two visits, or where the number does not rise. Numbers are missing
    below the highest of a count; what came after that a dataset cannot know.

    Parameters
    ----------
    timeline : Timeline
        The letters.
    codes : mapping
        Region of each authority, by name.

    Yields
    ------
    dict
        Rows of ``coverage``: by authority, and there by day.
    """
    for name in sorted(timeline.authorities):
        letters = timeline.authorities[name]
        region = codes.get(name, {}).get("region")
        for position, row in enumerate(_of_authority(letters), 1):
            yield {"authority": name, "region": region, "position": position} | row
    unknown = (one for one in timeline.letters.values() if one.authority is None)
    for position, one in enumerate(unknown, 1):
        yield _here(one) | {"position": position, "note": NO_AUTHORITY}


def _of_authority(letters: Sequence[Seen]) -> Iterator[Row]:
    series, number = 0, 0
    last: Seen | None = None
    inspected = True
    known: set[str] = set()
    for one in letters:
        again = one.visit_id in known and one.start is not None
        known.add(one.visit_id)
        if one.kind in FULL:
            inspected = inspected or not again
        if one.kind != MONITORING or again:
            note = AGAIN if again else None
            counted = series if one.kind == MONITORING else None
            yield _here(one) | {"series": counted, "note": note}
            continue
        if inspected or (one.number is not None and one.number <= number):
            series, number, last, inspected = series + 1, 0, None, False
        if one.number is None:
            yield _here(one) | {"series": series, "note": NO_NUMBER}
        else:
            for missing in range(number + 1, one.number):
                yield {
                    "kind": MONITORING,
                    "series": series,
                    "visit_number": missing,
                    "state": "missing",
                    "after": last and last.start,
                    "before": one.start,
                    "note": FIRST if missing == 1 else None,
                }
            yield _here(one) | {"series": series}
            number = one.number
        last = one


def _here(one: Seen) -> Row:
    return {
        "kind": one.kind,
        "visit_number": one.number,
        "state": "here",
        "visit_start": one.start,
        "letter_id": one.letter_id,
        "document_id": one.document_id,
    }
