"""The records that the library returns: pydantic models, no logic but validation.

The names here are a contract (see "The record" in the documentation): programs, notebooks and
spreadsheets depend on them. Offsets count code points of ``letter.text``; pages start at 1 and are
``None`` where a format has none; boxes are points from the top left of a page.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1.0"

Kind = Literal[
    "monitoring_visit",
    "focused_visit",
    "assurance_visit",
    "ilacs_inspection",
    "sif_inspection",
    "jtai",
    "area_send",
    "other",
]
Grade = Literal["outstanding", "good", "requires_improvement", "inadequate", "adequate", "other"]
MissingReason = Literal["not_found", "stated_none", "not_in_framework", "ambiguous", "unreadable"]
EvidenceKind = Literal["text", "metadata", "override", "derived"]
SectionRole = Literal[
    "header",
    "areas",
    "context",
    "overview",
    "judgements",
    "findings",
    "improvements",
    "strengths",
    "priority_actions",
    "case_study",
    "method",
    "next_steps",
    "closing",
    "other",
]
Theme = Literal[
    "early_help",
    "front_door",
    "child_protection",
    "assessment",
    "planning_and_review",
    "exploitation_and_missing",
    "domestic_abuse",
    "neglect",
    "parental_risk",
    "sexual_harm",
    "court_and_legal",
    "permanence",
    "placements",
    "health_and_wellbeing",
    "education_and_employment",
    "care_leavers",
    "voice_and_relationships",
    "disabled_children",
    "unaccompanied_children",
    "identity_and_equality",
    "other_groups",
    "management_oversight",
    "case_recording",
    "workforce",
    "leadership_and_governance",
    "quality_assurance",
    "partnership_working",
]
Sentiment = Literal["positive", "negative", "mixed", "neutral"]
Progress = Literal["improved", "early", "no_progress", "declined", "not_stated"]
Cohort = Literal[
    "child_in_need", "child_protection", "children_in_care", "care_leavers", "disabled_children"
]

Page = Annotated[int, Field(ge=1)] | None
Offset = Annotated[int, Field(ge=0)]


def _without_example(schema: dict[str, Any]) -> None:
    """Leave the example of a docstring out of the schema: it is Python's, and no promise."""
    if "description" in schema:
        schema["description"] = schema["description"].partition("\n\nExamples\n")[0]


class Model(BaseModel):
    """Base of all records: unknown fields are errors, values are checked on assignment."""

    model_config = ConfigDict(
        extra="forbid", validate_assignment=True, json_schema_extra=_without_example
    )


class Box(Model):
    """A rectangle on a page, in points from the top left."""

    page: Annotated[int, Field(ge=1)]
    x0: float
    top: float
    x1: float
    bottom: float


class Evidence(Model):
    """The words that a value came from, where they stand, and the rule that read them."""

    quote: str
    page: Page = None
    start: Offset | None = None
    end: Offset | None = None
    boxes: list[Box] = Field(default_factory=list)
    rule: str
    kind: EvidenceKind = "text"


class Framework(Model):
    """The inspection framework that the letter belongs to."""

    name: str | None = None
    inspection_type: Literal["standard", "short"] | None = None
    version: str | None = None


class Authority(Model):
    """A local authority: its canonical name, the words in the letter, its codes and region."""

    name: str
    as_written: str
    ons_code: str | None = None
    la_code: str | None = None
    ofsted_urn: str | None = None
    region: str | None = None


class Period(Model):
    """Consecutive days, both ends included."""

    start: date
    end: date


class Anchor(Model):
    """What a visit number counts from: "second since the authority was judged inadequate"."""

    number: Annotated[int, Field(ge=1)] | None
    since: str
    text: str


class Visit(Model):
    """When the inspectors came, the how-manieth visit it was and what it looked at."""

    periods: list[Period] = Field(default_factory=list)
    dates: list[date] = Field(default_factory=list)
    number: Annotated[int, Field(ge=1)] | None = None
    anchors: list[Anchor] = Field(default_factory=list)
    remote: bool | None = None
    focus: list[str] = Field(default_factory=list)


class Inspector(Model):
    """A named inspector, with the title as written."""

    name: str
    role: str | None = None
    lead: bool = False


class Person(Model):
    """Somebody that a letter is addressed to, or signed by."""

    name: str
    role: str | None = None
    organisation: str | None = None


class PreviousJudgement(Model):
    """The judgement that the letter looks back to."""

    grade: Grade
    scope: str | None = None
    year: int | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None


class PreviousAreaJudgement(Model):
    """An earlier judgement of one area, as an inspection report recalls it."""

    area: str
    grade: Grade
    year: int | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None


class Judgement(Model):
    """One row of the judgement table."""

    area: str
    area_code: str | None = None
    grade: Grade
    grade_as_written: str


class Item(Model):
    """One item of a list: an area covered, an improvement, a strength, a priority action."""

    text: str
    page: Page = None
    start: Offset
    end: Offset
    framework_ref: str | None = None


class Section(Model):
    """A heading with what follows it, up to the next heading of its level or above."""

    heading: str | None
    level: Annotated[int, Field(ge=1)]
    role: SectionRole
    page: Page = None
    start: Offset
    end: Offset


class Finding(Model):
    """One evaluative sentence or list item, with the section that it stands in.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine("corpus/letters/northmoor_monitoring_2017.pdf")
    >>> record.findings[2].sentiment, record.findings[2].page, record.findings[2].role
    ('positive', 2, 'overview')
    """

    id: str
    text: str
    page: Page = None
    paragraph: Annotated[int, Field(ge=1)]
    start: Offset
    end: Offset
    section: str | None = None
    role: SectionRole
    source: Literal["sentence", "bullet"]
    themes: list[Theme] = Field(default_factory=list)
    sentiment: Sentiment | None = None
    progress: Progress | None = None
    scores: dict[str, float] | None = None
    uncertain: bool | None = None
    cohort: list[Cohort] = Field(default_factory=list)

    def __repr__(self) -> str:
        from ofstedmine.showing.reprs import finding_repr

        return finding_repr(self)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Return the finding with its tags, for notebooks."""
        from ofstedmine.showing.finding_html import finding_html

        return finding_html(self)


class RecordWarning(Model):
    """Something odd in the letter, or in how it was read, that a person should know."""

    code: str
    message: str
    page: Page = None


class Source(Model):
    """The file that the record was read from and the versions that read it."""

    uri: str | None = None
    sha256: str
    media_type: str
    pages: int | None = None
    bytes: int
    engine: str
    ofstedmine_version: str
    model_version: str | None = None


class VisitRecord(Model):
    """A letter as a structured, evidenced record.

    A value never appears without ``evidence``; a value that is absent has its reason in
    ``missing``. Both are keyed by JSON Pointer (``/visit/number``, ``/inspectors/0``).
    Sections and findings carry their own page and offsets, and so are their own evidence.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine("corpus/letters/northmoor_monitoring_2017.pdf")
    >>> record.authority.name, record.visit.number, record.evidence["/visit/number"][0].page
    ('Northmoor', 2, 1)
    """

    schema_version: str = SCHEMA_VERSION
    document_id: str
    visit_id: str
    kind: Kind
    framework: Framework
    title: str | None = None
    provider: str | None = None
    authority: Authority | None = None
    other_authorities: list[Authority] = Field(default_factory=list)
    letter_date: date | None = None
    published: date | None = None
    visit: Visit
    inspectors: list[Inspector] = Field(default_factory=list)
    addressees: list[Person] = Field(default_factory=list)
    signatories: list[Person] = Field(default_factory=list)
    inspectorates: list[str] = Field(default_factory=list)
    copied_to: list[str] = Field(default_factory=list)
    previous_judgement: PreviousJudgement | None = None
    previous_judgements: list[PreviousAreaJudgement] = Field(default_factory=list)
    judgements: list[Judgement] = Field(default_factory=list)
    areas_covered: list[Item] = Field(default_factory=list)
    improvements: list[Item] = Field(default_factory=list)
    strengths: list[Item] = Field(default_factory=list)
    priority_actions: list[Item] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    evidence: dict[str, list[Evidence]] = Field(default_factory=dict)
    missing: dict[str, MissingReason] = Field(default_factory=dict)
    warnings: list[RecordWarning] = Field(default_factory=list)
    source: Source

    def __repr__(self) -> str:
        from ofstedmine.showing.reprs import record_repr

        return record_repr(self)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Return the record as a card, for notebooks."""
        from ofstedmine.showing.record_html import record_html

        return record_html(self)

    def to_markdown(self) -> str:
        """Return the record as Markdown: who, when, what was found, what is missing and why.

        Returns
        -------
        str
            Words of the letter stand in it as they are: no sign in them is taken for mark-up.
        """
        from ofstedmine.showing.record_markdown import record_markdown

        return record_markdown(self)

    @model_validator(mode="before")
    @classmethod
    def _refuse_other_versions(cls, data: Any) -> Any:
        """Name the version of a record that is not read here, before its fields are looked at."""
        if isinstance(data, dict) and "schema_version" in data:
            _check_version(data["schema_version"])
        return data


class Failure(Model):
    """A file of a batch that could not be read, and why.

    Examples
    --------
    >>> import ofstedmine as om
    >>> [failure] = om.mine_many(["corpus/letters/no_such_letter.pdf"])
    >>> failure.reason
    'cannot_open'
    """

    uri: str
    reason: str
    message: str


def _check_version(written: Any) -> None:
    """Raise where a record has a schema that this version of the library does not read."""
    parts = re.fullmatch(r"([0-9]{1,4})\.([0-9]{1,4})", str(written))
    if not parts:
        raise ValueError(f"schema_version {written!r:.40} is none: it looks like {SCHEMA_VERSION}")
    major, minor = (int(part) for part in parts.groups())
    ours, newest = (int(part) for part in SCHEMA_VERSION.split("."))
    if (major, minor) > (ours, newest):
        advice = "install a newer ofstedmine to read it"
    elif major < ours:
        advice = "mine the letter again, or read the record with the ofstedmine that wrote it"
    else:
        return
    raise ValueError(
        f"the record has schema_version {written}, this ofstedmine reads {ours}.x "
        f"up to {SCHEMA_VERSION}: {advice}"
    )
