"""From the words and tags of a PDF page to blocks of text, one a paragraph, item or cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from .pdf_page import Page, Run, Tag
from .pdf_rules import rules

SMALL = 0.75
"""A run below this share of its block's main size is a superscript or a subscript."""
CELL_WORDS = 60
"""A longer cell is a layout table's: whole letters stand inside one."""
ORDINALS = frozenset(("st", "nd", "rd", "th"))
# "37.The": pdfium may drop the space after an item's number.
NUMBER = regex.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,9}[.)]|\(\d{1,2}\)|\(?[a-z]\))(?:\s+(?=\S)|(?=[\p{Lu}‘“]))"
)
ITEM_NUMBER = regex.compile(r"\d{1,3}[.)]")
PARAGRAPH_NUMBER = regex.compile(r"(\d{1,3}\.)\s+(?=[\p{Lu}‘“'\"(])")
HYPHEN_END = regex.compile(r"[\p{L}\d]-$")

UNSEEN = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
CLEAN = {**UNSEEN, **LIGATURES, **CONTROLS}
# Dashes that a writer drew with a list font or a combining stroke ("2016\uf02d17").
LINE = regex.compile(r"\S[^\n\r]*(?<=\S)")
CLOSING = ".,;:)’”"
WIDE_SPACE = regex.compile(r"[^\S ]+ *| {2,}| [^\S ]+")
DRAWN_DASH = regex.compile("[\uf02d\u0335\u0336]")
# ... or struck a dash that stands there as well.
STRUCK_DASH = regex.compile("[\u0335\u0336](?=[-–])|(?<=[-–])[\u0335\u0336]")


@dataclass(slots=True)
class RawBlock:
    """A block of one page before it is known what it is."""

    tag: Tag
    text: str
    page: int
    size: float
    bold: bool
    marker: str | None = None
    anchors: list[tuple[int, int]] = field(default_factory=list)
    """(offset in text, index in the page's text) of each run of words."""
    cell: bool = False
    """A cell of a table that holds data."""
    loose: bool = False
    """Outside the tags: running headers, page numbers."""


def blocks_of_page(page: Page) -> tuple[list[RawBlock], list[RawBlock]]:
    """Return the tagged blocks of a page in the order of its tags, and what carries no tag."""
    groups: list[list[Run]] = [[] for _ in page.tags]
    loose: list[Run] = []
    tag_of = page.tag_of
    for run in page.runs:
        number = tag_of.get(run.mcid)
        (loose if number is None else groups[number]).append(run)
    rows = _data_rows(page.tags, groups)
    blocks = []
    for tag, runs in zip(page.tags, groups, strict=True):
        cell = (tag.table, tag.row) in rows and _count_words(runs) <= CELL_WORDS
        block = block_of(runs, page, tag, cell=cell)
        if block is not None:
            blocks.append(block)
    outside = Tag(("Artifact",))
    lines = (block_of(line, page, outside, loose=True) for line in _lines(loose, page.text))
    return blocks, [line for line in lines if line is not None]


def _data_rows(tags: list[Tag], groups: list[list[Run]]) -> set[tuple[int | None, int | None]]:
    """Return the table rows that hold more than one cell; a row of one cell is layout."""
    columns: dict[tuple[int | None, int | None], set[int]] = {}
    for tag, runs in zip(tags, groups, strict=True):
        if runs and tag.row is not None and tag.column is not None:
            columns.setdefault((tag.table, tag.row), set()).add(tag.column)
    return {row for row, cells in columns.items() if len(cells) > 1}


def _count_words(runs: list[Run]) -> int:
    return sum(len(run.text.split()) for run in runs)


def _lines(runs: list[Run], source: str) -> Iterator[list[Run]]:
    """Yield runs line by line, parting those that go over a line end."""
    line: list[Run] = []
    for run in runs:
        for match in LINE.finditer(run.text):
            start = run.start + match.start()
            piece = run._replace(start=start, end=run.start + match.end(), text=match[0])
            if line and "\n" in source[line[-1].end : start]:
                yield line
                line = []
            line.append(piece)
    if line:
        yield line


def block_of(
    runs: list[Run], page: Page, tag: Tag, *, cell: bool = False, loose: bool = False
) -> RawBlock | None:
    """Join runs that belong together into one block; None when nothing is left of them."""
    if not runs:
        return None
    sizes: dict[float, int] = {}
    bold = total = 0
    for run in runs:
        length = run.end - run.start
        sizes[run.size] = sizes.get(run.size, 0) + length
        total += length
        if run.bold:
            bold += length
    main = max(sizes, key=lambda size: (sizes[size], size))
    text, anchors = join(runs, page.text, main if len(sizes) > 1 else 0.0)
    if not text:
        return None
    marker, cut = split_marker(text, tag, cell=cell)
    if marker is None and tag.is_item and not cell and len(runs) > 1:
        marker, text = _mark_behind(runs, text)
    if cut:
        text = text[cut:]
        anchors = [(max(0, at - cut), index + max(0, cut - at)) for at, index in anchors]
    if not text:
        return None
    if not text.isascii():
        text = DRAWN_DASH.sub("–", text)
    is_bold = bold / total > 0.5
    return RawBlock(tag, text, page.number, main, is_bold, marker, anchors, cell, loose)


def _mark_behind(runs: list[Run], text: str) -> tuple[str | None, str]:
    """Part a list mark from the end of an item: some writers draw the mark after the words."""
    known = rules()
    last = runs[-1].text.translate(CLEAN).strip()
    apart = runs[-1].mcid != runs[0].mcid
    if not (last and text.endswith(last) and len(last) < len(text)):
        return None, text
    words = text.removesuffix(last).rstrip()
    if len(last) == 1 and (last in known.bullets or (apart and last in known.dashes)):
        return ("•" if last in known.bullets else "–"), words
    if apart and ITEM_NUMBER.fullmatch(last):
        return last, words
    return None, text


def join(runs: list[Run], source: str, main: float) -> tuple[str, list[tuple[int, int]]]:
    """Join runs as they stand on the page: single spaces, none after a line-end hyphen.

    Superscript footnote marks are left out, superscript ordinals are glued to their number.
    Returns the text and the anchors of its lines (see `RawBlock`).
    """
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    at, end, mcid, last = 0, -1, -1, ""
    dropped = False
    for run in runs:
        small = 0 < run.size < SMALL * main
        if small and parts and (run.text.isdigit() or run.text in rules().note_marks):
            end, dropped = run.end, True
            continue
        for match in LINE.finditer(run.text):
            text = match[0]
            start = run.start + match.start()
            if not (text.isascii() and text.isprintable()):
                text = STRUCK_DASH.sub("", text.translate(CLEAN))
            if WIDE_SPACE.search(text):
                text = WIDE_SPACE.sub(" ", text)
            if not text:
                continue
            gap = source[end:start] if end >= 0 else ""
            ordinal = small and text.lower() in ORDINALS and last[-1:].isdigit()
            hyphen = "\n" in gap and HYPHEN_END.search(last)
            # A label and what follows it may touch in pdfium's text: "37.The", "W:www".
            label = not gap and len(parts) == 1 and run.mcid != mcid and last[-1] in ":.)"
            after_mark = dropped and text[0] in CLOSING
            dropped = False
            if (gap or label) and parts and not (ordinal or hyphen or after_mark):
                parts.append(" ")
                at += 1
                last = f"{last} "
            parts.append(text)
            anchors.append((at, start))
            at += len(text)
            last, mcid = (last + text)[-3:], run.mcid
            end = run.start + match.end()
        end = run.end
    return "".join(parts), anchors


def split_marker(text: str, tag: Tag, *, cell: bool) -> tuple[str | None, int]:
    """Return the mark or number of a list item, and where the words after it begin.

    The number of a cell ("2.1 Adoption performance") is part of its words.
    """
    first = text[0]
    known = rules()
    if first in known.bullets or first in known.dashes:
        rest = text[1:].lstrip()
        if text[1:2] == " " or (not text[1:2].isdigit() and first not in "-–—−"):
            mark = "–" if first in known.dashes else "•"
            return mark, len(text) - len(rest)
    if cell or tag.path[-1] not in ("LI", "P"):
        return None, 0
    pattern = NUMBER if tag.is_item else PARAGRAPH_NUMBER
    if match := pattern.match(text):
        return match[1], match.end()
    return None, 0
