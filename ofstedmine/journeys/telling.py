"""What the documents about one visit or inspection say together.

`Told` holds the records that tell of one event. The fullest record leads: its days and findings
are the event's, and what it lacks the others add. Nothing is counted twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from ofstedmine.findings.shares import counted_findings
from ofstedmine.parsing.wording import any_of

if TYPE_CHECKING:
    from ofstedmine.records import Finding, Kind, PreviousJudgement, VisitRecord

__all__ = [
    "JUDGEMENT",
    "UNSTATED",
    "Told",
    "counts_of",
    "days_before",
    "days_of",
    "load_count_words",
    "load_gaps",
]

_DATA = Path(__file__).parent / "data"
_LONGEST_PERIOD = 92
"""Days of a period that are looked at; a longer one is a mistake of reading."""
JUDGEMENT = "judgement"
"""The family of counts that begin with the judgement, by whatever name."""
UNSTATED = "unstated"
"""The family of the number of a record that does not say from where it counts."""


@cache
def load_count_words() -> tuple[regex.Pattern[str], frozenset[str]]:
    """Return the word for a last visit, and the beginnings that are the judgement.

    Examples
    --------
    >>> final, beginnings = load_count_words()
    >>> bool(final.search("sixth and final visit")), "inspection" in beginnings
    (True, True)
    """
    data = tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
    return any_of(data["final"], "words.toml: final"), frozenset(data["judgement"])


@cache
def load_gaps() -> Mapping[str, Mapping[str, Any]]:
    """Return the usual times between visits, and between a visit and its letter.

    Examples
    --------
    >>> load_gaps()["letter"]["median_days"]
    34
    """
    return tomllib.loads((_DATA / "gaps.toml").read_text(encoding="utf-8"))


@dataclass
class Told:
    """One event, and the records that tell of it, the fullest first.

    Attributes
    ----------
    records : list of VisitRecord
        At least one.
    """

    records: list[VisitRecord]

    @classmethod
    def of(cls, records: Sequence[VisitRecord]) -> Told:
        """Return the event that records tell of, whatever their order was.

        Records are to come in one order: `sorted` keeps it among equally full ones.
        """
        return cls(sorted(records, key=_fullness, reverse=True))

    @property
    def main(self) -> VisitRecord:
        """The fullest record."""
        return self.records[0]

    @property
    def kind(self) -> Kind:
        """The kind that the fullest record has."""
        return self.main.kind

    @cached_property
    def days(self) -> list[date]:
        """Every day on site that is stated, in order."""
        return sorted(days_of(self.main)) or sorted({d for r in self.records for d in days_of(r)})

    @cached_property
    def all_days(self) -> list[date]:
        """Every day that any document states."""
        return sorted({day for record in self.records for day in days_of(record)})

    @cached_property
    def letter_date(self) -> date | None:
        """The date of the letter, from the fullest record that has one."""
        return next((r.letter_date for r in self.records if r.letter_date), None)

    @cached_property
    def published(self) -> date | None:
        """The first day of publication."""
        return min((r.published for r in self.records if r.published), default=None)

    @cached_property
    def when(self) -> date | None:
        """The first day, or what it is likely to have been, by the date of letter or publication.

        It puts visits in order and is never shown.
        """
        if self.days:
            return self.days[0]
        issued = self.letter_date or self.published
        return days_before(issued, load_gaps()["letter"]["median_days"]) if issued else None

    @cached_property
    def window(self) -> tuple[date, date]:
        """The days between which the visit must lie."""
        if self.days:
            return self.all_days[0], self.all_days[-1]
        issued = [d for r in self.records for d in (r.letter_date, r.published) if d]
        if not issued:
            return date.min, date.max
        return days_before(min(issued), load_gaps()["letter"]["most_days"]), min(issued)

    @property
    def is_vague(self) -> bool:
        """Whether nothing dates it."""
        return self.when is None

    @cached_property
    def counts(self) -> dict[tuple[str, int], list[str]]:
        """The documents that state each count, by what it counts from and its number.

        The number of a document that does not say from where it counts is mostly the one since the
        judgement; where another document says so of the same number, it is another count.
        """
        stated = [
            (record.document_id, count) for record in self.records for count in counts_of(record)
        ]
        told = {
            number: since for _, (since, number) in stated if since not in (JUDGEMENT, UNSTATED)
        }
        judged = {number for _, (since, number) in stated if since == JUDGEMENT}
        found: dict[tuple[str, int], list[str]] = {}
        for document, (since, number) in stated:
            family = since
            if since == UNSTATED:
                family = JUDGEMENT if number in judged else told.get(number, JUDGEMENT)
            found.setdefault((family, number), []).append(document)
        return found

    def numbers(self, family: str = JUDGEMENT) -> list[int]:
        """Return the numbers that count from one beginning: that of the fullest record first."""
        return [number for since, number in self.counts if since == family]

    @cached_property
    def stated(self) -> list[PreviousJudgement]:
        """The judgements that its documents recall, with at least a year that there is."""
        told = [r.previous_judgement for r in self.records if r.previous_judgement]
        return [one for one in told if one.year and MINYEAR <= one.year <= MAXYEAR]

    @cached_property
    def months(self) -> list[int]:
        """The months of the judgement that are stated, as months since the year nought."""
        return sorted(
            {one.year * 12 + one.month - 1 for one in self.stated if one.month and one.year}
        )

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings that count, of the fullest record."""
        return counted_findings(self.main)

    @cached_property
    def final(self) -> bool:
        """Whether a document calls the visit final."""
        word, _ = load_count_words()
        return any(word.search(text) for record in self.records for text in _about_number(record))


def days_before(day: date, count: int) -> date:
    """Return the day so many days before, or the first that there is.

    Examples
    --------
    >>> days_before(date(2020, 3, 1), 2).isoformat()
    '2020-02-28'
    """
    return date.fromordinal(max(date.min.toordinal(), day.toordinal() - count))


def days_of(record: VisitRecord) -> set[date]:
    """Return every day on site that a record states, those inside its periods too."""
    days = set(record.visit.dates)
    for period in record.visit.periods:
        length = min(max((period.end - period.start).days, 0), _LONGEST_PERIOD)
        days |= {period.start + timedelta(days=n) for n in range(length + 1)}
    return days


def counts_of(record: VisitRecord) -> list[tuple[str, int]]:
    """Return the counts of a record: from what, and the number; its own number first."""
    _, judgement = load_count_words()
    counts = [
        (JUDGEMENT if anchor.since in judgement else anchor.since, anchor.number)
        for anchor in record.visit.anchors
        if anchor.number is not None
    ]
    number = record.visit.number
    if number is not None:
        known = (JUDGEMENT, number) in counts
        counts.insert(0, (JUDGEMENT if known else UNSTATED, number))
    return list(dict.fromkeys(counts))


def _about_number(record: VisitRecord) -> Iterator[str]:
    yield record.title or ""
    yield from (anchor.text for anchor in record.visit.anchors)
    yield from (one.quote for one in record.evidence.get("/visit/number", ()))


def _fullness(record: VisitRecord) -> tuple[bool, int, int, bool, bool]:
    return (
        bool(record.visit.dates or record.visit.periods),
        len(record.findings),
        len(record.areas_covered),
        bool(record.visit.number or record.visit.anchors),
        record.letter_date is not None,
    )
