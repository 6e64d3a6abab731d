"""Which block of a page goes on with the words of the block before it."""

from __future__ import annotations

import regex

from .letter import Block
from .pdf_blocks import HYPHEN_END, RawBlock

CLOSED = regex.compile(r"[.!?:;][’”'\")\]]*$")
LOWER = regex.compile(r"[\p{Ll}(,;]|[‘“'\"]\p{Ll}|\d")
# Ends of a line that may stand inside a sentence, and may lead in a list.
HALF = regex.compile(r"[:;][’”'\")\]]*$")
LONG = 60
"""Characters; a shorter paragraph without a stop is a label, a name or an address line."""


def goes_on(before: Block, raw: RawBlock, kind: str, *, new_page: bool) -> bool:
    """Tell whether a block is the rest of the block before it, on the same page or the next."""
    if before.kind == "table_cell" or kind == "table_cell":
        same_cell = (
            not new_page
            and before.kind == kind
            and (before.row, before.column) == (raw.tag.row, raw.tag.column)
        )
        return same_cell and not CLOSED.search(before.text) and raw.text[0].islower()
    if raw.marker:
        return False
    if before.kind == "heading":
        same_look = kind == "heading" and before.size == raw.size and before.bold == raw.bold
        return same_look and not new_page and raw.text[0].islower() and len(raw.text) > 3
    if kind == "heading" or before.kind not in ("paragraph", "bullet"):
        return False
    is_open = not CLOSED.search(before.text)
    lower = bool(LOWER.match(raw.text))
    if new_page:
        if raw.tag.is_item:
            # Word opens a new, unmarked item for the rest of one that is cut by the page's end.
            return before.kind == "bullet" or before.marker is not None or is_open
        if before.kind == "bullet" or before.marker:
            return is_open and lower
        if not is_open and HALF.search(before.text):
            return _is_rest(raw)
        if is_open and lower:
            return len(before.text) > LONG or raw.text[0].islower()
        alike = before.size == raw.size and not before.bold and not raw.bold
        return is_open and alike and len(before.text) > LONG and len(raw.text) > LONG
    return (
        is_open
        and lower
        and raw.text[0].islower()
        and len(before.text) > LONG
        and before.size == raw.size
        and not raw.tag.is_item
        and before.kind == "paragraph"
    )


def _is_rest(raw: RawBlock) -> bool:
    """Tell the rest of a sentence after its colon from the first item of a list without marks."""
    whole = regex.search(r"[.!?][’”'\")\]]*$", raw.text) is not None
    return whole and raw.text[0].islower() and len(raw.text) > LONG


def glue(before: str, after: str) -> str:
    """Return what stands between two parts of a paragraph: nothing after a line-end hyphen."""
    return "" if HYPHEN_END.search(before) and after[:1].isalnum() else " "
