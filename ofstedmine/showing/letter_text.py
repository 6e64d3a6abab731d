"""A letter for the terminal: page by page, findings highlighted, evidence underlined.

Paragraphs are numbered in the margin as findings and references number them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.letter_pieces import Piece, Span, inside, is_tight, joined, pieces_of
from ofstedmine.showing.words import visible

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.reading.letter import Block
    from ofstedmine.records import VisitRecord

__all__ = ["letter_text"]

_FINDING = "black on color(229)"
_EVIDENCE = "underline"
_STYLES = {"heading": "bold", "furniture": "dim", "footnote": "dim"}
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is to be marked in the letter's text, and how."""

    findings: Sequence[Span]
    evidence: Sequence[Span]
    plain: bool

    def legend(self) -> Text:
        """Say how findings and evidence are marked."""
        if self.plain:
            return Text("⟦finding⟧  _evidence of a fact_", style="dim")
        return Text.assemble(("finding", _FINDING), "  ", ("evidence of a fact", _EVIDENCE))

    def text(self, letter: Letter, start: int, end: int, style: str = "") -> Text:
        """Return a span of the letter with what is marked in it."""
        words = visible(letter.text[start:end]).replace("\n", " ")
        if self.plain:
            return Text(self._with_signs(words, start, end))
        text = Text(words, style=style)
        for spans, look in ((self.findings, _FINDING), (self.evidence, _EVIDENCE)):
            for first, last in inside(spans, start, end):
                text.stylize(look, first - start, last - start)
        return text

    def _with_signs(self, words: str, start: int, end: int) -> str:
        """Return words with signs around what is marked: where there is no colour."""
        signs: list[tuple[int, int, str]] = []
        # At one place, what closes comes before what opens, and a finding around evidence.
        for spans, (before, after), depth in (
            (self.findings, "⟦⟧", 0),
            (self.evidence, "__", 1),
        ):
            for first, last in inside(spans, start, end):
                signs += [(first, 2 + depth, before), (last, 1 - depth, after)]
        parts = []
        at = start
        for place, _, sign in sorted(signs):
            parts += [words[at - start : place - start], sign]
            at = place
        return "".join([*parts, words[at - start :]])


def letter_text(
    letter: Letter, record: VisitRecord, *, page: int | None = None, plain: bool = False
) -> Iterator[RenderableType]:
    r"""Yield a letter piece by piece, as something that rich prints.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord
        The record that was read from it.
    page : int, optional
        The only page to show, from 1.
    plain : bool, default False
        Whether signs mark findings and evidence, for output without colour.

    Yields
    ------
    rich.console.RenderableType
        A legend, then a line for each page and its blocks.

    Raises
    ------
    LookupError
        If the letter has no such page.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"Dear Ms Archer\n\nPlans are clear.\n")
    >>> pieces = list(letter_text(letter, om.parse(letter), plain=True))
    >>> str(pieces[0])
    '⟦finding⟧  _evidence of a fact_'
    """
    pages = {one.number for one in letter.pages} or {b.page for b in letter.blocks if b.page}
    if page is not None and page not in pages:
        raise LookupError(
            f"this letter has pages 1 to {max(pages)}" if pages else "this letter has no pages"
        )
    marks = _Marks(
        joined((f.start, f.end) for f in record.findings),
        joined(
            (one.start, one.end)
            for found in record.evidence.values()
            for one in found
            if one.start is not None and one.end is not None
        ),
        plain,
    )
    yield marks.legend()
    shown: int | None = None
    for number, pieces in groupby(pieces_of(letter), key=lambda piece: piece.page):
        if page is not None and number != page:
            continue
        if number != shown:
            shown = number
            yield Rule(f"page {number}", style="dim", align="right")
        yield from _blocks(letter, marks, list(pieces))


def _blocks(letter: Letter, marks: _Marks, pieces: Sequence[Piece]) -> Iterator[RenderableType]:
    """Yield the pieces of one page; cells of one table as a table."""
    for table, group in groupby(pieces, key=lambda p: p.block.table):
        if table is not None:
            yield _table(letter, marks, list(group))
            continue
        previous: Block | None = None
        for piece in group:
            if previous and not is_tight(previous, piece.block):
                yield Text()
            previous = piece.block
            yield _paragraph(letter, marks, piece)
        yield Text()


def _paragraph(letter: Letter, marks: _Marks, piece: Piece) -> RenderableType:
    block = piece.block
    words = marks.text(letter, piece.start, piece.end, _STYLES.get(block.kind, ""))
    marker = visible(block.marker or "") if piece.is_first else ""
    if block.kind == "bullet" and not marker and piece.is_first:
        marker = "•"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_MARGIN, justify="right", style="dim", no_wrap=True)
    row: list[RenderableType] = [str(piece.paragraph or "") if piece.is_first else ""]
    if marker or block.kind == "bullet":
        grid.add_column(no_wrap=True, min_width=1)
        row.append(Text(marker))
    grid.add_column(overflow="fold")
    grid.add_row(*row, words)
    depth = (block.level or 1) - 1 if block.kind == "bullet" else 0
    return Padding(grid, (0, 0, 0, 2 * min(depth, 6)))


def _table(letter: Letter, marks: _Marks, pieces: Sequence[Piece]) -> RenderableType:
    """Return the cells of a table in rows and columns, with the number of its first cell."""
    columns = 1 + max(piece.block.column or 0 for piece in pieces)
    table = Table(box=box.ROUNDED, border_style="dim", show_header=False, show_lines=True)
    for _ in range(columns):
        table.add_column(overflow="fold")
    for _, cells in groupby(pieces, key=lambda p: p.block.row):
        row = [Text() for _ in range(columns)]
        for piece in cells:
            cell = row[piece.block.column or 0]
            if cell.plain:
                cell.append("\n")
            cell.append_text(marks.text(letter, piece.start, piece.end))
        table.add_row(*row)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_MARGIN, justify="right", style="dim", no_wrap=True)
    grid.add_column()
    grid.add_row(Text(f"\n{pieces[0].paragraph or ''}"), table)
    return Padding(grid, (0, 0, 1, 0))
