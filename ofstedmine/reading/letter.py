"""What reading yields: a `Letter`, its pages and its blocks.

``letter.text`` is one string. Every block is a slice of it, and inside a block all white space is a
single space, so that a pattern needs no knowledge of line ends. Blocks are parted by a blank line,
neighbouring bullets and cells by one line end. Nothing of the file is dropped: what is no part of
the letter's words (running headers, page numbers, boilerplate) stands in the text as furniture.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image as PageImage

    from ofstedmine.records import VisitRecord

BlockKind = Literal["heading", "paragraph", "bullet", "table_cell", "footnote", "furniture"]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page, in points from the top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item, cell, footnote or piece of furniture.

    Attributes
    ----------
    kind : str
        ``heading``, ``paragraph``, ``bullet``, ``table_cell``, ``footnote`` or ``furniture``.
    text : str
        Its words, white space collapsed; a bullet's mark is left out (see ``marker``).
    start, end : int
        Offsets in ``letter.text`` (code points).
    page : int or None
        Page of its first character, from 1; None where the format has no pages.
    level : int or None
        Heading level from 1, or nesting depth of a bullet from 1; None otherwise.
    marker : str or None
        The mark or number of a list item or numbered paragraph, as written ("•", "37.").
    size : float or None
        Main font size in points (PDF).
    bold : bool
        Whether most of it is bold.
    table, row, column : int or None
        Place of a table cell, from 0; ``table`` counts over the letter.
    breaks : tuple of (int, int)
        Offsets in ``letter.text`` at which the block goes on on another page, with that page.
    why : str
        The rule that decided the kind, for those who wonder.
    """

    kind: BlockKind
    text: str
    start: int = 0
    end: int = 0
    page: int | None = None
    level: int | None = None
    marker: str | None = None
    size: float | None = None
    bold: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page: its number from 1, its size in points (None without geometry)."""

    number: int
    width: float | None = None
    height: float | None = None


@dataclass(slots=True)
class Letter:
    r"""A letter as it was read: its text, pages and blocks, and where they came from.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"Dear Ms Archer\n\nFocused visit to Northmoor children's services\n")
    >>> [block.text for block in letter.blocks]
    ['Dear Ms Archer', "Focused visit to Northmoor children's services"]
    """

    text: str
    blocks: list[Block]
    pages: list[PageInfo]
    media_type: str
    sha256: str
    bytes: int
    engine: str
    uri: str | None = None
    notes: list[tuple[str, str, int | None]] = field(default_factory=list)
    """Oddities met while reading: (code, message, page)."""
    locate: Callable[[Sequence[tuple[int, int]]], list[list[Rectangle]]] | None = field(
        default=None, repr=False, compare=False
    )
    """Finds the rectangles of spans of text; set by readers of formats that have geometry."""
    draw: Callable[[int, Sequence[Rectangle], int], PageImage] | None = field(
        default=None, repr=False, compare=False
    )
    """Draws a page with rectangles on it; set by readers of formats that have pages to look at."""

    def __repr__(self) -> str:
        from ofstedmine.showing.reprs import letter_repr

        return letter_repr(self)

    def _repr_html_(self) -> str:
        """Return the letter to look through, for notebooks."""
        from ofstedmine.showing.letter_html import letter_html

        return letter_html(self, scroll=True)

    def to_html(self, record: VisitRecord | None = None, *, page: bool = False) -> str:
        """Return the letter as HTML, its findings highlighted and the evidence of facts underlined.

        Parameters
        ----------
        record : VisitRecord, optional
            The record that was read from it; without one the letter is shown as it was read.
        page : bool, default False
            Whether to return a whole page, with the record's facts above the letter, instead of
            an element for a page or notebook of yours.

        Returns
        -------
        str
            It holds its styles, no script, and refers to no other file. All words of the letter
            are escaped.

        Raises
        ------
        ValueError
            If the record was read from another file.
        """
        from ofstedmine.showing.letter_html import letter_html, letter_page

        return letter_page(self, record) if page else letter_html(self, record)

    def body(self) -> Iterator[Block]:
        """Yield the blocks that are the letter's own words: no furniture, no footnotes."""
        return (b for b in self.blocks if b.kind not in ("furniture", "footnote"))

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset of ``text``, or None between blocks."""
        i = bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        if i < 0 or offset > self.blocks[i].end:
            return None
        return self.blocks[i]

    def page_at(self, offset: int) -> int | None:
        """Return the page (from 1) on which the character at an offset stands."""
        block = self.block_at(offset)
        if block is None:
            return None
        page = block.page
        for at, number in block.breaks:
            if offset < at:
                break
            page = number
        return page

    def boxes(self, start: int, end: int) -> list[Rectangle]:
        """Return the rectangles that hold ``text[start:end]``, one a line; [] without geometry.

        The PDF is opened again for it: to ask for many spans at once, call ``locate``.
        """
        return self.locate([(start, end)])[0] if self.locate else []

    def image(
        self, page: int, spans: Sequence[tuple[int, int]] = (), *, resolution: int = 96
    ) -> PageImage | None:
        """Return a picture of a page (from 1) with spans of the text marked; None without pages.

        Parameters
        ----------
        page : int
            Number of the page, from 1.
        spans : sequence of (int, int), optional
            Offsets in ``text`` of the words to mark; what stands on other pages is left out.
        resolution : int, default 96
            Dots per inch.

        Returns
        -------
        PIL.Image.Image or None
            The picture; a notebook shows it as it is.
        """
        if self.draw is None:
            return None
        if not 1 <= page <= len(self.pages):
            raise ValueError(f"page {page}: the letter has pages 1 to {len(self.pages)}")
        found = self.locate(spans) if self.locate else []
        return self.draw(page, [box for boxes in found for box in boxes], resolution)

    def tables(self) -> list[list[list[str]]]:
        """Return the letter's tables, each as rows of the text of its cells."""
        found: dict[int, dict[int, dict[int, str]]] = {}
        for block in self.blocks:
            if block.table is None or block.row is None or block.column is None:
                continue
            row = found.setdefault(block.table, {}).setdefault(block.row, {})
            row[block.column] = f"{row.get(block.column, '')} {block.text}".strip()
        return [
            [[row.get(column, "") for column in range(max(row) + 1)] for row in rows.values()]
            for rows in found.values()
        ]


def assemble(blocks: list[Block]) -> str:
    """Set the offsets of blocks that come in reading order, and return the letter's text.

    ``breaks`` are taken as offsets inside the block and made offsets of the whole text.
    """
    parts: list[str] = []
    at = 0
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            tight = previous.kind == block.kind and block.kind in ("bullet", "table_cell")
            parts.append("\n" if tight else "\n\n")
            at += len(parts[-1])
        block.start, block.end = at, at + len(block.text)
        block.breaks = tuple((at + offset, page) for offset, page in block.breaks)
        parts.append(block.text)
        at = block.end
        previous = block
    return "".join(parts)
