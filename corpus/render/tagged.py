"""Tagged PDF (PDF/UA-1), through WeasyPrint: paragraphs, lists, headings and cells are marked."""

from __future__ import annotations

from html import escape
from pathlib import Path

from corpus.render.document import Bullets, Document, Lines, NewPage, Note, Paragraph
from corpus.render.html import body, inline

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parent / "fonts"


def write(document: Document) -> bytes:
    """Return a document as a tagged PDF file."""
    # WeasyPrint needs Pango; everything else here does not.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    css = (_HERE / "tagged.css").read_text(encoding="utf-8")
    page = HTML(string=page_html(document), base_url=str(_FONTS))
    return page.write_pdf(
        stylesheets=[CSS(string=css, base_url=str(_FONTS) + "/", font_config=fonts)],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=document.name.encode().ljust(16, b"-")[:16],
    )


def page_html(document: Document) -> str:
    """Return the page that WeasyPrint prints."""
    stamp = f"{document.dated.isoformat()}T09:00:00Z"
    marks = "".join(f"<span>{escape(mark)}</span>" for mark in document.marks)
    footer = "<br>".join(escape(line) for line in document.footer)
    notes = document.notes()
    parts = [_part(block, notes) for block in document.blocks]
    return (
        f'<html lang="en"><head><title>{escape(document.title)}</title>'
        f'<meta name="dcterms.created" content="{stamp}">'
        f'<meta name="dcterms.modified" content="{stamp}"></head>'
        f'<body class="{document.style}"><div class="marks">{marks}</div>'
        f'<div class="footer">{footer}</div>' + "\n".join(parts) + "</body></html>"
    )


def _part(block: object, notes: dict[str, str]) -> str:
    match block:
        case NewPage():
            return '<div class="new-page"></div>'
        case Note():
            return ""
        case Paragraph(text, str(number)):
            first = number.rstrip(".")
            return f'<ol start="{first}"><li>{_noted(text, notes)}</li></ol>'
        case Paragraph(text):
            return f"<p>{_noted(text, notes)}</p>"
        case Lines(lines, role):
            return (
                f'<div class="{role}">' + "".join(f"<p>{inline(x)}</p>" for x in lines) + "</div>"
            )
        case Bullets():
            return body(block)
    return body(block, top=0)  # type: ignore[arg-type]


def _noted(text: str, notes: dict[str, str]) -> str:
    """Set each footnote where its mark stands: CSS floats it to the foot of the page."""
    html = inline(text)
    for mark, note in notes.items():
        html = html.replace(f"<sup>{mark}</sup>", f'<span class="note">{inline(note)}</span>')
    return html
