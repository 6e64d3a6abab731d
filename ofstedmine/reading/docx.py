"""Word documents (DOCX), read through python-docx's parts, element by element.

The paragraphs of python-docx leave out tracked insertions, text boxes and footnotes, so its parsed
XML is walked in document order.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import regex
from lxml import etree

from ..errors import UnreadableLetter
from . import forms, lists
from .archive import check_archive
from .bounds import bound
from .decoding import clean
from .letter import Block
from .limits import Limits
from .lines import lines_of, mark_lists, pieces_of
from .pieces import Piece
from .shape import shape

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
ENDNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
HEADING = regex.compile(r"heading (\d)", regex.I)
LISTED = regex.compile(r"list (?:bullet|number|paragraph)|bullet", regex.I)
# Children of a paragraph that hold no words of the letter as it stands.
SKIPPED = {W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr")} | {FALLBACK}
BREAKS = {W + "br", W + "cr"}
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
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, OSError, IndexError, RecursionError) as error:
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
        self._styles = _styles(document)
        self._numbering = _numbering(document)
        self._counters: dict[tuple[str, int], int] = {}
        self._notes = _notes(document)
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
            for side, names in enumerate((("header", "first_page_header", "even_page_header"), ("footer", "first_page_footer", "even_page_footer"))):
                for name in names:
                    part = getattr(section, name)
                    if part.is_linked_to_previous:
                        continue
                    for piece in self._blocks(part._element, 0):
                        if piece.text not in seen:
                            seen.add(piece.text)
                            found[side].append(Piece(piece.text, "furniture", sure=True, why=name.replace("_", " ")))
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
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                out.extend(self._blocks(child, depth + 1))  # w:sdt, w:ins, w:customXml ...
        return out

    def _cells(self, table: Any, depth: int) -> list[Piece]:
        """Return the cells of a table; a merged cell once, a layout table as ordinary text."""
        number = self._table
        self._table += 1
        out: list[Piece] = []
        layout = False
        for row, tr in enumerate(table.iter(W + "tr")):
            if _nearest(tr, W + "tbl") is not table:
                continue
            column = 0
            for tc in tr.iter(W + "tc"):
                if _nearest(tc, W + "tr") is not tr:
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
                column += _integer(span, 1)
        if layout or number > 0 and not out:
            for piece in out:
                if piece.table == number:
                    piece.table = piece.row = piece.column = None
            return out
        for piece in out:
            if piece.table == number and piece.kind in ("paragraph", "heading"):
                piece.kind, piece.sure, piece.level, piece.why = "table_cell", True, None, "w:tc"
        return out

    def _paragraph(self, p: Any, depth: int) -> list[Piece]:
        """Return the pieces of a paragraph: its text boxes, its own lines, its footnotes."""
        runs: list[tuple[str, bool]] = []
        boxes: list[Piece] = []
        notes: list[str] = []
        after = False
        for element in _walk(p):
            tag = element.tag
            if tag == W + "txbxContent":
                boxes.extend(self._blocks(element, depth + 1))
                after = after or any(text.strip() for text, _ in runs)
            elif tag == W + "r":
                if _on(element.find(f"{W}rPr/{W}vanish")):
                    continue
                bold = _on(element.find(f"{W}rPr/{W}b"))
                for child in element:
                    text = _text_of(child)
                    if text:
                        runs.append((text, bold))
                    elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                        kind = "end" if child.tag == W + "endnoteReference" else ""
                        notes.append(kind + child.get(W + "id", ""))
        own = self._own(p, runs)
        feet = [
            Piece(self._notes[n], "footnote", marker=n.removeprefix("end"), sure=True, why="w:footnote")
            for n in notes
            if self._notes.get(n)
        ]
        return [*own, *boxes, *feet] if after else [*boxes, *own, *feet]

    def _own(self, p: Any, runs: list[tuple[str, bool]]) -> list[Piece]:
        text = clean("".join(text for text, _ in runs))
        if not text.strip():
            return []
        style, style_bold = self._styles.get(_value(p.find(f"{W}pPr/{W}pStyle")), ("", False))
        letters = sum(len(t.strip()) for t, _ in runs)
        bold = style_bold or letters > 0 and sum(len(t.strip()) for t, b in runs if b) >= 0.9 * letters
        words = " ".join(text.split())
        heading = HEADING.match(style)
        outline = p.find(f"{W}pPr/{W}outlineLvl")
        level = int(heading[1]) if heading else _integer(outline, 9) + 1 if outline is not None else None
        if style.casefold() == "title":
            level = 1
        mark = self._mark(p, style)
        if level is not None and level <= 9 and len(words) < 250 and not forms.is_personal(words):
            return [Piece(words, "heading", level=level, marker=mark[0] if mark and mark[2] else None, bold=bold, sure=True, why=f"style {style}")]
        if mark:
            if mark[0] and lists.value(mark[0]) is not None and len(words.split()) > 45:
                return [Piece(words, marker=mark[0], bold=bold, sure=True, why="numbered paragraph")]
            return [Piece(words, "bullet", level=mark[1], marker=mark[0], bold=bold, sure=True, why="w:numPr")]
        pieces = pieces_of(mark_lists(lines_of(text.replace("\f", "\n")))) if len(text) < MANY else [Piece(words)]
        for piece in pieces:
            piece.bold, piece.apart = bold, True
            if piece.kind == "paragraph" and len(pieces) == 1 and bold is False:
                piece.sure = len(words) < 2000  # a flattened letter pasted into Word is cut like text
        return pieces

    def _mark(self, p: Any, style: str) -> tuple[str | None, int, bool] | None:
        """Return marker, level and whether it is a number, for a paragraph in a list."""
        num = p.find(f"{W}pPr/{W}numPr")
        style_id = _value(p.find(f"{W}pPr/{W}pStyle"))
        number = _value(num.find(f"{W}numId")) if num is not None else self._numbering.styles.get(style_id, "")
        depth = min(_integer(num.find(f"{W}ilvl"), 0), 8) if num is not None else 0
        if number == "0" or not number:
            return ("•", 1, False) if LISTED.match(style) and not num else None
        form, shown = self._numbering.levels.get((number, depth), ("bullet", "•"))
        if form == "bullet":
            glyph = lists.glyph_mark(f"{shown}x")
            return (shown if glyph or shown in lists.DASHES else "•", depth + 1, False)
        if form == "none":
            return None
        key = (number, depth)
        self._counters[key] = self._counters.get(key, self._numbering.starts.get(key, 1) - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counters.pop((number, deeper), None)
        return (f"{self._counters[key]}.", depth + 1, True)


class _Numbering:
    def __init__(self) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str]] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, str] = {}


def _numbering(document: Any) -> _Numbering:
    """Return the lists of the document: format and glyph of each level."""
    out = _Numbering()
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        root = None
    if root is not None:
        abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
        for num in root.iter(W + "num"):
            source = abstract.get(_value(num.find(W + "abstractNumId")))
            for lvl in source.iter(W + "lvl") if source is not None else ():
                depth = lvl.get(W + "ilvl", "0")
                key = (num.get(W + "numId", ""), int(depth) if depth.isdecimal() else 0)
                out.levels[key] = (_value(lvl.find(W + "numFmt")) or "decimal", _value(lvl.find(W + "lvlText")))
                out.starts[key] = _integer(lvl.find(W + "start"), 1)
    for style in document.styles.element.iter(W + "style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            out.styles[style.get(W + "styleId", "")] = _value(number)
    return out


def _styles(document: Any) -> dict[str, tuple[str, bool]]:
    """Return name and boldness of each paragraph style by its id."""
    return {
        style.get(W + "styleId", ""): (_value(style.find(W + "name")), _on(style.find(f"{W}rPr/{W}b")))
        for style in document.styles.element.iter(W + "style")
    }


def _notes(document: Any) -> dict[str, str]:
    """Return the texts of footnotes and endnotes by id."""
    out: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype not in (NOTES, ENDNOTES):
            continue
        # entities are not resolved and nothing is fetched, as in python-docx's own parser
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(relation.target_part.blob, parser)
        kind = "end" if relation.reltype == ENDNOTES else ""
        for note in root:
            if isinstance(note.tag, str) and note.get(W + "type") in (None, "normal"):
                text = " ".join("".join(_text_of(e) for e in note.iter()).split())
                out[kind + note.get(W + "id", "")] = clean(text)
    return out


def _walk(p: Any) -> list[Any]:
    """Return runs and text boxes of a paragraph in document order, deletions left out."""
    out: list[Any] = []
    stack = list(reversed(p))
    while stack:
        element = stack.pop()
        if element.tag in SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag == W + "txbxContent":
            out.append(element)
            continue
        if element.tag == W + "r":
            out.append(element)
        stack.extend(reversed(element))
    return out


def _text_of(element: Any) -> str:
    """Return what one child of a run prints."""
    tag = element.tag
    if tag == W + "t":
        return element.text or ""
    if tag in (W + "tab", W + "ptab"):
        return " "
    if tag in BREAKS:
        return " " if element.get(W + "type") == "page" else "\n"
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "sym":
        code = element.get(W + "char", "")
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
    return ""


def _nearest(element: Any, tag: str) -> Any:
    """Return the nearest ancestor with a tag."""
    up = element.getparent()
    while up is not None and up.tag != tag:
        up = up.getparent()
    return up


def _value(element: Any) -> str:
    return element.get(W + "val", "") if element is not None else ""


def _integer(element: Any, default: int) -> int:
    text = _value(element)
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _on(element: Any) -> bool:
    """Say whether a toggle such as w:b is on."""
    return element is not None and _value(element) not in ("0", "false", "off")
