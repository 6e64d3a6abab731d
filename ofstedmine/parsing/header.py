"""Where the head of a letter lies: the salutation, and the lines of the address above it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer_words import alternatives, spelling
from ofstedmine.parsing.who_words import people_words

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Letter

__all__ = ["address_lines", "opening", "salutation"]

_FRONT = 8_000
"""A salutation stands in the first so many characters."""
_RUN_ON = 600
"""An address that runs into the salutation, in a letter flattened to one line, is this long."""
_WORDS = 16
_DEAR = regex.compile(r"\W{0,4}+Dear\s")
_EDGES = " \n\t,;:|*_·•–-"


def opening(draft: Draft) -> tuple[int, int]:
    """Return the span of a letter up to its first section that is known.

    Parameters
    ----------
    draft : Draft
        The sheet, with its sections.

    Returns
    -------
    tuple of (int, int)
        The header, and what follows under headings that no kind of letter has: a subject line
        that was taken for a heading, say.
    """
    for section in draft.sections:
        if section.role not in ("header", "other"):
            return 0, section.start
    return 0, len(draft.letter.text)


def salutation(letter: Letter) -> tuple[int, int] | None:
    """Find the salutation of a letter.

    Parameters
    ----------
    letter : Letter
        The letter; its front is looked at.

    Returns
    -------
    tuple of (int, int) or None
        The span from "Dear" on, without what follows in a letter that is flattened to one line.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("paragraph", "4 May 2021 Dear Ms Archer Focused visit to Northmoor")]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 49, "text")
    >>> start, end = salutation(letter)
    >>> letter.text[start:end]
    'Dear Ms Archer'
    """
    text = letter.text
    for block in letter.body():
        if block.start > _FRONT:
            break
        if dear := _DEAR.match(text, block.start, block.end):
            start = text.index("Dear", dear.start())
            if len(block.text.split()) <= _WORDS:
                greeting = _greeting().match(text, start, block.end)
                end = block.end
                if greeting and "visit" in block.text.casefold():
                    end = greeting.end()
                return start, end
        greeting = _greeting().search(text, block.start, min(block.end, _FRONT))
        if greeting and (greeting.start() == block.start or text[greeting.start() - 1].isspace()):
            return greeting.span()
    return None


def address_lines(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the lines above the salutation that may belong to the address.

    Parameters
    ----------
    draft : Draft
        The sheet; what is known as the title is left out.

    Yields
    ------
    tuple of (int, int)
        Spans of the letter's text without Ofsted's own letterhead and the letter's date.
    """
    letter = draft.letter
    greeting = salutation(letter)
    if greeting is None:
        return
    titles = [(e.start or 0, e.end or 0) for e in draft.evidence.get("/title", ()) if e.end]
    for block in letter.body():
        if block.start >= greeting[0]:
            break
        start, end = block.start, min(block.end, greeting[0])
        if end == greeting[0] or end - start > _RUN_ON:
            start = max(start, end - _RUN_ON)
        if not any(first < end and start < last for first, last in titles):
            yield from _between_letterheads(letter.text, start, end)


def _between_letterheads(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a block without letterhead, telephone numbers and dates."""
    at = start
    for found in people_words().letterhead.finditer(text, start, end):
        yield from _trimmed(text, at, found.start())
        at = max(at, found.end())
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end > start + 1:
        yield start, end


@cache
def _greeting() -> regex.Pattern[str]:
    """Return the pattern of a salutation that may be followed by anything."""
    honorific = rf"(?i:{alternatives(spelling('honorifics'))})\b\.?"
    surname = r"(?:(?:van|von|de|der|den|la|le|al|el)\s)*\p{Lu}[\p{L}'’-]*+"
    return regex.compile(
        rf"Dear\s++(?:{honorific}\s++{surname}(?:\s(?:and|&)\s{honorific}\s++{surname})*"
        r"|[^.!?\n]{0,90}?(?i:partnership|partners|leaders|colleagues?)\b"
        rf"|{surname}(?:\s{surname})?)"
    )
