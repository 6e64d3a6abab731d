"""A letter as HTML: findings highlighted by sentiment, tagged by theme, evidence underlined.

What is marked may overlap: the text is cut wherever a mark begins or ends, so that no element does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ofstedmine.showing.citation import LICENCE
from ofstedmine.showing.evidence_html import tip
from ofstedmine.showing.finding_html import mark, themes_of
from ofstedmine.showing.html import Html, Node, document, fragment, scrolled, tag
from ofstedmine.showing.letter_pieces import Piece, is_tight, pieces_of
from ofstedmine.showing.record_html import card
from ofstedmine.showing.sentiment_html import machine_mark
from ofstedmine.showing.tags_text import record_tagged
from ofstedmine.showing.words import load_words, place_words

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.reading.letter import Block
    from ofstedmine.records import Finding, VisitRecord

__all__ = ["letter_html", "letter_page"]

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is marked in a letter: findings, apart and in order; stretches of evidence likewise."""

    findings: Sequence[tuple[int, int, Finding]] = ()
    evidence: Sequence[tuple[int, int, tuple[str, ...]]] = ()
    ends: Sequence[int] = field(default=())


def letter_html(letter: Letter, record: VisitRecord | None = None, *, scroll: bool = False) -> Html:
    r"""Return a letter as an element with its styles.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord, optional
        The record that was read from it.
    scroll : bool, default False
        Whether a long letter stands in a box of its own.

    Returns
    -------
    Html
        An element for a page or notebook.

    Raises
    ------
    ValueError
        If the record was read from another file.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"Dear Ms Archer\n\nPlans are <i>clear</i>.\n")
    >>> "&lt;i&gt;clear" in letter_html(letter, om.parse(letter))
    True
    """
    return fragment(*_parts(letter, record, scroll=scroll))


def letter_page(letter: Letter, record: VisitRecord | None = None) -> Html:
    r"""Return a letter as a page that needs no other file.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord, optional
        The record that was read from it; its facts then stand above the letter.

    Returns
    -------
    Html
        The page.

    Raises
    ------
    ValueError
        If the record was read from another file.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter_page(om.read(b"Dear Ms Archer\n\nPlans are clear.\n"))[:15]
    '<!DOCTYPE html>'
    """
    title = (record.title if record else None) or letter.uri or "Letter"
    parts = _parts(letter, record)
    return document(title, tag("h1", title), card(record, title=False) if record else None, *parts)


def _parts(letter: Letter, record: VisitRecord | None, *, scroll: bool = False) -> Iterator[Html]:
    marks = _Marks()
    if record is not None:
        if record.source.sha256 != letter.sha256:
            raise ValueError(
                "the record was read from another file: "
                f"SHA-256 {record.source.sha256:.16} is not the letter's {letter.sha256:.16}"
            )
        marks = _marks(letter, record)
    blocks = list(_blocks(letter, marks))
    box = tag(
        "article",
        *blocks,
        class_="om-letter om-inbox" if scroll else "om-letter",
        # What scrolls must be reached by the keyboard.
        tabindex="0" if scroll else None,
        aria_label="Letter",
    )
    yield from ((_legend(record), box) if record is not None else (box,))
    yield tag("p", f"{LICENCE}.", class_="om-foot")


def _legend(record: VisitRecord) -> Html:
    tagged = any(one.sentiment for one in record.findings)
    signs = load_words()["signs"]
    shown: list[Node] = [
        tag("mark", tag("span", signs[one], class_="om-sign"), one, class_=f"om-{one}")
        for one in ("positive", "negative", "mixed", "neutral")
        if tagged
    ]
    if not tagged:
        shown.append(tag("mark", "finding, not tagged", class_="om-untagged"))
    shown.append(tag("span", "evidence of a fact", class_="om-evidence"))
    if tagged:
        shown.append(machine_mark(record_tagged(record)))
    return tag("div", *(tag("span", one) for one in shown), class_="om-legend")


def _marks(letter: Letter, record: VisitRecord) -> _Marks:
    """Return what a record marks in its letter."""
    findings: list[tuple[int, int, Finding]] = []
    at = 0
    for one in sorted(record.findings, key=lambda f: (f.start, f.end)):
        start, end = max(at, one.start), min(one.end, len(letter.text))
        if start < end:
            findings.append((start, end, one))
            at = end
    evidence = _stretches(record)
    return _Marks(findings, evidence, [end for _, end, _ in evidence])


def _stretches(record: VisitRecord) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return where evidence stands, cut so that each stretch is evidence of the same facts."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for pointer, found in record.evidence.items():
        for one in found:
            if one.start is not None and one.end is not None and one.start < one.end:
                said = f"evidence of {_place(pointer)} ({one.rule})"
                opens.setdefault(one.start, []).append(said)
                closes.setdefault(one.end, []).append(said)
    stretches: list[tuple[int, int, tuple[str, ...]]] = []
    # Counted, for one fact may have the same words twice.
    now: dict[str, int] = {}
    before = 0
    for at in sorted({*opens, *closes}):
        if now and before < at:
            stretches.append((before, at, tuple(now)))
        for said in closes.get(at, ()):
            now[said] -= 1
            if not now[said]:
                del now[said]
        for said in opens.get(at, ()):
            now[said] = now.get(said, 0) + 1
        before = at
    return stretches


def _place(pointer: str) -> str:
    """Return a place in words; of one that has none, what holds it, else its pointer."""
    return place_words(pointer) or place_words(pointer.rpartition("/")[0]) or pointer


def _text(letter: Letter, marks: _Marks, start: int, end: int) -> Iterator[Node]:
    """Yield a span of the letter with what is marked in it."""
    at = start
    first = bisect_right(marks.findings, start, key=lambda one: one[1])
    for begin, stop, finding in marks.findings[first:]:
        if begin >= end:
            break
        begins, stops = max(begin, start), min(stop, end)
        yield from _plain(letter, marks, at, begins)
        yield mark(
            finding, list(_plain(letter, marks, begins, stops)), first=begins == finding.start
        )
        if stops == stop:
            yield themes_of(finding)
        at = stops
    yield from _plain(letter, marks, at, end)


def _plain(letter: Letter, marks: _Marks, start: int, end: int) -> Iterator[Node]:
    """Yield a span of the letter with the evidence in it."""
    at = start
    for begin, stop, facts in marks.evidence[bisect_right(marks.ends, start) :]:
        if begin >= end:
            break
        begins, stops = max(begin, start), min(stop, end)
        yield _words(letter, at, begins)
        yield tag(
            "span", _words(letter, begins, stops), tip(facts), class_="om-evidence", tabindex="0"
        )
        at = stops
    yield _words(letter, at, end)


def _words(letter: Letter, start: int, end: int) -> str:
    return letter.text[start:end]


def _blocks(letter: Letter, marks: _Marks) -> Iterator[Html]:
    shown: int | None = None
    for number, on_page in groupby(pieces_of(letter), key=lambda piece: piece.page):
        if number is not None and number != shown:
            shown = number
            yield tag("div", f"page {number}", class_="om-break")
        for table, group in groupby(on_page, key=lambda piece: piece.block.table):
            pieces = list(group)
            if table is not None:
                yield _table(letter, marks, pieces)
                continue
            previous: Block | None = None
            for piece in pieces:
                tight = previous is not None and is_tight(previous, piece.block)
                previous = piece.block
                yield _block(letter, marks, piece, tight=tight)


def _block(letter: Letter, marks: _Marks, piece: Piece, *, tight: bool) -> Html:
    block = piece.block
    marker = (block.marker or ("•" if block.kind == "bullet" else "")) if piece.is_first else ""
    deep = block.kind == "bullet" and (block.level or 1) > 1
    look = ["om-text", f"om-{block.kind}", "om-deep" if deep else None]
    heading = block.kind == "heading" and piece.is_first
    text = tag(
        "div",
        tag("span", f"{marker} ", class_="om-marker") if marker else None,
        *_text(letter, marks, piece.start, piece.end),
        class_=" ".join(filter(None, look)),
        dir="auto",
        role="heading" if heading else None,
        aria_level=str(min((block.level or 1) + 1, _DEEPEST)) if heading else None,
    )
    number = str(piece.paragraph) if piece.paragraph and piece.is_first else ""
    return _numbered(number, text, tight=tight)


def _numbered(number: str, text: Html, *, tight: bool = False) -> Html:
    return tag(
        "div",
        tag("span", number, class_="om-place"),
        text,
        class_="om-block om-tight" if tight else "om-block",
    )


def _table(letter: Letter, marks: _Marks, pieces: Sequence[Piece]) -> Html:
    """Return the cells of a table in rows and columns, with the number of its first cell."""
    columns = 1 + max(piece.block.column or 0 for piece in pieces)
    rows = []
    for _, group in groupby(pieces, key=lambda piece: piece.block.row):
        cells: list[list[Node]] = [[] for _ in range(columns)]
        for piece in group:
            cell = cells[piece.block.column or 0]
            cell += [" ", *_text(letter, marks, piece.start, piece.end)]
        rows.append(tag("tr", *(tag("td", *cell, dir="auto") for cell in cells)))
    table = scrolled(tag("table", tag("tbody", *rows)), "Table of the letter")
    return _numbered(str(pieces[0].paragraph or ""), table)
