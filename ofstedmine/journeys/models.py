"""What a journey is made of: pydantic models, no logic but how they are shown.

A `Journey` is what the letters of one authority say in order of time: rounds, each from a
judgement over the visits after it to the inspection that ends it. `Remark` names what does not
fit; the codes and their words are data (``data/remarks.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field

from ofstedmine.records import (
    Cohort,
    Grade,
    Judgement,
    Kind,
    Model,
    Page,
    Period,
    Progress,
    Sentiment,
    Theme,
)

__all__ = [
    "Area",
    "AreaVisits",
    "Change",
    "Concern",
    "Count",
    "Gap",
    "Journey",
    "JourneyVisit",
    "Judged",
    "LeftOut",
    "Place",
    "Remark",
    "Round",
    "Share",
    "SourceDocument",
    "StatedJudgement",
    "Tone",
    "ToneCell",
    "UsualGap",
]

Level = Literal["contradiction", "gap", "note"]
PlacedBy = Literal["days", "letter_date", "published", "number", "nothing"]
Direction = Literal["more_positive", "less_positive", "no_clear_change"]
NotCompared = Literal[
    "no_earlier_visit",
    "not_an_area",
    "areas_not_known",
    "areas_differ",
    "other_children",
    "other_framework",
    "not_tagged",
    "other_tagger",
    "too_few",
]


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


class Share(Model):
    """A share with its 95% interval (Wilson)."""

    n: int
    of: int
    share: float
    low: float
    high: float


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


class UsualGap(Model):
    """What is usual between two visits with consecutive numbers, and where that is known from."""

    median_days: int
    low_days: int
    high_days: int
    pairs: int
    authorities: int
    source: str


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


class StatedJudgement(Model):
    """A judgement as a letter recalls it."""

    grade: Grade
    year: int | None = None
    month: int | None = None
    visit: str


class Judged(Model):
    """A judgement: from an inspection report, or as later letters recall it."""

    id: str
    known_from: Literal["inspection", "letters"]
    kind: Kind | None = None
    grade: Grade | None = None
    start: date | None = None
    end: date | None = None
    year: int | None = None
    month: int | None = None
    judgements: list[Judgement] = Field(default_factory=list)
    stated: list[StatedJudgement] = Field(default_factory=list)
    sources: list[SourceDocument] = Field(default_factory=list)


class Change(Model):
    """What the tone of a theme did since the last visit that looked at it, or why none is stated.

    ``then`` and ``now`` are the shares of positive findings; ``direction`` is stated only where
    both visits looked at the area, each has ten findings on it, and the interval of the difference
    tells. ``between`` lists visits in between that did not look at it.
    """

    theme: Theme | None
    visit: str
    previous: str | None = None
    between: list[str] = Field(default_factory=list)
    n_then: int | None = None
    n_now: int = 0
    then: Share | None = None
    now: Share | None = None
    low: float | None = None
    high: float | None = None
    direction: Direction | None = None
    why_not: NotCompared | None = None


class Concern(Model):
    """An area of concern that the inspection named, and the visits that looked at it."""

    text: str
    document_id: str
    page: Page = None
    themes: list[Theme] = Field(default_factory=list)
    cohorts: list[Cohort] = Field(default_factory=list)
    revisited: Literal["yes", "partly", "never", "not_known"]
    visits: list[str] = Field(default_factory=list)
    themes_never: list[Theme] = Field(default_factory=list)


class AreaVisits(Model):
    """A theme, and the visits whose areas covered name it."""

    theme: Theme
    visits: list[str]


class Round(Model):
    """From a judgement to the inspection that ends it."""

    judgement: Judged | None = None
    visits: list[JourneyVisit] = Field(default_factory=list)
    reinspection: Judged | None = None
    changes: list[Change] = Field(default_factory=list)
    concerns: list[Concern] = Field(default_factory=list)
    areas: list[AreaVisits] = Field(default_factory=list)


class Remark(Model):
    """Something that does not fit, is not there, or that a reader should know.

    ``level`` says which: ``contradiction``, ``gap`` or ``note`` (known, and no error).
    """

    code: str
    level: Level
    message: str
    visits: list[str] = Field(default_factory=list)
    documents: list[str] = Field(default_factory=list)
    numbers: list[int] = Field(default_factory=list)


class LeftOut(Model):
    """A document of the authority that is no part of the journey."""

    document_id: str
    kind: Kind


class Place(Model):
    """The authority, and what it was before and became after a reorganisation."""

    name: str
    ons_code: str | None = None
    region: str | None = None
    predecessors: list[str] = Field(default_factory=list)
    successors: list[str] = Field(default_factory=list)


class Journey(Model):
    """What the letters of one authority say in order of time.

    Attributes
    ----------
    authority : Place
        Whose journey it is.
    rounds : list of Round
        In order of time, each from a judgement to the next inspection.
    unplaced : list of JourneyVisit
        Visits of which neither a day nor a place by their number is known.
    remarks : list of Remark
        What does not fit, what is not there, what a reader should know.
    usual_gap : UsualGap
        What the time between visits is held against.
    left_out : list of LeftOut
        Documents of other kinds.
    """

    authority: Place
    rounds: list[Round] = Field(default_factory=list)
    unplaced: list[JourneyVisit] = Field(default_factory=list)
    remarks: list[Remark] = Field(default_factory=list)
    usual_gap: UsualGap
    left_out: list[LeftOut] = Field(default_factory=list)

    @property
    def visits(self) -> list[JourneyVisit]:
        """All visits in order; those that have no place come last."""
        return [*(visit for one in self.rounds for visit in one.visits), *self.unplaced]

    @property
    def contradictions(self) -> list[Remark]:
        """The remarks on what does not fit."""
        return [one for one in self.remarks if one.level == "contradiction"]

    def rows(self) -> list[dict[str, Any]]:
        """Return tidy rows for frames and charts: a row a visit, theme, sentiment and progress.

        Returns
        -------
        list of dict
            ``authority``, ``round``, ``visit``, ``kind``, ``number``, ``date``, ``theme`` (None:
            all findings), ``sentiment``, ``progress``, ``n``, ``of`` (findings on the theme in
            this visit), ``enough`` (whether ``of`` is ten or more), ``areas``, ``looked_at``
            (whether the areas covered name the theme), ``comparable_with_previous`` (with the
            visit right before, of the same kind) and ``why_not``. No row names an inspector.
        """
        from ofstedmine.journeys.rows import rows_of

        return rows_of(self)

    def to_dict(self, *, names: bool = True) -> dict[str, Any]:
        """Return the journey as JSON holds it.

        Parameters
        ----------
        names : bool, default True
            Whether the inspectors are named.

        Returns
        -------
        dict
            The fields of the models; dates are text.
        """
        data = self.model_dump(mode="json")
        if not names:
            for visit in _visits_in(data):
                visit["inspectors"] = []
        return data

    def __repr__(self) -> str:
        found = len(self.visits)
        odd = len(self.contradictions)
        parts = [
            f"{found} visit{'s' if found != 1 else ''}",
            f"{len(self.rounds)} round{'s' if len(self.rounds) != 1 else ''}",
        ]
        if odd:
            parts.append(f"{odd} contradiction{'s' if odd != 1 else ''}")
        return f"Journey {self.authority.name}: {', '.join(parts)}"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Show the journey in a notebook."""
        from ofstedmine.showing.journey_html import journey_html

        return journey_html(self)


def _summed(pairs: Iterator[tuple[str, int]] | Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, n in pairs:
        found[name] = found.get(name, 0) + n
    return found


def _visits_in(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in data["rounds"]:
        yield from one["visits"]
    yield from data["unplaced"]
