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

from ofstedmine.journeys.visits import JourneyVisit, SourceDocument
from ofstedmine.records import (
    Cohort,
    Grade,
    Judgement,
    Kind,
    Model,
    Page,
    Theme,
)

__all__ = [
    "AreaVisits",
    "Change",
    "Concern",
    "Journey",
    "Judged",
    "LeftOut",
    "Place",
    "Remark",
    "Round",
    "Share",
    "StatedJudgement",
    "UsualGap",
]

Level = Literal["contradiction", "gap", "note"]
Direction = Literal["more_positive", "less_positive", "no_clear_change"]
NotCompared = Literal[
    "no_earlier_visit",
    "not_an_area",
    "areas_not_known",
    "areas_differ",
    "other_kind",
    "other_children",
    "other_framework",
    "not_tagged",
    "other_tagger",
    "too_few",
]


class Share(Model):
    """A share with its 95% interval (Wilson)."""

    n: int
    of: int
    share: float
    low: float
    high: float


class UsualGap(Model):
    """What is usual between two visits with consecutive numbers, and where that is known from."""

    median_days: int
    low_days: int
    high_days: int
    pairs: int
    authorities: int
    source: str


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

    Examples
    --------
    >>> import ofstedmine as om
    >>> records = [om.mine("corpus/letters/aldermere_monitoring_1_2020.pdf")]
    >>> om.journey(records, "Aldermere")
    Journey Aldermere: 1 visit, 1 round
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


def _visits_in(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in data["rounds"]:
        yield from one["visits"]
    yield from data["unplaced"]
