"""The letters of one authority, as the check needs them: by date, with their sentences and figures.

`Records` is all that is asked of a dataset; `Shelf` holds records in memory and answers alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import regex

from ofstedmine.claims.figures import find_figures
from ofstedmine.claims.models import Passage
from ofstedmine.claims.wording import Weights, content, scope_words
from ofstedmine.findings.sentences import cut_sentences

if TYPE_CHECKING:
    from ofstedmine.claims.models import Figure
    from ofstedmine.reading.letter import Letter
    from ofstedmine.records import Evidence, VisitRecord

__all__ = ["Held", "Records", "Said", "Shelf", "letters_of"]

_GRACE = timedelta(days=3)
"""A paper may be dated a little before the letter that it is about."""
_QUOTE = 400
_NAME = 16
_BACK = regex.compile(r"(?:It|Its|They|Their|These|Those|This|He|She|Here|There)\b")


class Records(Protocol):
    """What the check asks of a dataset."""

    def records(
        self, authority: str | None = None, kind: str | None = None
    ) -> Iterable[VisitRecord]:
        """Return the records of an authority, by its name or code."""

    def letter(self, document: str, /) -> Letter:
        """Return a letter's text and blocks; LookupError where it is not there."""


class Shelf:
    """Records in memory, with the letters that are at hand.

    Parameters
    ----------
    records : iterable of VisitRecord
        The records.
    letters : mapping of str to Letter, optional
        Letters by their ``document_id``.

    Examples
    --------
    >>> list(Shelf([]).records(authority="Northmoor"))
    []
    """

    def __init__(
        self, records: Iterable[VisitRecord], letters: Mapping[str, Letter] | None = None
    ) -> None:
        self._records: dict[str, list[VisitRecord]] = {}
        self._all: list[VisitRecord] = []
        self._letters = letters or {}
        for record in records:
            self._all.append(record)
            for one in (record.authority, *record.other_authorities):
                if one is not None:
                    for name in filter(None, (one.name, one.ons_code)):
                        self._records.setdefault(name, []).append(record)

    def __len__(self) -> int:
        return len(self._all)

    def records(
        self, authority: str | None = None, kind: str | None = None
    ) -> Iterator[VisitRecord]:
        """Yield the records of an authority, of a kind if one is named."""
        chosen = self._all if authority is None else self._records.get(authority, [])
        return (one for one in chosen if kind is None or one.kind == kind)

    def letter(self, document: str, /) -> Letter:
        """Return a letter by its id; LookupError where it is not at hand."""
        return self._letters[document]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a letter: its words, its place, the finding that it is."""

    text: str
    start: int | None
    end: int | None
    page: int | None
    finding: str | None
    block: int = 0


class Held:
    """One letter: its record, and its sentences and figures once they are asked for."""

    def __init__(self, record: VisitRecord, dataset: Records) -> None:
        self.record = record
        self._dataset = dataset

    @cached_property
    def letter(self) -> Letter | None:
        """The letter, or None where only its record is at hand."""
        # Two files may be of one document; the letter's own name tells them apart.
        for name in (self.record.document_id, self.record.source.sha256[:_NAME]):
            try:
                return self._dataset.letter(name)
            except LookupError:
                continue
        return None

    @property
    def start(self) -> date | None:
        """The first day of the visit."""
        return min((one.start for one in self.record.visit.periods), default=None)

    @property
    def end(self) -> date | None:
        """The last day of the visit."""
        return max((one.end for one in self.record.visit.periods), default=None)

    @property
    def day(self) -> date:
        """The day by which letters are put in order: its own, else the visit's."""
        known = self.record.letter_date or self.record.published or self.end
        return known or date.min

    @property
    def name(self) -> str:
        """What the letter is called in a report: title and day."""
        title = self.record.title or self.record.kind.replace("_", " ")
        return f"{title} ({self.day.isoformat()})" if self.day != date.min else title

    @cached_property
    def said(self) -> list[Said]:
        """The letter's sentences; those of its findings where the letter is not at hand."""
        by_start = {one.start: one.id for one in self.record.findings}
        if self.letter is None:
            return [Said(f.text, f.start, f.end, f.page, f.id) for f in self.record.findings]
        found = []
        for number, block in enumerate(self.letter.body()):
            for a, b in cut_sentences(block.text):
                start, end = block.start + a, block.start + b
                page = self.letter.page_at(start)
                found.append(
                    Said(self.letter.text[start:end], start, end, page, by_start.get(start), number)
                )
        return found

    @cached_property
    def weights(self) -> Weights:
        """How much each word tells in this letter."""
        return Weights(one.text for one in self.said)

    @cached_property
    def figures(self) -> list[tuple[Said, list[Figure], frozenset[str], frozenset[str]]]:
        """The sentences that have figures, with them, what they are about, and what leads there."""
        found = []
        before: Said | None = None
        for one in self.said:
            figures = find_figures(one.text)
            if figures:
                same = before is not None and before.block == one.block
                around = content(before.text) if before is not None and same else frozenset()
                found.append((one, figures, content(one.text), around))
            before = one
        return found

    @cached_property
    def contents(self) -> list[frozenset[str]]:
        """The words of each sentence that say something; "its" speaks of the sentence before."""
        found: list[frozenset[str]] = []
        before: Said | None = None
        for one in self.said:
            about = content(one.text)
            if before is not None and before.block == one.block and _BACK.match(one.text):
                about |= content(before.text)
            found.append(about)
            before = one
        return found

    def passage(self, one: Said) -> Passage:
        """Return a sentence as a passage."""
        return Passage(
            document_id=self.record.document_id,
            letter=self.name,
            text=one.text,
            start=one.start,
            end=one.end,
            page=one.page,
            scope=scope_words(one.text),
        )

    def cited(self, *pointers: str) -> list[Passage]:
        """Return the words behind values of the record, the sentence around them if it is short."""
        first = (self.record.evidence.get(pointer, [])[:1] for pointer in pointers)
        return [self._around(evidence) for found in first for evidence in found]

    def _around(self, evidence: Evidence) -> Passage:
        start, end, text = evidence.start, evidence.end, evidence.quote
        if self.letter is not None and start is not None and end is not None:
            for one in self.said:
                if one.start is not None and one.end is not None and one.start <= start < one.end:
                    if one.end - one.start <= _QUOTE:
                        start, end = one.start, max(end, one.end)
                        text = self.letter.text[start:end]
                    break
        return Passage(
            document_id=self.record.document_id,
            letter=self.name,
            text=text,
            start=start,
            end=end,
            page=evidence.page,
        )


def letters_of(
    dataset: Records, authorities: Iterable[str], until: date | None
) -> tuple[str | None, list[Held]]:
    """Return the first of some authorities that a dataset has letters of, and those, by date.

    Parameters
    ----------
    dataset : Records
        The dataset.
    authorities : iterable of str
        Names, the likeliest first.
    until : date, optional
        The day of the document: what was written after it is left out.

    Returns
    -------
    tuple of (str or None, list of Held)
        The authority, None where there is none; its letters in order.

    Examples
    --------
    >>> letters_of(Shelf([]), ["Northmoor"], None)
    (None, [])
    """
    for name in authorities:
        found = [Held(record, dataset) for record in dataset.records(authority=name)]
        if found:
            kept = [one for one in found if until is None or one.day <= until + _GRACE]
            return name, sorted(kept, key=lambda one: (one.day, one.record.document_id))
    return None, []
