"""What a block of a PDF is: heading, paragraph, bullet, cell, footnote or furniture."""

from __future__ import annotations

import regex

from .known import furniture
from .letter import Block, BlockKind
from .pdf_blocks import RawBlock
from .pdf_rules import rules

HEADING_WORDS = 25
FURNITURE_WORDS = 15
COVER_SIZE = 18
NOTE_SIZE = 0.88
HEADING_TAG = regex.compile(r"H[1-6]?$|Title$")
NOTE_START = regex.compile(r"\d{1,2}(?:\.\s|\s?)(?=[\p{Lu}‘“(h])|[*†‡]\s?")
NO_STOP = (".", ";", ",", ":")


def kind_of(raw: RawBlock, body_size: float) -> tuple[BlockKind, str]:
    """Return the kind of a block and the rule that decided it."""
    tag = raw.tag
    if raw.loose:
        return "furniture", "outside the tags"
    if "Note" in tag.path:
        return "footnote", "tagged as a note"
    if "TOC" in tag.path or "TOCI" in tag.path:
        return "furniture", "table of contents"
    words = raw.text.count(" ") + 1
    if words <= FURNITURE_WORDS and furniture().letter.fullmatch(raw.text):
        return "furniture", "known furniture"
    if raw.cell:
        return "table_cell", "a row of several cells"
    if raw.marker in ("•", "–"):
        return "bullet", "list mark"
    if why := heading_rule(raw, words):
        return "heading", why
    if raw.size <= NOTE_SIZE * body_size and NOTE_START.match(raw.text) and not tag.is_item:
        return "footnote", "small print that begins with a mark"
    if tag.is_item and raw.marker is None:
        return "bullet", "list item"
    return "paragraph", "numbered" if raw.marker else "none of the others"


def heading_rule(raw: RawBlock, words: int) -> str | None:
    """Return why a block is a heading by its form, or None.

    Bold or tagged as one, at most 25 words, no closing stop: measured in "Headings" of the
    documentation. A cover's large title is one even where it is not bold.
    """
    if words > HEADING_WORDS or (raw.marker and words > 15):
        return None
    tagged = any(HEADING_TAG.match(name) for name in raw.tag.path)
    large = raw.size >= COVER_SIZE
    if not (raw.bold or tagged or large):
        return None
    known = rules()
    text = raw.text
    if text.endswith(NO_STOP) and not known.headings_with_stop.match(text):
        return None
    if known.not_headings.match(text) or not regex.search(r"\p{L}{2}", text):
        return None
    return "tagged as a heading" if tagged else "bold" if raw.bold else "large"


def set_heading_levels(blocks: list[Block]) -> None:
    """Rank the sizes of headings: the largest is level 1."""
    sizes = sorted({round(b.size) for b in blocks if b.kind == "heading" and b.size}, reverse=True)
    rank = {size: min(6, n + 1) for n, size in enumerate(sizes)}
    for block in blocks:
        if block.kind == "heading" and block.size:
            block.level = rank[round(block.size)]
