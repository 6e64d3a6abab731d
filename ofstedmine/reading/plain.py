"""Plain text."""

from __future__ import annotations

import regex

from .letter import Block

GAP = regex.compile(r"\n[ \t\f]*\n\s*")


def blocks_of_text(text: str) -> list[Block]:
    """Return the blocks of clean plain text."""
    pieces = (" ".join(piece.split()) for piece in GAP.split(text))
    return [Block("paragraph", piece) for piece in pieces if piece]
