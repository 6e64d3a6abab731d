"""A record as Markdown: for reports, notes and issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme, counted_findings, sentiment_counts
from ofstedmine.showing.citation import LICENCE
from ofstedmine.showing.facts import fact_rows
from ofstedmine.showing.markdown import plain, table
from ofstedmine.showing.places import evidence_for
from ofstedmine.showing.record_html import LISTS, kind_line, missing_by_reason
from ofstedmine.showing.sentiment_html import sentiment_words
from ofstedmine.showing.tags_text import record_tagged
from ofstedmine.showing.words import join, page_words

if TYPE_CHECKING:
    from ofstedmine.records import Finding, Item, VisitRecord

__all__ = ["record_markdown"]


def record_markdown(record: VisitRecord) -> str:
    r"""Return a record as Markdown.

    Parameters
    ----------
    record : VisitRecord
        The record.

    Returns
    -------
    str
        Headings, lists and tables (of GitHub's kind).

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> print(record_markdown(record).split(" kind")[0])
    # (no title)
    <BLANKLINE>
    Another
    """
    return "\n".join([*_lines(record), ""])


def _lines(record: VisitRecord) -> Iterator[str]:
    yield f"# {plain(record.title or '(no title)')}"
    yield ""
    yield plain(kind_line(record))
    rows = [(row.label, row.value, page_words(row.evidence)) for row in fact_rows(record)]
    if rows:
        yield from ["", *table(["Fact", "Value", "Place"], rows)]
    if record.judgements:
        graded = (
            (one.area, one.grade_as_written, page_words(evidence_for(record, f"/judgements/{i}")))
            for i, one in enumerate(record.judgements)
        )
        yield from ["", "## Judgements", "", *table(["Area", "Grade", "Place"], graded)]
    for name, label in (("areas_covered", "Areas covered"), *LISTS):
        items: list[Item] = getattr(record, name)
        if items:
            yield from ["", f"## {label}", ""]
            yield from (f"{i}. {_item(one)}" for i, one in enumerate(items, 1))
    yield from _findings(record)
    if record.warnings:
        yield from ["", "## Warnings", ""]
        for one in record.warnings:
            where = f" (p. {one.page})" if one.page else ""
            yield f"- **{plain(one.code.replace('_', ' '))}**: {plain(one.message)}{where}"
    missing = missing_by_reason(record)
    if missing:
        yield from ["", "## What is missing, and why", ""]
        yield from (
            f"- {plain(why)}: {'; '.join(map(plain, what))}" for why, what in missing.items()
        )
    yield from ["", plain(_source(record)), "", plain(f"{LICENCE}.")]


def _item(item: Item) -> str:
    return plain(item.text) + (f" (p. {item.page})" if item.page else "")


def _findings(record: VisitRecord) -> Iterator[str]:
    tagged = [one for one in counted_findings(record) if one.sentiment]
    if not tagged:
        if record.findings:
            yield from ["", "## Findings", "", f"{len(record.findings)}, not tagged"]
        return
    book = load_codebook()
    yield from ["", "## Findings by sentiment", ""]
    yield plain(sentiment_words(sentiment_counts(tagged)))
    yield ""
    head = ["Theme", "Findings", *(one.label for one in book.sentiments)]
    groups = {book[slug].label: some for slug, some in by_theme(tagged).items()}
    bare = [one for one in tagged if not one.themes]
    if bare:
        groups["(no theme)"] = bare
    yield from table(head, (_row(label, some) for label, some in groups.items()), len(head) - 1)
    yield ""
    yield plain(f"{record_tagged(record)}; case studies and repeats are not counted")


def _row(label: str, findings: list[Finding]) -> list[str]:
    counts = sentiment_counts(findings).values()
    return [label, str(len(findings)), *(str(n or "") for n in counts)]


def _source(record: VisitRecord) -> str:
    source = record.source
    return join(
        [
            source.uri,
            f"document {record.document_id}",
            f"file SHA-256 {source.sha256}",
            f"read by ofstedmine {source.ofstedmine_version} ({source.engine})",
        ]
    )
