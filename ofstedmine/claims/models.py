"""What a secondary document says of visits, and what the check of it found: pydantic records.

Offsets count code points of the text that was read, as in records of letters. Every claim has its
evidence. ``attributed_to`` tells whose words a claim is: what a councillor says is not Ofsted's.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from ofstedmine.records import (
    Cohort,
    Evidence,
    Grade,
    Model,
    Offset,
    Page,
    Period,
    Sentiment,
    Theme,
)

__all__ = [
    "AnyClaim",
    "Change",
    "CheckReport",
    "Checked",
    "Claim",
    "Difference",
    "DocumentKind",
    "Figure",
    "FigureClaim",
    "FigureNote",
    "FindingClaim",
    "JudgementClaim",
    "LeftOut",
    "Paper",
    "Passage",
    "QuotationClaim",
    "Tone",
    "VisitClaim",
]

DocumentKind = Literal["press_release", "committee_paper", "news_article", "other"]
Precision = Literal["day", "month", "season", "year"]
Attribution = Literal["ofsted", "told_inspectors", "council", "document", "unknown"]
Status = Literal["supported", "differs_from_letter", "not_found", "not_checkable"]
Unit = Literal["count", "percent", "money", "minutes", "days", "months", "years"]
Hedge = Literal["about", "over", "under", "nearly", "at_most", "at_least"]


class Claim(Model):
    """Something that a document says of a visit, a judgement or what inspectors found.

    ``text`` is the sentence that the claim stands in, from ``sentence_start`` on; ``start`` and
    ``end`` are of the claim's own words. ``paragraph`` numbers the paragraphs, headings and items
    of lists, and ``before`` holds the words that lead up to the sentence: the one before it in its
    paragraph, or what leads in its list.

    Examples
    --------
    >>> import ofstedmine as om
    >>> claims = om.claims("corpus/secondary/aldermere_press_release_2022.html")
    >>> isinstance(claims[0], om.Claim)
    True
    """

    id: str
    kind: str
    text: str
    sentence_start: Offset
    start: Offset
    end: Offset
    page: Page = None
    paragraph: Offset = 0
    before: str = ""
    attributed_to: Attribution = "document"
    evidence: list[Evidence] = Field(min_length=1)


class VisitClaim(Claim):
    """A visit or inspection, past or planned, or the letter about it.

    ``count`` is of visits ("seven monitoring visits over two years"), ``number`` of one of them.
    """

    kind: Literal["visit"] = "visit"
    event: Literal["visit", "inspection", "letter"] = "visit"
    planned: bool = False
    number: Annotated[int, Field(ge=1)] | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    over: str | None = None
    latest: bool = False
    when: list[Period] = Field(default_factory=list)
    precision: Precision | None = None
    year_inferred: bool = False
    weekday_fits: bool | None = None
    about: list[Cohort] = Field(default_factory=list)


class JudgementClaim(Claim):
    """A grade that services are said to have been given."""

    kind: Literal["judgement"] = "judgement"
    grade: Grade
    area: str | None = None
    when: Period | None = None
    precision: Precision | None = None
    year_inferred: bool = False
    event: Literal["inspection", "letter"] = "inspection"


class QuotationClaim(Claim):
    """Words in quotation marks, and who is said to have spoken or written them."""

    kind: Literal["quotation"] = "quotation"
    quote: str
    speaker: str | None = None


class Figure(Model):
    """A figure as written, and what it counts."""

    value: float
    unit: Unit
    hedge: Hedge | None = None
    noun: str | None = None
    as_written: str
    start: Offset
    end: Offset


class FigureNote(Model):
    """What arithmetic inside the document says of a figure."""

    rule: Literal["parts_sum_to_whole", "share_follows_from_count"]
    holds: bool
    message: str


class FigureClaim(Claim):
    """A count or a share."""

    kind: Literal["figure"] = "figure"
    figure: Figure
    share: Figure | None = None
    whole: Figure | None = None
    compared_with: Figure | None = None
    when: Period | None = None
    notes: list[FigureNote] = Field(default_factory=list)


class FindingClaim(Claim):
    """A finding of inspectors in the document's own words, machine-tagged."""

    kind: Literal["finding"] = "finding"
    themes: list[Theme] = Field(default_factory=list)
    sentiment: Sentiment | None = None
    uncertain: bool | None = None
    cohort: list[Cohort] = Field(default_factory=list)


AnyClaim = Annotated[
    VisitClaim | JudgementClaim | QuotationClaim | FigureClaim | FindingClaim,
    Field(discriminator="kind"),
]


class Paper(Model):
    """A secondary document: what it is, when and about whom it was written, what it claims.

    ``authorities`` are names in the order in which they are likely to be meant; the first is the
    one that the document is about. ``may_pass_on`` holds sentences that name no source: the check
    counts them among the claims where a letter has a finding that is like them.
    """

    kind: DocumentKind
    dated: date | None = None
    date_precision: Precision | None = None
    date_inferred: bool = False
    authorities: list[str] = Field(default_factory=list)
    may_pass_on: list[FindingClaim] = Field(default_factory=list)
    evidence: dict[str, list[Evidence]] = Field(default_factory=dict)
    uri: str | None = None
    sha256: str
    model_version: str | None = None
    claims: list[AnyClaim] = Field(default_factory=list)

    @property
    def authority(self) -> str | None:
        """The authority that the document is about, as far as it tells."""
        return self.authorities[0] if self.authorities else None


class Passage(Model):
    """Words of a letter, and where they stand."""

    document_id: str
    letter: str
    text: str
    start: Offset | None = None
    end: Offset | None = None
    page: Page = None
    scope: list[str] = Field(default_factory=list)


class Change(Model):
    """Words of a quotation that are others than the letter's."""

    quoted: str
    letter: str


class Checked(Model):
    """A claim held against the letters: what was found, with both passages.

    ``alignment`` is told of quotations: exact, altered, stitched from several sentences, or not
    there. ``sureness`` is how sure a match of other words is, and ``scope`` holds the words that
    bound what the document says, as a passage's does for the letter.
    """

    claim: AnyClaim
    status: Status
    why: str
    sureness: Literal["sure", "likely", "possible"]
    passages: list[Passage] = Field(default_factory=list)
    alignment: Literal["exact", "altered", "stitched", "not_there"] | None = None
    changes: list[Change] = Field(default_factory=list)
    scope: list[str] = Field(default_factory=list)
    finding_ids: list[str] = Field(default_factory=list)


class LeftOut(Model):
    """Findings of weakness of one theme that the document does not pass on."""

    theme: Theme | None
    passages: list[Passage]


class Tone(Model):
    """Counts of findings by sentiment: in the letter, and among those passed on."""

    document_id: str
    letter: str
    in_letter: dict[Sentiment, int]
    passed_on: dict[Sentiment, int]
    left_out: list[LeftOut]
    validated: bool


class Difference(Model):
    """A figure that two documents give differently: of the same thing, at times of their own."""

    noun: str
    documents: list[str]
    claims: list[FigureClaim]


class CheckReport(Model):
    """A document held against the letters of its authority.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letters = om.Shelf([om.mine("corpus/letters/aldermere_monitoring_6_2022.docx")])
    >>> report = om.check("corpus/secondary/aldermere_press_release_2022.html", letters)
    >>> isinstance(report, om.CheckReport), len(report.checks) > 9
    (True, True)
    """

    document: Paper
    authority: str | None
    letters: list[str]
    checks: list[Checked]
    tone: list[Tone] = Field(default_factory=list)
    between_documents: list[Difference] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

    def counts(self) -> dict[Status, int]:
        """Return how many claims there are of each status."""
        order: list[Status] = ["supported", "differs_from_letter", "not_found", "not_checkable"]
        return {status: sum(one.status == status for one in self.checks) for status in order}

    def to_html(self) -> str:
        """Return the report as a web page of its own, without scripts, to attach to an email."""
        from ofstedmine.showing.check_html import check_html

        return check_html(self)

    def to_markdown(self) -> str:
        """Return the report as Markdown; what the document says is escaped."""
        from ofstedmine.showing.check_markdown import check_markdown

        return check_markdown(self)

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from ofstedmine.showing.check_html import check_card

        return check_card(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return self.model_dump(mode="json")
