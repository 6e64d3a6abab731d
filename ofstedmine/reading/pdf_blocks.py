"""From the words and tags of a PDF page to blocks of text, one a paragraph, item or cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from .pdf_page import Page, Tag, Word
from .pdf_rules import rules

SMALL = 0.75
"""A run below this share of its block's main size is a superscript or a subscript."""
CELL_WORDS = 60
"""A longer cell is a layout table's: whole letters stand inside one."""
ORDINALS = frozenset(("st", "nd", "rd", "th"))
# "37.The": pdfium may drop the space after an item's number.
NUMBER = regex.compile(
    r"(\d{1,3}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|\(?[a-z]\))(?:\s+(?=\S)|(?=[\p{Lu}‘“]))"
)
PARAGRAPH_NUMBER = regex.compile(r"(\d{1,3}\.)\s+(?=[\p{Lu}‘“'\"(])")
HYPHEN_END = regex.compile(r"[\p{L}\d]-$")

UNSEEN = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
CLEAN = {**UNSEEN, **LIGATURES, **CONTROLS}
# Dashes that a writer drew with a list font or a combining stroke ("2016\uf02d17").
DRAWN_DASH = regex.compile("[\uf02d\u0335\u0336]")


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
    groups: list[list[Word]] = [[] for _ in page.tags]
    loose: list[Word] = []
    tag_of = page.tag_of
    for word in page.words:
        number = tag_of.get(word.mcid)
        (loose if number is None else groups[number]).append(word)
    rows = _data_rows(page.tags, groups)
    blocks = []
    for tag, words in zip(page.tags, groups, strict=True):
        cell = (tag.table, tag.row) in rows and len(words) <= CELL_WORDS
        block = block_of(words, page, tag, cell=cell)
        if block is not None:
            blocks.append(block)
    return blocks, [block for block in _lines(loose, page) if block is not None]


def _data_rows(tags: list[Tag], groups: list[list[Word]]) -> set[tuple[int | None, int | None]]:
    """Return the table rows that hold more than one cell; a row of one cell is layout."""
    columns: dict[tuple[int | None, int | None], set[int]] = {}
    for tag, words in zip(tags, groups, strict=True):
        if words and tag.row is not None and tag.column is not None:
            columns.setdefault((tag.table, tag.row), set()).add(tag.column)
    return {row for row, cells in columns.items() if len(cells) > 1}


def _lines(words: list[Word], page: Page) -> Iterator[RawBlock | None]:
    """Make one block of each line of untagged words."""
    line: list[Word] = []
    for word in words:
        if line and "\n" in page.text[line[-1].end : word.start]:
            yield block_of(line, page, Tag(("Artifact",)), loose=True)
            line = []
        line.append(word)
    if line:
        yield block_of(line, page, Tag(("Artifact",)), loose=True)


def block_of(
    words: list[Word], page: Page, tag: Tag, *, cell: bool = False, loose: bool = False
) -> RawBlock | None:
    """Join words that belong together into one block; None when nothing is left of them."""
    if not words:
        return None
    sizes: dict[float, int] = {}
    bold = total = 0
    for word in words:
        length = word.end - word.start
        sizes[word.size] = sizes.get(word.size, 0) + length
        total += length
        if word.bold:
            bold += length
    main = max(sizes, key=lambda size: (sizes[size], size))
    text, anchors = join(words, page.text, main if len(sizes) > 1 else 0.0)
    if not text:
        return None
    marker, cut = split_marker(text, tag, cell=cell)
    if cut:
        text = text[cut:]
        anchors = [(max(0, at - cut), index) for at, index in anchors if at >= cut or not at]
    if not text:
        return None
    if not text.isascii():
        text = DRAWN_DASH.sub("–", text)
    is_bold = bold / total > 0.5
    return RawBlock(tag, text, page.number, main, is_bold, marker, anchors, cell, loose)


def join(words: list[Word], source: str, main: float) -> tuple[str, list[tuple[int, int]]]:
    """Join words as they stand on the page: spaces from gaps, none after a line-end hyphen.

    Superscript footnote marks are left out, superscript ordinals are glued to their number.
    """
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    at, end, mcid, last = 0, -1, -1, ""  # `last`: the last characters so far
    for word in words:
        text = word.text
        if not text.isascii() or text != text.strip():
            text = text.translate(CLEAN)
        elif not text.isprintable():
            text = text.translate(CLEAN)
        small = 0 < word.size < SMALL * main
        if small and parts and (text.isdigit() or text in rules().note_marks):
            end, mcid = word.end, word.mcid
            continue
        if not text:
            continue
        gap = source[end : word.start] if end >= 0 else ""
        space = False
        if small and text.lower() in ORDINALS and last[-1:].isdigit():
            pass
        elif gap:
            space = not ("\n" in gap and HYPHEN_END.search(last))
        elif end >= 0 and word.mcid != mcid and len(parts) == 1:
            # "37.The": the label and the words of an item touch in pdfium's text.
            space = last[-1] in ".)" or not last[-1].isalnum()
        if space and parts:
            parts.append(" ")
            at += 1
        parts.append(text)
        anchors.append((at, word.start))
        at += len(text)
        last = f"{last} {text}"[-3:] if space else (last + text)[-3:]
        end, mcid = word.end, word.mcid
    return "".join(parts).rstrip(), anchors


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
