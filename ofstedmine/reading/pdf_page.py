"""One page of a PDF as its text and its tags, whichever library read them.

`pdf_pdfium` fills these in the fast way and `pdf_plumber` in the slow one; `pdf_blocks` makes
blocks of them. Both must say the same of the same page, which is what the tests hold them to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

UNTAGGED_SHARE = 0.3
"""With a larger share of the text outside the tags, the tags are not to be relied on."""

WORD = regex.compile(r"\S+")

# Tags that stand inside a block. Every other tag opens one of its own.
INLINE = frozenset(
    "Lbl LBody Span Link Reference Annot Quote Em Strong Sub Sup NonStruct Code BibEntry".split()
)


class Run(NamedTuple):
    """Consecutive words that share a tag, a size and a weight; they may go over line ends."""

    start: int
    end: int
    text: str
    mcid: int
    """Marked-content id; -1 where the words carry no tag."""
    size: float
    bold: bool

    def words(self) -> Iterator[Run]:
        """Yield the run's words, each as a run of its own."""
        for match in WORD.finditer(self.text):
            yield self._replace(
                start=self.start + match.start(), end=self.start + match.end(), text=match[0]
            )


class Tag(NamedTuple):
    """The place of a block in the structure tree."""

    path: tuple[str, ...]
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def depth(self) -> int:
        """How many lists the block stands in."""
        return self.path.count("L")

    @property
    def is_item(self) -> bool:
        """Whether the block is a list item."""
        return "LI" in self.path


@dataclass(slots=True)
class Page:
    """The text of a page in content order, the tags they belong to, and the page's size."""

    number: int
    width: float
    height: float
    text: str
    runs: list[Run]
    tags: list[Tag] = field(default_factory=list)
    tag_of: dict[int, int] = field(default_factory=dict)
    """Marked-content id -> index in ``tags``."""
    places: list[tuple[float, float, float]] = field(default_factory=list)
    """Of each run: left, right and baseline, in points from the top left. Filled only where tags
    are too few to be relied on; each run is then one word."""


def needs_geometry(pages: list[Page]) -> bool:
    """Tell whether the tags of a document are too few to be relied on."""
    total = loose = 0
    for page in pages:
        for run in page.runs:
            length = run.end - run.start
            total += length
            if run.mcid not in page.tag_of:
                loose += length
    return loose > UNTAGGED_SHARE * total


class TagTree:
    """Collects the tags of a page while a library's structure tree is walked.

    A paragraph inside a list item or a note belongs to it, so that a bullet keeps its words
    whichever writer made the file; a second paragraph of an item stands alone.
    """

    MOST = 200_000
    """Elements of one page that are looked at; a real page has a few hundred."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.tag_of: dict[int, int] = {}
        self._seen = 0
        self._tables = 0
        self._rows: dict[int, int] = {}

    def enter(self, name: str, parent: Place) -> Place | None:
        """Return the place of an element's children, or None when there are too many."""
        self._seen += 1
        if self._seen > self.MOST:
            return None
        if name in INLINE:
            return parent
        if name == "P" and parent.takes_paragraph():
            return parent
        place = Place((*parent.path, name), parent.table, parent.row, parent.column)
        if name == "Table":
            place.table, place.row, place.column = self._tables, None, None
            self._tables += 1
        elif name == "TR" and place.table is not None:
            place.row = self._rows.get(place.table, -1) + 1
            self._rows[place.table] = place.row
            place.column = None
        elif name in ("TD", "TH"):
            place.column = parent.cells
            parent.cells += 1
        return place

    def mark(self, mcid: int, place: Place) -> None:
        """Note that marked content belongs to a place."""
        if place.number is None:
            place.number = len(self.tags)
            self.tags.append(Tag(place.path, place.table, place.row, place.column))
        self.tag_of[mcid] = place.number


class Place:
    """Where the walk through a structure tree is."""

    __slots__ = ("cells", "column", "number", "paragraphs", "path", "row", "table")

    def __init__(
        self,
        path: tuple[str, ...] = (),
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = path
        self.table = table
        self.row = row
        self.column = column
        self.number: int | None = None
        self.cells = 0
        self.paragraphs = 0

    def takes_paragraph(self) -> bool:
        """Whether a paragraph met here is this element's own text."""
        if not self.path:
            return False
        if "Note" in self.path:
            return True
        self.paragraphs += 1
        return self.path[-1] == "LI" and self.paragraphs == 1
