"""PDF without tags, through fpdf2: every line is set where it stands, nothing says what it is.

Layout: ``size`` (11 points), ``bullet`` ("◼"), ``letterhead`` ("first" or "after_page_1").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF

from corpus.render.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    Lines,
    NewPage,
    Note,
    Paragraph,
    Table,
    runs,
)

_FONTS = Path(__file__).resolve().parent.parent / "fonts"
_FAMILY = "Condensed"
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 525.0, 110.0, 770.0
# Of headings, by their level.
_SIZES = {
    "letter": {1: 14.0, 2: 12.0, 3: 11.0, 4: 11.0},
    "report": {1: 22.0, 2: 14.0, 3: 12.0, 4: 11.0},
}
# A line may end after a blank, and after a hyphen or dash inside a word.
_BREAK = re.compile(r"\S+?[-–](?=\w)|\S+|\s+")

Piece = tuple[str, str]


def write(document: Document) -> bytes:
    """Return a document as a PDF file without tags."""
    draft = _Writer(document)
    data = draft.write()
    if any(isinstance(block, Contents) for block in document.blocks):
        # A page of contents stands before what it lists: the first go finds the pages.
        data = _Writer(document, pages=draft.pages).write()
    return data


@dataclass
class _Writer:
    document: Document
    y: float = _TOP
    waiting: list[str] = field(default_factory=list)
    """Footnotes that stand at the foot of the page at hand."""
    pages: dict[int, int] = field(default_factory=dict)
    """The page of each heading, by its place among the blocks."""

    def __post_init__(self) -> None:
        self.size = float(self.document.layout.get("size", 11))
        self.notes = self.document.notes()
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.add_font(_FAMILY, "", _FONTS / "DejaVuSansCondensed.ttf")
        self.pdf.add_font(_FAMILY, "B", _FONTS / "DejaVuSansCondensed-Bold.ttf")
        self.pdf.set_title(self.document.title)
        self.pdf.set_producer("fpdf2")
        self.pdf.set_creation_date(datetime.combine(self.document.dated, time(9), UTC))
        self.pdf.file_id = lambda: f"<{self.document.name.encode().hex()[:32]:0<32}>" * 2  # type: ignore[method-assign]

    def write(self) -> bytes:
        self._open_page()
        late = self.document.layout.get("letterhead") == "after_page_1"
        held: list[Block] = []
        for place, block in enumerate(self.document.blocks):
            if isinstance(block, NewPage):
                for lines in held:
                    self._block(lines)
                held = []
                self._turn_page()
            elif late and isinstance(block, Lines) and block.role == "letterhead":
                held.append(block)
            else:
                self._block(block)
                if isinstance(block, Heading):
                    self.pages[place] = self.pdf.page_no()
        self._close_page()
        return bytes(self.pdf.output())

    # -- pages ---------------------------------------------------------------------------

    def _open_page(self) -> None:
        self.pdf.add_page()
        x = _RIGHT
        for mark in reversed(self.document.marks):
            self.pdf.set_font(_FAMILY, "B", 15)
            x -= self.pdf.get_string_width(mark)
            self.pdf.text(x, 60, mark)
            x -= 22
        self.y = _TOP

    def _close_page(self) -> None:
        page = self.pdf.page_no()
        y = _BOTTOM + 4
        if self.waiting:
            y = _BOTTOM - self._notes_height()
            self.pdf.line(_LEFT, y + 12, _LEFT + 140, y + 12)
            for note in self.waiting:
                for line in self._wrap([(note, "plain")], 9, _RIGHT - _LEFT):
                    y += 11
                    self._set(line, _LEFT, y + 14, 9)
            self.waiting = []
        if page > 1:
            self.pdf.set_font(_FAMILY, "", 8)
            for i, line in enumerate(self.document.footer):
                self.pdf.text(_LEFT, 800 + 10 * i, line)
            number = str(page)
            self.pdf.set_font(_FAMILY, "", 14)
            self.pdf.text(_RIGHT - self.pdf.get_string_width(number), 806, number)

    def _turn_page(self) -> None:
        self._close_page()
        self._open_page()

    def _notes_height(self) -> float:
        if not self.waiting:
            return 0.0
        count = sum(len(self._wrap([(n, "plain")], 9, _RIGHT - _LEFT)) for n in self.waiting)
        return 11.0 * count + 22

    def _need(self, height: float) -> None:
        if self.y + height > _BOTTOM - self._notes_height():
            self._turn_page()

    # -- blocks --------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                size = _SIZES[self.document.style][level]
                # A heading never stands alone at the foot of a page.
                self._need(size * 1.25 + self.size * 4)
                self._text([(text, "plain" if size > 20 else "bold")], size=size)
            case Paragraph(text, number):
                indent = 24.0 if number else 0.0
                self._text(runs(text), indent=indent, lead=number)
            case Bullets(items):
                for item in items:
                    lead = self.document.layout.get("bullet", "◼")
                    self._text(runs(item), indent=18.0, lead=lead, after=4.0)
                self.y += 4
            case Lines(lines, role):
                size = 9.0 if role in ("letterhead", "back") else self.size
                for line in lines:
                    self._text(runs(line), size=size, after=0.0)
                self.y += self.size
            case Table():
                self._table(block)
            case Contents():
                self._contents(block)
            case Note():
                pass

    def _text(
        self,
        pieces: list[Piece],
        size: float | None = None,
        indent: float = 0.0,
        lead: str | None = None,
        after: float | None = None,
    ) -> None:
        size = size or self.size
        height = size * 1.25
        for words, style in pieces:
            if style == "mark" and words in self.notes:
                self._need(height)
                self.waiting.append(f"{words} {self.notes[words]}")
        for line in self._wrap(pieces, size, _RIGHT - _LEFT - indent):
            self._need(height)
            self.y += height
            if lead:
                self._set([(lead, "plain")], _LEFT, self.y, size)
                lead = None
            self._set(line, _LEFT + indent, self.y, size)
        self.y += size * 0.8 if after is None else after

    def _contents(self, contents: Contents) -> None:
        places = contents.targets(self.document.blocks)
        for entry, place in zip(contents.entries, places, strict=True):
            page = str(self.pages.get(place, 0))
            end = _RIGHT - self.pdf.get_string_width(page)
            self._text([(entry, "plain")], after=3.0)
            self._set([(page, "plain")], end, self.y - 3.0, self.size)
        self.y += self.size

    def _table(self, table: Table) -> None:
        rows = table.rows
        width = (_RIGHT - _LEFT) / len(rows[0])
        for i, row in enumerate(rows):
            bold = table.head and not i
            cells = [
                self._wrap([(c, "bold")] if bold else runs(c), self.size, width - 12) for c in row
            ]
            height = max(len(c) for c in cells) * self.size * 1.25 + (10 if table.ruled else 2)
            self._need(height)
            for j, lines in enumerate(cells):
                if table.ruled:
                    self.pdf.rect(_LEFT + j * width, self.y, width, height)
                for k, line in enumerate(lines):
                    y = self.y + self.size * 1.25 * (k + 1) + 2
                    self._set(line, _LEFT + j * width + 6, y, self.size)
            self.y += height
        self.y += self.size

    # -- lines ---------------------------------------------------------------------------

    def _wrap(self, pieces: list[Piece], size: float, width: float) -> list[list[Piece]]:
        """Cut pieces into lines that fit."""
        lines: list[list[Piece]] = [[]]
        room = width
        for words, style in _atoms(pieces):
            wide = self._width(words, style, size)
            if wide > room and lines[-1] and words.strip():
                lines.append([])
                room = width
            if words.strip() or lines[-1]:
                lines[-1].append((words, style))
                room -= wide
        return lines

    def _set(self, line: list[Piece], x: float, y: float, size: float) -> None:
        """Set one line, neighbouring pieces of one style in one go."""
        at = 0
        while at < len(line):
            style = line[at][1]
            end = at
            while end < len(line) and line[end][1] == style:
                end += 1
            words = "".join(w for w, _ in line[at:end])
            words = words.rstrip() if end == len(line) else words
            raised = style == "mark"
            self.pdf.set_font(
                _FAMILY, "B" if style == "bold" else "", size * (0.6 if raised else 1)
            )
            self.pdf.text(x, y - (size * 0.35 if raised else 0), words)
            x += self._width(words, style, size)
            at = end

    def _width(self, words: str, style: str, size: float) -> float:
        scale = size * 0.6 if style == "mark" else size
        advances, default = _advances(style == "bold")
        return sum(advances.get(ord(c), default) for c in words) * scale


def _atoms(pieces: list[Piece]) -> Iterator[Piece]:
    for words, style in pieces:
        for atom in _BREAK.findall(words):
            yield atom, style


@cache
def _advances(bold: bool) -> tuple[dict[int, float], float]:
    """Return the widths of a font's characters, as shares of its size."""
    font = TTFont(_FONTS / f"DejaVuSansCondensed{'-Bold' if bold else ''}.ttf")
    em = font["head"].unitsPerEm
    metrics = font["hmtx"]
    widths = {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}
    return widths, 0.5
