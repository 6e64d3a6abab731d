"""Markdown as converters write it from a PDF: long lines, bold letterhead labels, page gaps.

Layout: ``bold_headings`` (texts of headings that keep their bold), ``page_chars`` (0, or after
how many characters a page ends, wherever that falls).
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
    """Return a document as Markdown."""
    bold = set(document.layout.get("bold_headings", ()))
    page = int(document.layout.get("page_chars", 0))
    parts = [_part(b, bold) for b in document.blocks if not isinstance(b, NewPage)]
    return _paged([p for p in parts if p], page) + "\n"


def _part(block: Block, bold: set[str]) -> str:
    match block:
        case Heading(text, level):
            words = f"**{plain(text)}**" if plain(text) in bold else plain(text)
            return f"{'#' * max(level, 2)} {words}"
        case Paragraph(text, number):
            return f"{number} {_marked(text)}" if number else _marked(text)
        case Bullets(items):
            return "\n".join(f"- {_marked(item)}" for item in items)
        case Lines(lines):
            return " ".join(lines)
        case Table(rows, _, False):
            return "\n\n".join("  ".join(cell for cell in row if cell) for row in rows)
        case Contents(entries):
            return "\n".join(f"- {_marked(entry)}" for entry in entries)
        case Table(rows):
            head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
            return "\n".join([head, "|" + " --- |" * len(rows[0]), *rest])
        case Note(mark, text):
            return f"{mark} {plain(text)}"
    return ""


def _marked(text: str) -> str:
    return plain(text.replace("**", "\0"), notes=True).replace("\0", "**")


def _paged(parts: list[str], page: int) -> str:
    """Join the parts; where a page is full, leave a gap, if need be inside a paragraph."""
    if not page:
        return "\n\n".join(parts)
    done: list[str] = []
    room = page
    for part in parts:
        if len(part) > room > 80 and not part.startswith(("- ", "#", "|")):
            cut = _cut(part, room)
            done.append(f"{part[:cut]}\n\n\n\n{part[cut + 1 :]}" if cut else part)
            room = page - (len(part) - cut)
        elif len(part) > room:
            done += ["\n", part]
            room = page - len(part)
        else:
            done.append(part)
            room -= len(part)
    return "\n\n".join(done)


def _cut(part: str, room: int) -> int:
    """Return the last blank that fits before a small letter: there a sentence plainly goes on."""
    cut = part.rfind(" ", 0, room)
    while cut > 0 and not part[cut + 1].islower():
        cut = part.rfind(" ", 0, cut)
    return max(cut, 0)
