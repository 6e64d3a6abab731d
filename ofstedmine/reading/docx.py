"""Word documents (DOCX), read through python-docx's parts, element by element.

The paragraphs of python-docx leave out tracked insertions, text boxes and footnotes, so its parsed
XML is walked in document order.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import regex
from lxml import etree

from ofstedmine.errors import UnreadableLetter

from . import docx_parts as parts
from . import flat, forms, lists
from .archive import check_archive
from .bounds import bound
from .decoding import clean
from .docx_numbers import Counters
from .docx_parts import W
from .letter import Block
from .limits import Limits
from .lines import lines_of, mark_lists, pieces_of
from .pieces import Piece
from .shape import shape

HEADING = regex.compile(r"heading (\d)", regex.I)
LISTED = regex.compile(r"list (?:bullet|number|paragraph)|bullet", regex.I)
MANY = 100_000  # characters of one paragraph: beyond, it is no paragraph to look at closely


def read_docx(data: bytes, limits: Limits) -> list[Block]:
    """Return the blocks of a DOCX file.

    Raises
    ------
    UnreadableLetter
        If the container is damaged, too large or hostile.
    """
    check_archive(data, limits)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(data))
        pieces = _Reader(document, limits).pieces()
    except UnreadableLetter:
        raise
    except (
        OpcError,
        etree.LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        OSError,
        IndexError,
        RecursionError,
    ) as error:
        detail = f"the Word document is damaged ({type(error).__name__}: {error})"
        raise UnreadableLetter("corrupt", detail) from error
    blocks = shape(pieces)
    bound(blocks)
    return blocks


class _Reader:
    """Walks the parts of one document."""

    def __init__(self, document: Any, limits: Limits) -> None:
        self._document = document
        self._limits = limits
        self._styles = parts.styles(document)
        self._numbering = parts.numbering(document)
        self._counters = Counters(self._numbering)
        self._notes = parts.notes(document)
        self._table = 0

    def pieces(self) -> list[Piece]:
        """Return the pieces of headers, body and footers."""
        headers, footers = self._margins()
        body = list(self._blocks(self._document.element.body, 0))
        return [*headers, *body, *footers]

    def _margins(self) -> tuple[list[Piece], list[Piece]]:
        """Return the running headers and footers, each text once, as furniture."""
        found: tuple[list[Piece], list[Piece]] = ([], [])
        seen: set[str] = set()
        for section in self._document.sections:
            for side, edge in enumerate(("header", "footer")):
                for name in (edge, f"first_page_{edge}", f"even_page_{edge}"):
                    part = getattr(section, name)
                    if part.is_linked_to_previous:
                        continue
                    for piece in self._blocks(part._element, 0):
                        if piece.text not in seen:
                            seen.add(piece.text)
                            found[side].append(
                                Piece(
                                    piece.text, "furniture", sure=True, why=name.replace("_", " ")
                                )
                            )
        return found

    def _blocks(self, parent: Any, depth: int) -> list[Piece]:
        """Return the pieces of an element that holds paragraphs and tables."""
        if depth > self._limits.max_depth:
            raise UnreadableLetter("corrupt", f"tables nested more than {depth} deep")
        out: list[Piece] = []
        for child in parent:
            if child.tag == W + "p":
                out.extend(self._paragraph(child, depth))
            elif child.tag == W + "tbl":
                out.extend(self._cells(child, depth))
            elif child.tag not in parts.SKIPPED and isinstance(child.tag, str):
                out.extend(self._blocks(child, depth + 1))  # w:sdt, w:ins, w:customXml ...
        return out

    def _cells(self, table: Any, depth: int) -> list[Piece]:
        """Return the cells of a table; a merged cell once, a layout table as ordinary text."""
        number = self._table
        self._table += 1
        out: list[Piece] = []
        layout = False  # a cell with running text: the table only places parts of the page
        for row, tr in enumerate(table.iter(W + "tr")):
            if parts.nearest(tr, W + "tbl") is not table:
                continue
            column = 0
            for tc in tr.iter(W + "tc"):
                if parts.nearest(tc, W + "tr") is not tr:
                    continue
                span = tc.find(f"{W}tcPr/{W}gridSpan")
                merged = tc.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
                inner = [] if goes_on else self._blocks(tc, depth + 1)
                if sum(len(p.text.split()) for p in inner) > 120:
                    layout = True
                for piece in inner:
                    if piece.kind != "footnote" and piece.table is None:
                        piece.table, piece.row, piece.column = number, row, column
                out.extend(inner)
                column += parts.integer(span, 1)
        for piece in (p for p in out if p.table == number):
            if layout:
                piece.table = piece.row = piece.column = None
            elif piece.kind in ("paragraph", "heading"):
                piece.kind, piece.sure, piece.level, piece.why = "table_cell", True, None, "w:tc"
        return out

    def _paragraph(self, p: Any, depth: int) -> list[Piece]:
        """Return the pieces of a paragraph: its text boxes, its own lines, its footnotes."""
        runs: list[tuple[str, bool]] = []
        boxes: list[Piece] = []
        notes: list[str] = []
        after = False
        for element in parts.walk(p):
            tag = element.tag
            if tag == W + "txbxContent":
                boxes.extend(self._blocks(element, depth + 1))
                after = after or any(text.strip() for text, _ in runs)
            elif tag == W + "r":
                if parts.on(element.find(f"{W}rPr/{W}vanish")):
                    continue
                bold = parts.on(element.find(f"{W}rPr/{W}b"))
                for child in element:
                    text = parts.text_of(child)
                    if text:
                        runs.append((text, bold))
                    elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                        kind = "end" if child.tag == W + "endnoteReference" else ""
                        notes.append(kind + child.get(W + "id", ""))
        own = self._own(p, runs)
        feet = [
            Piece(
                self._notes[n],
                "footnote",
                marker=n.removeprefix("end"),
                sure=True,
                why="w:footnote",
            )
            for n in notes
            if self._notes.get(n)
        ]
        return [*own, *boxes, *feet] if after else [*boxes, *own, *feet]

    def _own(self, p: Any, runs: list[tuple[str, bool]]) -> list[Piece]:
        text = clean("".join(text for text, _ in runs))
        if not text.strip():
            return []
        style, style_bold = self._styles.get(parts.value(p.find(f"{W}pPr/{W}pStyle")), ("", False))
        letters = sum(len(t.strip()) for t, _ in runs)
        bold = style_bold or (
            letters > 0 and sum(len(t.strip()) for t, b in runs if b) >= 0.9 * letters
        )
        words = " ".join(text.split())
        heading = HEADING.match(style)
        outline = p.find(f"{W}pPr/{W}outlineLvl")
        level = (
            int(heading[1])
            if heading
            else parts.integer(outline, 9) + 1
            if outline is not None
            else None
        )
        if style.casefold() == "title":
            level = 1
        mark = self._mark(p, style)
        if level is not None and level <= 9 and len(words) < 250 and not forms.is_personal(words):
            return [
                Piece(
                    words,
                    "heading",
                    level=level,
                    marker=mark[0] if mark and mark[2] else None,
                    bold=bold,
                    sure=True,
                    why=f"style {style}",
                )
            ]
        if mark:
            if mark[2] and len(words.split()) > 45:
                return [
                    Piece(words, marker=mark[0], bold=bold, sure=True, why="numbered paragraph")
                ]
            return [
                Piece(
                    words,
                    "bullet",
                    level=mark[1],
                    marker=mark[0],
                    bold=bold,
                    sure=True,
                    why="w:numPr",
                )
            ]
        pieces = (
            pieces_of(mark_lists(lines_of(text.replace("\f", "\n"))))
            if len(text) < MANY
            else [Piece(words)]
        )
        for piece in pieces:
            piece.bold, piece.apart = bold, True
            if piece.kind == "paragraph" and len(pieces) == 1 and bold is False:
                # a flattened letter pasted into Word is cut like text
                piece.sure = not flat.is_flat(words, 0)
        return pieces

    def _mark(self, p: Any, style: str) -> tuple[str | None, int, bool] | None:
        """Return marker, level and whether it is a number, for a paragraph in a list."""
        num = p.find(f"{W}pPr/{W}numPr")
        style_id = parts.value(p.find(f"{W}pPr/{W}pStyle"))
        number = (
            parts.value(num.find(f"{W}numId"))
            if num is not None
            else self._numbering.styles.get(style_id, "")
        )
        # "List Bullet 2" is a level down, though its own list has one level only
        deeper = int(style[-1]) - 1 if LISTED.match(style) and style[-1:] in "23456789" else 0
        depth = min(parts.integer(num.find(f"{W}ilvl"), 0), 8) if num is not None else 0
        if number == "0" or not number:
            return ("•", deeper + 1, False) if LISTED.match(style) and num is None else None
        form, shown = self._numbering.levels.get((number, depth), ("bullet", "•"))
        if form == "bullet":
            # what Wingdings and Symbol draw cannot be shown
            plain = shown in lists.DASHES or (lists.glyph_mark(f"{shown}x") and shown.isprintable())
            return (shown if plain else "•", depth + deeper + 1, False)
        if form == "none":
            return None
        return (self._counters.next(number, depth), depth + deeper + 1, True)
