"""Where the letter starts and ends in a page or paper that prints it.

A newspaper prints its own words before and after the letter, a council puts a page around it.
What is not the letter becomes furniture: still in the text, but no part of what it says.
"""

from __future__ import annotations

from . import flat, forms
from .known import furniture, known
from .letter import Block

PROSE = 12  # words: a sentence of an article, not a line of an address
BEFORE = 24  # blocks that letterhead, date and addressees may take
SIGNATURE = 12  # blocks that signatures and copies may take


def bound(blocks: list[Block], *, page: bool = False) -> bool:
    """Mark what stands before a letter as furniture, on web pages also what follows it.

    Returns whether there is a letter.
    """
    own = [block for block in blocks if block.kind != "furniture"]
    start = _start(own)
    if start is None:
        return False
    before = own[:start]
    for block in before:
        _furnish(block, "before the letter")
    if page:
        end = _end(own, start)
        for block in own[end:]:
            if block.kind != "footnote":
                _furnish(block, "after the letter")
    return True


def mark_web_lines(blocks: list[Block]) -> None:
    """Mark lines that web pages put into articles: "Read more", captions, share links."""
    web = furniture().web
    for block in blocks:
        own = block.kind in ("paragraph", "heading", "bullet") and len(block.text) <= 200
        if own and web.fullmatch(block.text) and known().level_of(block.text) is None:
            _furnish(block, "web page")


def _furnish(block: Block, why: str) -> None:
    block.kind, block.why, block.level = "furniture", why, None


def _start(blocks: list[Block]) -> int | None:
    """Return where the letter starts: its letterhead, date or addressee; None without a letter."""
    greeting = opening = sign = None
    for i, block in enumerate(blocks):
        if block.kind not in ("paragraph", "heading"):
            continue
        if greeting is None and block.kind == "paragraph" and forms.is_salutation(block.text):
            greeting = i
        if opening is None and flat.SUMMARISES.match(block.text):
            opening = i
        if forms.is_sign_off(block.text):
            sign = i
    if opening is None and (greeting is None or sign is None or sign < greeting):
        return None
    anchor = min(i for i in (greeting, opening) if i is not None)
    start = anchor
    for i in range(anchor - 1, max(-1, anchor - BEFORE), -1):
        if not _belongs(blocks[i]):
            break
        start = i
    return start


def _belongs(block: Block) -> bool:
    """Say whether a block may stand between letterhead and salutation."""
    text = block.text
    if block.kind == "heading":
        return known().is_title(text)
    if block.kind not in ("paragraph", "table_cell") or furniture().intro.fullmatch(text[:400]):
        return False
    if forms.is_personal(text):
        return True
    return not (len(text.split()) > PROSE and forms.ends_sentence(text)) and not text.endswith(":")


def _end(blocks: list[Block], start: int) -> int:
    """Return where the letter ends: after the names below its last "Yours sincerely"."""
    sign = None
    for i, block in enumerate(blocks):
        if i > start and block.kind == "paragraph" and forms.is_sign_off(block.text):
            sign = i
    if sign is None:
        return len(blocks)
    i = sign + 1
    while i < len(blocks) and i <= sign + SIGNATURE:
        block = blocks[i]
        prose = len(block.text.split()) > PROSE and forms.ends_sentence(block.text)
        copies = flat.COPIES_SENTENCE.match(block.text) or forms.is_copies(block.text)
        if block.kind in ("heading", "bullet") or (prose and not copies):
            break
        i += 1
    return i
