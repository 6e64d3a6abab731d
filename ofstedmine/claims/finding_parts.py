"""A sentence about what inspectors found, without the telling and without the visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ofstedmine.claims.telling import plain_words
from ofstedmine.claims.wording import content, patterns

if TYPE_CHECKING:
    from ofstedmine.claims.paper import Span

__all__ = ["parts_of"]

_LEAST_WORDS = 2
"""A finding says something with so many words that count."""
_EARLY = 0.7


def parts_of(text: str, span: Span, events: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence that say one thing: semicolons part them.

    Parameters
    ----------
    text : str
        The document's text.
    span : Span
        The sentence.
    events : sequence of (int, int)
        The visits and judgements that it tells of: they are no findings.

    Yields
    ------
    tuple of (int, int)
        Where a part begins and ends.

    Examples
    --------
    >>> from ofstedmine.claims.paper import Span
    >>> text = "Inspectors found that plans are clear; reviews are late."
    >>> [text[a:b] for a, b in parts_of(text, Span(0, len(text), 0), [])]
    ['plans are clear', 'reviews are late.']
    """
    telling = patterns("retelling", "telling")
    start = span.start
    rest = plain_words(text, start, span.end, list(events))
    if events and len(content(rest)) < _LEAST_WORDS:
        return
    lead = telling["lead"].match(text, start, span.end)
    if lead and _says_enough(text, lead.end(), span.end):
        start = lead.end()
    for _, end in events:
        # What stands before the last event that comes early is about the event.
        if end - span.start < _EARLY * (span.end - span.start) and end > start:
            start = end
    if start > span.start and (found := telling["found"].match(text, start, span.end)):
        start = found.end()
    late = [begin for begin, _ in events if begin >= start]
    stop = min(late) if late and not _says_enough(text, min(late), span.end) else span.end
    if telling["looked"].match(text, start, stop) and events:
        return
    for begin, end in _cut(text, start, stop):
        if _says_enough(text, begin, end):
            yield begin, end


def _says_enough(text: str, start: int, end: int) -> bool:
    return len(content(text[start:end])) >= _LEAST_WORDS


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("; ", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 2
