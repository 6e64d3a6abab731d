"""Plain text flattened to one line, as a copy from a web page or a careless converter gives it.

Layout: ``letterhead`` ("first", or "after_page_1": it then follows the first page's words),
``bullet`` ("" loses the marks, and items run together).
"""

from __future__ import annotations

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
    plain,
)


def write(document: Document) -> str:
    """Return a document on one line."""
    late = document.layout.get("letterhead", "first") == "after_page_1"
    bullet = document.layout.get("bullet", "")
    parts: list[str] = []
    held: list[str] = []
    for block in document.blocks:
        if isinstance(block, NewPage):
            parts += held
            held = []
        elif late and isinstance(block, Lines) and block.role == "letterhead":
            held = list(block.lines)
        else:
            parts += _words(block, bullet)
    return " ".join(plain(part) for part in [*parts, *held]) + "\n"


def _words(block: Block, bullet: str) -> list[str]:
    match block:
        case Heading(text) | Note(_, text):
            return [text]
        case Paragraph(text, number):
            return [f"{number} {text}" if number else text]
        case Bullets(items):
            return [f"{bullet} {item}".strip() for item in items]
        case Lines(lines):
            return list(lines)
        case Table(rows):
            return [cell for row in rows for cell in row if cell]
        case Contents(entries):
            return list(entries)
    return []
