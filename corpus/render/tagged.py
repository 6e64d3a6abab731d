"""Tagged PDF (PDF/UA-1), through WeasyPrint: paragraphs, lists, headings and cells are marked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path
from typing import cast

from corpus.render.document import (
    Bullets,
    Contents,
    Document,
    Heading,
    Lines,
    NewPage,
    Note,
    Paragraph,
)
from corpus.render.html import body, inline

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parent / "fonts"


def write(document: Document) -> bytes:
    """Return a document as a tagged PDF file."""
    # WeasyPrint needs Pango; everything else here does not.
    from weasyprint import CSS, HTML
    from weasyprint.pdf import fonts as embedding
    from weasyprint.text.fonts import FontConfiguration

    # Where HarfBuzz can cut fonts WeasyPrint lets it, and writes other bytes than fontTools does.
    embedding.harfbuzz_subset = None

    fonts = FontConfiguration()
    css = (_HERE / "tagged.css").read_text(encoding="utf-8")
    page = HTML(string=page_html(document), base_url=str(_FONTS))
    with _clock_stopped(document.dated):
        return page.write_pdf(
            stylesheets=[CSS(string=css, base_url=f"{_FONTS}/", font_config=fonts)],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.md5(document.name.encode(), usedforsecurity=False).digest(),
        )


@contextmanager
def _clock_stopped(day: date) -> Iterator[None]:
    """Let the embedded fonts be stamped with a given day: fontTools heeds this variable."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def page_html(document: Document) -> str:
    """Return the page that WeasyPrint prints."""
    stamp = f"{document.dated.isoformat()}T09:00:00Z"
    marks = "".join(f"<span>{escape(mark)}</span>" for mark in document.marks)
    footer = "<br>".join(escape(line) for line in document.footer)
    notes = document.notes()
    parts = [_part(block, notes) for block in document.blocks]
    _link_contents(document, parts)
    parts = _in_lists(document.blocks, parts)
    return (
        f'<html lang="en"><head><title>{escape(document.title)}</title>'
        f'<meta name="dcterms.created" content="{stamp}">'
        f'<meta name="dcterms.modified" content="{stamp}"></head>'
        f'<body class="{document.style}"><div class="marks">{marks}</div>'
        f'<div class="footer">{footer}</div>' + "\n".join(parts) + "</body></html>"
    )


def _link_contents(document: Document, parts: list[str]) -> None:
    """Write pages of contents, whose page numbers CSS takes from the headings."""
    for i, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            entries = ""
            for entry, place in zip(block.entries, block.targets(document.blocks), strict=True):
                level = cast("Heading", document.blocks[place]).level
                parts[place] = parts[place].replace(">", f' id="part-{place}">', 1)
                entries += (
                    f'<p class="level-{level}"><a href="#part-{place}">{inline(entry)}</a></p>'
                )
            parts[i] = f'<div class="contents">{entries}</div>'


def _in_lists(blocks: tuple[object, ...], parts: list[str]) -> list[str]:
    """Put numbered paragraphs that follow one another into one list, which goes on counting."""
    result: list[str] = []
    before: str | None = None
    for block, part in zip(blocks, parts, strict=True):
        number = block.number if isinstance(block, Paragraph) else None
        if before and not number:
            result.append("</ol>")
        if number and not before:
            result.append(f'<ol style="counter-reset: list-item {int(number.rstrip(".")) - 1}">')
        result.append(part)
        before = number
    return [*result, "</ol>"] if before else result


def _part(block: object, notes: dict[str, str]) -> str:
    match block:
        case NewPage():
            return '<div class="new-page"></div>'
        case Note():
            return ""
        case Paragraph(text, str()):
            return f"<li>{_noted(inline(text), notes)}</li>"
        case Paragraph(text):
            return f"<p>{_noted(inline(text), notes)}</p>"
        case Lines(lines, role):
            return (
                f'<div class="{role}">' + "".join(f"<p>{inline(x)}</p>" for x in lines) + "</div>"
            )
        case Bullets():
            return _noted(body(block), notes)
    return _noted(body(block, top=0), notes)  # type: ignore[arg-type]


def _noted(html: str, notes: dict[str, str]) -> str:
    """Set each footnote where its mark stands: CSS floats it to the foot of the page."""
    for mark, note in notes.items():
        html = html.replace(f"<sup>{mark}</sup>", f'<span class="note">{inline(note)}</span>')
    return html
