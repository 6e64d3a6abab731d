"""Render sample letters from their sources in the formats in which real letters are met.

A source is one Markdown file with TOML front matter; `document` reads it into blocks, and one
module for each format writes the blocks out. ``python -m corpus.render`` renders them all.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from corpus.render.document import Document, load

__all__ = ["FORMATS", "LETTERS", "SOURCES", "Document", "load", "render"]

CORPUS = Path(__file__).resolve().parent.parent
SOURCES = CORPUS / "sources"
LETTERS = CORPUS / "letters"

# Format: (module, suffix, media type).
FORMATS = {
    "pdf-tagged": ("tagged", ".pdf", "application/pdf"),
    "pdf-libreoffice": ("libreoffice", ".pdf", "application/pdf"),
    "pdf": ("pdf", ".pdf", "application/pdf"),
    "docx": (
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "html": ("html", ".html", "text/html"),
    "markdown": ("markdown", ".md", "text/markdown"),
    "text": ("text", ".txt", "text/plain"),
    "text-flat": ("flat", ".txt", "text/plain"),
}


def render(document: Document, form: str | None = None) -> bytes:
    """Return a document as the bytes of a file in its own or another format."""
    module, _, _ = FORMATS[form or document.format]
    result = import_module(f"corpus.render.{module}").write(document)
    return result if isinstance(result, bytes) else result.encode("utf-8")
