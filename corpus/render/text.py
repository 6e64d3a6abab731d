"""Plain text, wrapped, as a text viewer or ``pdftotext`` gives it.

Layout: ``width`` (76), ``bullet`` ("•"), ``page_lines`` (0 for no page numbers), ``indent`` (0).
"""

from __future__ import annotations

import textwrap

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
    """Return a document as wrapped text, page numbers between its lines."""
    layout = document.layout
    indent = " " * int(layout.get("indent", 0))
    lines: list[str] = []
    for block in document.blocks:
        if not isinstance(block, NewPage):
            lines += [*_lines(block, int(layout.get("width", 76)), layout.get("bullet", "•")), ""]
    pages = int(layout.get("page_lines", 0))
    return "\n".join(_numbered([(indent + line).rstrip() for line in lines], pages)) + "\n"


def _lines(block: Block, width: int, bullet: str) -> list[str]:
    match block:
        case Heading(text):
            return textwrap.wrap(plain(text), width)
        case Paragraph(text, number):
            lead = f"{number} " if number else ""
            return textwrap.wrap(
                lead + plain(text, notes=True), width, subsequent_indent=" " * len(lead)
            )
        case Bullets(items):
            return [
                line
                for item in items
                for line in textwrap.wrap(f"{bullet} {plain(item)}", width, subsequent_indent="  ")
            ]
        case Lines(lines):
            return [plain(line) for line in lines]
        case Table(rows):
            wide = max(len(row[0]) for row in rows) + 4
            return [row[0].ljust(wide) + "  ".join(row[1:]) for row in rows]
        case Contents(entries):
            return list(entries)
        case Note(mark, text):
            return textwrap.wrap(f"{mark} {plain(text)}", width)
    return []


def _numbered(lines: list[str], page_lines: int) -> list[str]:
    """Set a page number, alone on its line, after every so many lines."""
    if not page_lines:
        return lines
    result: list[str] = []
    for i, line in enumerate(lines):
        if i and i % page_lines == 0:
            result += ["", str(i // page_lines), ""]
        result.append(line)
    return result
