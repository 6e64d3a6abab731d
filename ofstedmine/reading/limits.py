"""How much a reader takes on before it gives up with `UnreadableLetter`."""

from __future__ import annotations

from dataclasses import dataclass, fields

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost; the longest real report stays far below each of them.

    Parameters
    ----------
    max_file_bytes : int, default 100 MB
        Size of the file itself.
    max_inflated_bytes : int, default 200 MB
        What all compressed streams of the file (DOCX parts, PDF streams) may add up to.
    max_pages : int, default 2000
        Pages of one document.
    max_characters : int, default 10 million
        Characters of the text that is read.
    max_depth : int, default 200
        How deeply elements (HTML, DOCX) or structure tags (PDF) may be nested.
    max_parts : int, default 10 000
        Members of a compressed document.

    Examples
    --------
    >>> Limits(max_pages=50).max_pages
    50
    """

    max_file_bytes: int = 100 * MEGABYTE
    max_inflated_bytes: int = 200 * MEGABYTE
    max_pages: int = 2000
    max_characters: int = 10 * MEGABYTE
    max_depth: int = 200
    max_parts: int = 10_000

    def __post_init__(self) -> None:
        for each in fields(self):
            if getattr(self, each.name) < 1:
                raise ValueError(f"Limits: {each.name} must be at least 1")
