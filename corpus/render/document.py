"""What a source holds: a letter as blocks in reading order, apart from any format.

The body is Markdown of a plain kind:

- ``# Title``, ``## Heading``, ``### Heading``, ``#### Heading``
- paragraphs; ``- `` items; ``12. `` numbered paragraphs
- ``| a | b |`` table rows; a row of dashes below the first makes that one the table's head
- ``::: address`` to ``:::`` for lines that stay lines (also ``letterhead``, ``signature``)
- ``::: columns`` for what stands side by side without rules: ``a | b`` on each line
- ``::: contents`` for a page of contents: the headings that it lists, one a line
- ``[^1]`` marks a footnote, ``[^1]: text`` is its text; ``**bold**``; ``---`` starts a new page
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A title (level 1) or heading."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its number where a report numbers them."""

    text: str
    number: str | None = None


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """Lines that stay lines: a letterhead, an address, a signature, the back page."""

    lines: tuple[str, ...]
    role: str = "address"


@dataclass(frozen=True)
class Table:
    """A table, or what stands side by side like the cells of one."""

    rows: tuple[tuple[str, ...], ...]
    head: bool = True
    """Whether the first row is its head."""
    ruled: bool = True
    """Whether lines are drawn around the cells."""


@dataclass(frozen=True)
class Contents:
    """A list of headings, with their pages where a format has pages."""

    entries: tuple[str, ...]

    def targets(self, blocks: Iterable[Block]) -> list[int]:
        """Return the place among the blocks of each heading that is listed, in their order."""
        places: list[int] = []
        headings = ((i, b.text) for i, b in enumerate(blocks) if isinstance(b, Heading))
        for entry in self.entries:
            place = next((i for i, text in headings if text == entry), None)
            if place is None:
                raise ValueError(f"no heading {entry!r} after the one listed before it")
            places.append(place)
        return places


@dataclass(frozen=True)
class Note:
    """A footnote."""

    mark: str
    text: str


@dataclass(frozen=True)
class NewPage:
    """The letter goes on on a new page, where the format has pages."""


Block = Heading | Paragraph | Bullets | Lines | Table | Contents | Note | NewPage


@dataclass(frozen=True)
class Document:
    """A letter or report, ready to be rendered."""

    name: str
    format: str
    title: str
    dated: date
    blocks: tuple[Block, ...]
    style: str = "letter"
    marks: tuple[str, ...] = ("Ofsted",)
    """The words in place of the inspectorates' logos at the head of a page."""
    footer: tuple[str, ...] = ()
    """Lines at the foot of every page from the second."""
    layout: dict[str, Any] = field(default_factory=dict)
    """Wishes that one format understands, such as ``width`` or ``bullet``."""

    def notes(self) -> dict[str, str]:
        """Return the footnotes by their marks."""
        return {b.mark: b.text for b in self.blocks if isinstance(b, Note)}


_FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_RULES = (
    ("heading", re.compile(r"(#{1,4}) (.+)")),
    ("note", re.compile(r"\[\^(\w+)\]: (.+)", re.DOTALL)),
    ("numbered", re.compile(r"(\d+)\. (.+)", re.DOTALL)),
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"\[\^(\w+)\]")


def load(path: Path) -> Document:
    """Read a source."""
    source = path.read_text(encoding="utf-8")
    front = _FRONT.match(source)
    if front is None:
        raise ValueError(f"{path.name} has no front matter between +++ lines")
    facts = tomllib.loads(front[1])
    curly = facts.pop("quotes", "curly") == "curly"
    body = source[front.end() :]
    for key in ("marks", "footer"):
        if key in facts:
            facts[key] = tuple(facts[key])
    return Document(
        name=path.stem, blocks=tuple(read_blocks(curl(body) if curly else body)), **facts
    )


def read_blocks(body: str) -> list[Block]:
    """Read the Markdown of a source into blocks."""
    return [_block(chunk) for chunk in _chunks(body)]


def _chunks(body: str) -> list[str]:
    """Cut at blank lines, but keep ``:::`` blocks whole."""
    chunks: list[str] = []
    lines: list[str] = []
    fenced = False
    for line in [*body.splitlines(), ""]:
        if line.startswith(":::"):
            fenced = line != ":::"
        if line.strip() or fenced:
            lines.append(line.rstrip())
        elif lines:
            chunks.append("\n".join(lines))
            lines = []
    return chunks


def _block(chunk: str) -> Block:
    lines = chunk.splitlines()
    if chunk == "---":
        return NewPage()
    if chunk.startswith(":::"):
        return _fence(lines[0].removeprefix(":::").strip(), lines[1:-1])
    if chunk.startswith("|"):
        rows = _cells(lines)
        kept = tuple(row for row in rows if not set("".join(row)) <= set("-: "))
        return Table(kept, head=len(kept) < len(rows))
    if chunk.startswith("- "):
        items = re.split(r"^- ", chunk, flags=re.MULTILINE)[1:]
        return Bullets(tuple(" ".join(item.split()) for item in items))
    text = " ".join(chunk.split())
    for name, rule in _RULES:
        if found := rule.fullmatch(text):
            if name == "heading":
                return Heading(found[2], len(found[1]))
            if name == "note":
                return Note(found[1], found[2])
            return Paragraph(found[2], number=f"{found[1]}.")
    return Paragraph(text)


def _fence(role: str, lines: list[str]) -> Block:
    """Read what stands between ``:::`` lines."""
    if role == "columns":
        return Table(tuple(_cells(lines)), head=False, ruled=False)
    if role == "contents":
        return Contents(tuple(lines))
    return Lines(tuple(lines), role=role)


def _cells(lines: list[str]) -> list[tuple[str, ...]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    wide = max(map(len, rows))
    return [tuple(row + [""] * (wide - len(row))) for row in rows]


def curl(text: str) -> str:
    """Make straight quotes curly, as word processors do."""
    text = re.sub(r"(?<=[^\s(\[—–])'|'(?=\d\ds\b)", "’", text)
    text = text.replace("'", "‘")
    text = re.sub(r'(?<=[^\s(\[—–])"', "”", text)
    return text.replace('"', "“")


def plain(text: str, notes: bool = False) -> str:
    """Return text without inline markup; footnote marks as bare digits if wished."""
    text = _BOLD.sub(r"\1", text)
    return _MARK.sub(r"\1" if notes else "", text)


def runs(text: str) -> list[tuple[str, str]]:
    """Cut text into runs: ``(words, "plain" | "bold" | "mark")``."""
    found: list[tuple[str, str]] = []
    for i, part in enumerate(_BOLD.split(text)):
        style = "bold" if i % 2 else "plain"
        for j, piece in enumerate(_MARK.split(part)):
            if piece:
                found.append((piece, "mark" if j % 2 else style))
    return found
