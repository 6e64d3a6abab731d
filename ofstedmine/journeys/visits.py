"""What a visit is in a journey: pydantic models, no logic but what is summed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from ofstedmine.records import Cohort, Kind, Model, Page, Period, Progress, Sentiment, Theme

__all__ = [
    "Area",
    "Count",
    "Gap",
    "JourneyVisit",
    "PlacedBy",
    "SourceDocument",
    "Tone",
    "ToneCell",
]

PlacedBy = Literal["days", "letter_date", "published", "number", "nothing"]


class SourceDocument(Model):
    """A document that tells of a visit or judgement."""

    document_id: str
    kind: Kind
    uri: str | None = None
    letter_date: date | None = None
    published: date | None = None
    model_version: str | None = None


class Area(Model):
    """An area that a visit looked at: the letter's words, and the themes they are taken for."""

    text: str
    page: Page = None
    document_id: str
    themes: list[Theme] = Field(default_factory=list)
    cohorts: list[Cohort] = Field(default_factory=list)


class Count(Model):
    """One count of a visit: its number, what it counts from, the document that says so."""

    number: int
    since: str
    document_id: str


class ToneCell(Model):
    """How many findings have this sentiment and this progress."""

    sentiment: Sentiment
    progress: Progress
    n: int


class Tone(Model):
    """The tagged findings of a visit on one theme (None: all of them), without repeats and cases.

    A finding with several themes counts under each, so themes do not add up to all findings.
    """

    theme: Theme | None
    n: int
    cells: list[ToneCell]

    @property
    def sentiment(self) -> dict[str, int]:
        """Findings by sentiment."""
        return _summed((cell.sentiment, cell.n) for cell in self.cells)

    @property
    def progress(self) -> dict[str, int]:
        """Findings by progress."""
        return _summed((cell.progress, cell.n) for cell in self.cells)


class Gap(Model):
    """The time since the visit before, of the same kind: from first day to first day."""

    days: int
    previous: str
    numbers_apart: int | None = None
    compared: Literal["within", "shorter", "longer"] | None = None
    why_not: Literal["visit_missing", "numbers_unknown", "numbers_fall"] | None = None


class JourneyVisit(Model):
    """One visit, joined from all documents that tell of it.

    Attributes
    ----------
    placed_by : str
        What its place in the order rests on: its days, the letter's date, the day of publication,
        its number alone, or nothing.
    counts : list of Count
        Every count that its documents state; ``number`` is the one since the judgement.
    tones : list of Tone
        All findings first, then each theme that occurs. Empty where nothing is tagged.
    findings : int
        Findings that count, tagged or not.
    """

    id: str
    kind: Kind
    authority: str
    other_authorities: list[str] = Field(default_factory=list)
    placed_by: PlacedBy
    days: list[date] = Field(default_factory=list)
    periods: list[Period] = Field(default_factory=list)
    letter_date: date | None = None
    published: date | None = None
    number: int | None = None
    counts: list[Count] = Field(default_factory=list)
    final: bool = False
    remote: bool | None = None
    provider: str | None = None
    framework: str | None = None
    title: str | None = None
    inspectors: list[str] = Field(default_factory=list)
    areas: list[Area] = Field(default_factory=list)
    findings: int = 0
    tones: list[Tone] = Field(default_factory=list)
    validated: bool = True
    model_version: str | None = None
    gap: Gap | None = None
    sources: list[SourceDocument]

    @property
    def day(self) -> date | None:
        """The first day on site, else the date of the letter, else the day of publication."""
        return min(self.days) if self.days else self.letter_date or self.published

    @property
    def looked_at(self) -> list[Theme]:
        """The themes that the areas covered are taken for."""
        return list(dict.fromkeys(theme for area in self.areas for theme in area.themes))

    def tone(self, theme: Theme | None = None) -> Tone | None:
        """Return the findings on a theme; None where there are none.

        Parameters
        ----------
        theme : str, optional
            Its slug; all findings where it is left out.

        Returns
        -------
        Tone or None
            Counts by sentiment and progress.
        """
        return next((tone for tone in self.tones if tone.theme == theme), None)


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, n in pairs:
        found[name] = found.get(name, 0) + n
    return found
