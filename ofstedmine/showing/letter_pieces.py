"""A letter cut for showing: blocks by page with their numbers, spans of text in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.reading.letter import Block

__all__ = ["Piece", "Span", "inside", "is_tight", "joined", "pieces_of"]

Span = tuple[int, int]
_SHORT_LINE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or the part of it that stands on one page."""

    block: Block
    page: int | None
    start: int
    end: int
    paragraph: int | None

    @property
    def is_first(self) -> bool:
        """Whether the block begins here."""
        return self.start == self.block.start


def pieces_of(letter: Letter) -> Iterator[Piece]:
    r"""Yield the blocks of a letter, those that go over a page's end in parts.

    Examples
    --------
    >>> import ofstedmine as om
    >>> [piece.paragraph for piece in pieces_of(om.read(b"Dear Ms Archer\n\nPlans help.\n"))]
    [1, 2]
    """
    paragraph = 0
    for block in letter.blocks:
        if block.kind not in ("furniture", "footnote"):
            paragraph += 1
            number = paragraph
        else:
            number = None
        page = block.page
        stops = [*block.breaks, (block.end, page)]
        start = block.start
        for stop, following in stops:
            if stop > start:
                yield Piece(block, page, start, stop, number)
            start, page = stop, following


def is_tight(one: Block, two: Block) -> bool:
    """Say whether two blocks are items of a list, or lines of an address."""
    if one.kind != two.kind:
        return False
    return two.kind == "bullet" or max(len(one.text), len(two.text)) < _SHORT_LINE


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one.

    Examples
    --------
    >>> joined([(4, 9), (0, 2), (7, 12)])
    [(0, 2), (4, 12)]
    """
    apart: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def inside(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield what of some spans, which are in order and apart, lies between two offsets.

    Examples
    --------
    >>> list(inside([(0, 2), (4, 12)], 1, 6))
    [(1, 2), (4, 6)]
    """
    for i in range(bisect_left(spans, start, key=lambda s: s[1]), len(spans)):
        first, last = max(spans[i][0], start), min(spans[i][1], end)
        if spans[i][0] >= end:
            return
        if first < last:
            yield first, last
