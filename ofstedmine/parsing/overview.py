"""The headline prose of a header: where its facts end and what inspectors found begins.

Dates and inspectors are not found yet when sections are, so blocks are judged by themselves: the
table of judgements, lines that are no sentences, and sentences that name the visit, its inspectors
or its areas are facts. What comes after the last of them is prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.wording import patterns_of, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.reading.letter import Block

__all__ = ["overview_start"]

_LONGEST = 2500
"""A longer paragraph is a letter that lost its lines; it is not looked into."""
_WORDS = 5
"""Prose has at least so many words in its first sentence."""
_SENTENCE = regex.compile(r"[‘“\"'(]?[\p{Lu}\d][^\n]*[.?!:;][’”'\")]{0,2}\s?\d{0,2}")
_VERB = regex.compile(r"\b(?:is|are|was|were|has|have|had|do|does|can|could|will|would|should)\b")


def overview_start(text: str, blocks: Sequence[Block]) -> int | None:
    """Return where the prose of a header begins.

    Parameters
    ----------
    text : str
        The letter's text.
    blocks : sequence of Block
        The body blocks before the first heading.

    Returns
    -------
    int or None
        The offset of the first sentence that is no fact, where facts come before it; None if the
        header has no such prose.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block, assemble
    >>> blocks = [
    ...     Block("paragraph", "This letter summarises the findings of the visit on 4 May 2021."),
    ...     Block("paragraph", "Leaders have strengthened the front door."),
    ... ]
    >>> text = assemble(blocks)
    >>> text[overview_start(text, blocks) :]
    'Leaders have strengthened the front door.'
    """
    known = patterns_of("overview", "sentence")
    start: int | None = None
    facts = listed = False
    for block in blocks:
        if block.kind == "bullet":
            continue  # of the paragraph before it, a fact or not
        if block.kind != "paragraph" or len(block.text) > _LONGEST:
            facts, listed, start = facts or block.kind == "table_cell", False, None
            continue
        spans = list(sentences(text, block.start, block.end))
        last = max(
            (n for n, (at, _) in enumerate(spans) if known["facts"].match(text, at)), default=-1
        )
        if last >= 0 or not _SENTENCE.fullmatch(block.text):
            facts, start = facts or last >= 0, None
            listed = block.text.endswith(":") or (listed and last < 0)
        if not facts or start is not None or not _SENTENCE.fullmatch(block.text):
            continue
        rest = [span for span in spans[last + 1 :] if not known["method"].match(text, span[0])]
        if rest and _is_prose(text[slice(*rest[0])], listed and last < 0):
            start = rest[0][0]
    return start


def _is_prose(sentence: str, listed: bool) -> bool:
    """Whether a sentence says something; after a list that lost its marks, with a verb."""
    return sentence.count(" ") >= _WORDS - 1 and (not listed or bool(_VERB.search(sentence)))
