"""A letter as the explorer shows it whole: its text in blocks, its findings, its facts.

Lists are rows in a fixed order, for there are thousands of them in a page; ``front/letter.js``
and ``front/findings.js`` read them by the same order. Offsets are those of a browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import counted_findings
from ofstedmine.showing.explorer.offsets import Offsets
from ofstedmine.showing.facts import fact_rows
from ofstedmine.showing.places import evidence_for
from ofstedmine.showing.words import join, load_words, place_words

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.records import Evidence, Finding, VisitRecord

__all__ = ["detail"]

_LISTS = (
    ("areas_covered", "Areas covered"),
    ("priority_actions", "Areas for priority action"),
    ("improvements", "What needs to improve"),
    ("strengths", "Strengths"),
)
_NO_PARAGRAPH = frozenset({"furniture", "footnote"})


def detail(letter: Letter, record: VisitRecord) -> dict[str, Any]:
    r"""Return all that the page of one letter shows.

    Parameters
    ----------
    letter : Letter
        The letter; its text and blocks are used.
    record : VisitRecord
        The record that was read from it.

    Returns
    -------
    dict
        What JSON can hold.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> [row[0] for row in detail(letter, om.parse(letter))["blocks"]]
    ['heading', 'paragraph']
    """
    at = Offsets(letter.text)
    headings = [*dict.fromkeys(one.section for one in record.findings if one.section)]
    counted = {id(one) for one in counted_findings(record)}
    return {
        "text": letter.text,
        "blocks": list(_blocks(letter, at)),
        "headings": headings,
        "findings": [
            _finding(one, at, headings, counted=id(one) in counted) for one in record.findings
        ],
        "facts": list(_facts(record, at)),
        "warnings": [
            [one.code.replace("_", " "), one.message, one.page] for one in record.warnings
        ],
        "missing": _missing(record),
        "source": _source(record),
    }


def _blocks(letter: Letter, at: Offsets) -> Iterator[list[Any]]:
    """Yield kind, start, end, page, level, marker, table, row, column, paragraph, breaks."""
    paragraph = 0
    for block in letter.blocks:
        numbered = block.kind not in _NO_PARAGRAPH
        paragraph += numbered
        yield [
            block.kind,
            at(block.start),
            at(block.end),
            block.page,
            block.level,
            block.marker,
            block.table,
            block.row,
            block.column,
            paragraph if numbered else None,
            [[at(offset), page] for offset, page in block.breaks],
        ]


def _finding(finding: Finding, at: Offsets, headings: list[str], *, counted: bool) -> list[Any]:
    """Return id, start, end, page, paragraph, section, role, counted, themes and the other tags."""
    book = load_codebook()
    return [
        finding.id,
        at(finding.start),
        at(finding.end),
        finding.page,
        finding.paragraph,
        headings.index(finding.section) if finding.section else None,
        finding.role,
        int(counted),
        [book.theme_slugs.index(slug) for slug in finding.themes],
        book.sentiment_slugs.index(finding.sentiment) if finding.sentiment else None,
        book.progress_slugs.index(finding.progress) if finding.progress else None,
        int(bool(finding.uncertain)),
    ]


def _facts(record: VisitRecord, at: Offsets) -> Iterator[list[Any]]:
    """Yield groups of facts: a heading, and rows of label, value, pointer, spans, how known."""
    rows: list[list[Any]] = []
    label = ""
    for row in fact_rows(record):
        label = row.label[:1].upper() + row.label[1:] or label
        rows.append(_fact(label, row.value, row.pointer, row.evidence, at))
    if rows:
        yield ["Facts", rows]
    if record.judgements:
        graded = ((f"/judgements/{i}", one) for i, one in enumerate(record.judgements))
        yield [
            "Judgements",
            [
                _fact(one.area, one.grade_as_written, pointer, evidence_for(record, pointer), at)
                for pointer, one in graded
            ],
        ]
    for name, title in _LISTS:
        items = getattr(record, name)
        if items:
            yield [
                title,
                [
                    [
                        "",
                        join([" ".join(one.text.split()), one.framework_ref], " · "),
                        f"/{name}/{i}",
                        [[at(one.start), at(one.end), one.page]],
                        "",
                    ]
                    for i, one in enumerate(items)
                ],
            ]


def _fact(
    label: str, value: str, pointer: str, evidence: Iterable[Evidence], at: Offsets
) -> list[Any]:
    found = list(evidence)
    spans = [
        [at(one.start), at(one.end), one.page]
        for one in found
        if one.start is not None and one.end is not None
    ]
    # What stands in no text is told by where it came from.
    how = "" if spans else join(dict.fromkeys(_origin(one) for one in found), "; ")
    return [label, value, pointer, spans, how]


def _origin(evidence: Evidence) -> str:
    known = {"metadata": "from the file of metadata", "override": "corrected by hand"}
    return known.get(evidence.kind, "worked out from other facts")


def _missing(record: VisitRecord) -> list[list[Any]]:
    """Return each reason with the names of what is missing for it."""
    rows = []
    for reason, words in load_words()["reasons"].items():
        names = [place_words(pointer) for pointer, why in record.missing.items() if why == reason]
        known = [*dict.fromkeys(name for name in names if name)]
        if known:
            rows.append([words, known])
    return rows


def _source(record: VisitRecord) -> list[list[str]]:
    source = record.source
    return [
        [label, value]
        for label, value in (
            ("File", source.uri or ""),
            ("Pages", str(source.pages or "")),
            ("Document", record.document_id),
            ("SHA-256", source.sha256),
            ("Read by", f"ofstedmine {source.ofstedmine_version} ({source.engine})"),
            ("Tagged by", f"model {source.model_version}" if source.model_version else ""),
        )
        if value
    ]
