"""Walks the elements of a web page once and gathers its pieces.

Nothing here calls itself for the children of an element, so that deep nesting costs no stack.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import regex
from lxml import etree

from . import flat, forms
from .known import furniture
from .lines import Line, lines_of, mark_lists, pieces_of
from .pieces import Piece

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul html title".split()
)
HEADINGS = {f"h{n}": n for n in range(1, 7)}
WRAPPERS = frozenset(["html", "body", "main", "article"])
HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.I)
BOLD = regex.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", regex.I)
TOKENS = regex.compile(r"[a-z]+")
ANCHOR = regex.compile(
    r"\s*+(?:Dear\s+\p{Lu}|Yours\s+(?:sincerely|faithfully)|This\s+letter\s+summari[sz]es|H(?:er|is)\s+Majesty.s\s+Inspector)"
)
SUP_NUMBER = regex.compile(r"\s*\[?\d{1,3}\]?\s*")
LAYOUT_WORDS = 60  # a cell with more words is a page's layout, not a table


@dataclass
class _Run:
    """Text of one block as it is gathered, with how much of it is bold."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0


@dataclass
class _List:
    """An open list: whether it is numbered, and its next number."""

    ordered: bool
    number: int


@dataclass
class _Table:
    """An open table and the place of the cell that was opened last."""

    number: int
    row: int = -1
    column: int = -1


class Walker:
    """Walks the elements once, without recursion, and gathers pieces."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._out: list[Piece] = []
        self._run = _Run()
        self._furniture = 0
        self._silent = 0
        self._bold = 0
        self._pre = 0
        self._kinds: list[Piece] = [Piece("")]  # what text is at the moment
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._table_count = 0
        self._layout: set[Any] = set()
        self._protected, self._words = self._survey()
        self._main = self._find_main()
        self._in_main = 0

    def pieces(self) -> list[Piece]:
        """Return the pieces of the page in document order."""
        undo: list[list[Callable[[], None]]] = []
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                undo.append(self._open(element, tag))
                self._text(element.text, tag)
            else:
                for end in undo.pop():
                    end()
                self._text(element.tail, "")
        self._flush()
        return self._out

    def _survey(self) -> tuple[set[Any], dict[Any, int]]:
        """Return the elements that hold a letter's anchors, and the words of prose in each."""
        protected: set[Any] = set()
        words: dict[Any, int] = {}
        for _, element in etree.iterwalk(self._root, events=("end",)):
            own = 0
            if element.tag in (
                "p",
                "li",
                "blockquote",
                "td",
                "div",
                "section",
                "article",
                "br",
                "span",
            ):
                pieces = [element.text, *(child.tail for child in element)]
                own = sum(len(t.split()) for t in pieces if t and len(t) > 60)
            for text in (element.text, element.tail):
                if text and ANCHOR.match(text):
                    up = element if text is element.text else element.getparent()
                    while up is not None and up not in protected:
                        protected.add(up)
                        up = up.getparent()
            total = words.get(element, 0) + own
            words[element] = total
            parent = element.getparent()
            if parent is not None:
                words[parent] = words.get(parent, 0) + total
        return protected, words

    def _find_main(self) -> Any:
        """Return the element that holds the page's main text, or None if none is marked so."""
        whole = self._words.get(self._root, 0)
        found = None
        for element in self._root.iter("main", "article", "div", "section"):
            marked = element.tag in ("main", "article") or element.get("role") == "main"
            large = self._words.get(element, 0) * 2 > whole > 0
            if marked and large and (found is None or element.tag == "article"):
                found = element
        return found

    def _open(self, element: Any, tag: str) -> list[Callable[[], None]]:
        """Enter an element; return what has to be done when it ends."""
        if self._is_silent(element, tag):
            self._silent += 1
            return [self._end_silence]
        undo: list[Callable[[], None]] = []
        if tag in BLOCKS:
            self._flush()
            undo.append(self._flush)
        if element is self._main:
            self._in_main += 1
            undo.append(self._end_main)
        if self._is_furniture(element, tag):
            self._flush()
            self._furniture += 1
            undo.extend([self._flush, self._end_furniture])
        if tag in ("b", "strong") or BOLD.search(element.get("style", "")):
            self._bold += 1
            undo.append(self._end_bold)
        if tag == "br":
            self._run.parts.append("\n")
        elif tag == "pre":
            self._pre += 1
            undo.append(self._end_pre)
        undo.extend(self._open_container(element, tag))
        if kind := self._kind_of(element, tag):
            self._kinds.append(kind)
            undo.append(self._end_kind)
        return undo

    def _open_container(self, element: Any, tag: str) -> list[Callable[[], None]]:
        """Enter a list, a table or a row."""
        if tag in ("ul", "ol"):
            start = element.get("start", "1")
            number = int(start) if start.isdecimal() and len(start) < 6 else 1
            self._lists.append(_List(tag == "ol", number))
            return [self._end_list]
        if tag == "table":
            if self._is_layout(element):
                self._layout.add(element)
            self._tables.append(_Table(self._table_count))
            self._table_count += element not in self._layout
            return [self._end_table]
        if tag == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = -1
        return []

    def _end_silence(self) -> None:
        self._silent -= 1

    def _end_main(self) -> None:
        self._in_main -= 1

    def _end_furniture(self) -> None:
        self._furniture -= 1

    def _end_bold(self) -> None:
        self._bold -= 1

    def _end_pre(self) -> None:
        self._pre -= 1

    def _end_kind(self) -> None:
        self._kinds.pop()

    def _end_list(self) -> None:
        self._lists.pop()

    def _end_table(self) -> None:
        self._tables.pop()

    def _is_silent(self, element: Any, tag: str) -> bool:
        """Say whether nobody sees an element; what holds a letter is believed to be seen."""
        if tag in furniture().silent:
            return True
        hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
        return bool(hidden) and element not in self._protected

    def _kind_of(self, element: Any, tag: str) -> Piece | None:
        """Return what the text in an element is, where the element says so."""
        if tag in HEADINGS:
            return Piece("", "heading", level=HEADINGS[tag], sure=True, why=f"<{tag}>")
        if tag == "li":
            note = (
                "footnote"
                in f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
            )
            if note or element.get("id", "").startswith(("fn", "ftn")):
                return Piece("", "footnote", sure=True, why="<li> of notes")
            marker = "•"
            if self._lists and self._lists[-1].ordered:
                marker = f"{self._lists[-1].number}."
                self._lists[-1].number += 1
            level = max(1, len(self._lists))
            return Piece("", "bullet", level=level, marker=marker, sure=True, why="<li>")
        if tag in ("td", "th") and self._tables:
            at = self._tables[-1]
            at.column += 1
            if not self._in_layout(element):
                return Piece(
                    "", "table_cell", table=at.number, row=max(at.row, 0), column=at.column,
                    sure=True, why="<td>",
                )  # fmt: skip
        if tag in ("p", "dd", "dt") and self._kinds[-1].kind == "paragraph":
            return Piece("", sure=True)
        return None

    def _in_layout(self, cell: Any) -> bool:
        row = cell.getparent()
        while row is not None and row.tag != "table":
            row = row.getparent()
        return row is None or row in self._layout

    def _is_layout(self, table: Any) -> bool:
        """Say whether a table only places parts of the page: a cell of it holds a text."""
        if self._words.get(table, 0) < LAYOUT_WORDS:
            return table in self._protected
        cells = table.iter("td", "th")
        return table in self._protected or any(
            self._words.get(cell, 0) > 2 * LAYOUT_WORDS for cell in cells
        )

    def _is_furniture(self, element: Any, tag: str) -> bool:
        if tag in WRAPPERS or element in self._protected or element is self._main:
            return False
        data = furniture()
        whole = self._words.get(self._root, 0)
        if whole and self._words.get(element, 0) * 2 > whole:
            return False  # whatever it is called, it holds most of the page's text
        if tag in data.tags or element.get("role", "") in data.roles:
            return True
        if tag == "header":
            return not self._in_main and element.find(".//h1") is None
        if tag not in (
            "div",
            "section",
            "ul",
            "ol",
            "p",
            "span",
            "header",
            "a",
            "h2",
            "h3",
            "h4",
            "li",
        ):
            return False
        names = f"{element.get('class', '')} {element.get('id', '')}".casefold()[:500]
        return any(
            not data.words.isdisjoint(TOKENS.findall(name))
            for name in names.split()
            if len(name) < 60
        )

    def _text(self, text: str | None, tag: str) -> None:
        if not text or self._silent:
            return
        if tag == "sup" and SUP_NUMBER.fullmatch(text):
            kind = self._kinds[-1]
            if kind.kind == "paragraph" and kind.sure and not "".join(self._run.parts).strip():
                # A paragraph that begins with a raised number is the footnote itself.
                self._kinds[-1] = Piece("", "footnote", marker=text.strip(), sure=True, why="<sup>")
            return  # a footnote's mark, glued to a word
        if not self._pre:
            text = " ".join(text.split("\n")) if "\n" in text else text
        run = self._run
        run.parts.append(text)
        letters = len(text) - text.count(" ")
        run.letters += letters
        run.bold += letters if self._bold else 0

    def _flush(self) -> None:
        """End the block that is being gathered."""
        run, self._run = self._run, _Run()
        text = "".join(run.parts)
        if not text.strip():
            return
        kind = self._kinds[-1]
        bold = run.letters > 0 and run.bold >= 0.9 * run.letters
        outside = self._furniture > 0 or (
            self._main is not None and not self._in_main and kind.kind != "heading"
        )
        lines = lines_of(text)
        for line in lines:
            line.page = None
        if kind.kind in ("heading", "table_cell", "footnote") or outside:
            words = " ".join(line.text for line in lines)
            piece = replace(kind, text=words, bold=bold)
            if outside:
                piece = Piece(words, "furniture", sure=True, why="page furniture")
            if kind.kind == "heading" and forms.is_personal(words):
                piece = Piece(words, bold=bold, sure=True)
            self._out.append(piece)
            return
        for i, piece in enumerate(self._pieces_of(lines, kind, bold)):
            if kind.kind == "bullet" and i == 0 and piece.kind == "paragraph":
                piece.kind, piece.level, piece.marker = "bullet", kind.level, kind.marker
                piece.why, piece.sure = kind.why, True
                # a second paragraph of the same item is no further item
                self._kinds[-1] = Piece("", sure=True)
            self._out.append(piece)

    def _pieces_of(self, lines: list[Line], kind: Piece, bold: bool) -> list[Piece]:
        """Return the pieces of text whose lines were parted by <br>."""
        long = flat.is_flat(lines[0].text, 0) if len(lines) == 1 else False
        pieces = pieces_of(mark_lists(lines))
        for piece in pieces:
            piece.bold = bold
            piece.apart = True
            piece.sure = piece.sure or (kind.sure and not long)
        return pieces
