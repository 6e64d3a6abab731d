"""The words of a check's report, alike in every form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.showing.tags_text import machine_tagged
from ofstedmine.showing.words import long_date, one_line

if TYPE_CHECKING:
    from ofstedmine.claims.models import Checked, CheckReport, Passage, Status, Tone

__all__ = [
    "LEFT_OUT",
    "NOT_SAID",
    "OTHERS",
    "OTHER_DAYS",
    "SOURCE",
    "STATUS",
    "TITLE",
    "alignment_words",
    "claim_parts",
    "claim_words",
    "count_rows",
    "difference_words",
    "document_words",
    "figure_notes",
    "ordered",
    "passage_line",
    "passage_place",
    "theme_words",
    "tone_rows",
    "tone_words",
]

TITLE = "A document held against Ofsted's letters"
LEFT_OUT = "Findings of weakness that the document does not pass on, by theme"
OTHERS, OTHER_DAYS = "Other documents", "Each document speaks of a day of its own."

STATUS: dict[Status, str] = {
    "differs_from_letter": "Differs from the letter",
    "not_found": "Not found in the letters",
    "supported": "Supported by a letter",
    "not_checkable": "Cannot be checked",
}
"""The statuses in the order in which a report shows them."""
NOT_SAID = (
    "A program compared words. That a claim differs does not say that it is false, nor why it "
    "differs: the writer may have had other sources, and the letter may speak of a part of the "
    "cases only. Read both passages before you conclude anything. Counts of findings by tone say "
    "nothing about anybody's intention, and nothing about the quality of services."
)
SOURCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source of the letters: Ofsted."
)
_ALIGNMENT = {
    "exact": "word for word",
    "altered": "other words",
    "stitched": "put together from several sentences",
    "not_there": "not in the letters",
}
_BY = {
    "ofsted": "said to be Ofsted's",
    "told_inspectors": "said to inspectors",
    "council": "the council's words",
    "document": "the document's own",
    "unknown": "nobody named",
}


def ordered(report: CheckReport) -> list[tuple[Status, list[Checked]]]:
    """Return the checks under their statuses, those that differ first."""
    groups = ((status, [c for c in report.checks if c.status == status]) for status in STATUS)
    return [(status, checks) for status, checks in groups if checks]


def count_rows(report: CheckReport) -> list[list[str | int]]:
    """Return how many claims there are of each status, in the order of the report."""
    counts = report.counts()
    return [[words, counts[status]] for status, words in STATUS.items()]


def document_words(report: CheckReport) -> list[str]:
    """Return what a report says of its document, a line each."""
    paper = report.document
    kind = paper.kind.replace("_", " ") if paper.kind != "other" else "document"
    lines = [f"Document: {one_line(paper.uri or 'given as text')} ({kind})"]
    if paper.dated is not None:
        how = ", inferred from the days it tells of" if paper.date_inferred else ""
        day = long_date(paper.dated)
        lines.append(f"Date: {day if paper.date_precision == 'day' else 'up to ' + day}{how}")
    lines.append(f"Authority: {one_line(report.authority or 'not told')}")
    count = len(report.letters)
    lines.append(f"Letters up to then: {count}")
    return lines + list(report.notes)


def claim_parts(checked: Checked) -> tuple[str, str, str]:
    """Return the sentence of a claim: what stands before its own words, they, what stands after."""
    claim = checked.claim
    at, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return claim.text[:at], claim.text[at:end], claim.text[end:]


def claim_words(checked: Checked) -> list[str]:
    """Return what there is to say of a claim: its kind, whose words it is, what bounds it."""
    claim = checked.claim
    said = f"{claim.kind}, {_BY[claim.attributed_to]}"
    if claim.kind == "quotation" and claim.speaker:
        said += f": {one_line(claim.speaker)}"
    if claim.page:
        said += f", page {claim.page}"
    scope = [f"scope: {', '.join(checked.scope)}"] if checked.scope else []
    return [said, *scope, *figure_notes(checked)]


def alignment_words(checked: Checked) -> str:
    """Return how a quotation stands to the letter and how sure a match is."""
    told = [checked.why]
    if checked.alignment:
        told.insert(0, _ALIGNMENT[checked.alignment])
    if checked.passages and checked.sureness != "sure":
        told.append(f"match {checked.sureness}")
    return "; ".join(told)


def passage_place(passage: Passage) -> str:
    """Return where a passage stands, and what bounds it."""
    page = f", page {passage.page}" if passage.page else ""
    scope = f"; scope: {', '.join(passage.scope)}" if passage.scope else ""
    return f"{one_line(passage.letter)}{page}{scope}"


def passage_line(passage: Passage) -> str:
    """Return a passage with its page."""
    return f"{passage.text} (page {passage.page})" if passage.page else passage.text


def figure_notes(checked: Checked) -> list[str]:
    """Return what arithmetic inside the document says of a claim, where it does not hold."""
    claim = checked.claim
    return (
        [note.message for note in claim.notes if not note.holds] if claim.kind == "figure" else []
    )


def theme_words(theme: str | None) -> str:
    """Return the name of a theme."""
    return load_codebook()[theme].label if theme else "(no theme)"


def tone_words(tone: Tone, model: str | None) -> str:
    """Return what stands with every count of tone."""
    return machine_tagged(model, validated=tone.validated)


def tone_rows(tone: Tone) -> list[list[str | int]]:
    """Return how many findings of each sentiment the letter has, and how many are passed on."""
    book = load_codebook()
    rows: list[list[str | int]] = [
        [book[slug].label, count, tone.passed_on.get(slug, 0)]
        for slug, count in tone.in_letter.items()
    ]
    return [*rows, ["All", sum(tone.in_letter.values()), sum(tone.passed_on.values())]]


def difference_words(report: CheckReport) -> list[str]:
    """Return the figures that documents give differently, a line each."""
    return [
        f"{one.noun}: "
        + "; ".join(
            f"{name}: {claim.figure.as_written}"
            for name, claim in zip(one.documents, one.claims, strict=True)
        )
        for one in report.between_documents
    ]
