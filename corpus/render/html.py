"""HTML: a letter inside a council's page, with navigation, breadcrumbs, cookie banner and footer.

Layout: ``council`` (its name), ``address`` (of its site), ``page_title``, ``bare`` (true leaves the
council's page away).
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

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
    runs,
)

_PAGE = Template((Path(__file__).parent / "council_page.html").read_text(encoding="utf-8"))
_BARE = Template(
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>$title</title></head>\n'
    "<body>\n$letter\n</body>\n</html>\n"
)
_STYLES = {"plain": "{}", "bold": "<strong>{}</strong>", "mark": "<sup>{}</sup>"}


def write(document: Document) -> str:
    """Return a document as an HTML page."""
    layout = document.layout
    template = _BARE if layout.get("bare") else _PAGE
    return template.substitute(
        title=escape(layout.get("page_title", document.title)),
        council=escape(layout.get("council", "")),
        site=escape(layout.get("address", "www.example.org")),
        day=f"{document.dated.day} {document.dated:%B %Y}",
        letter="\n".join(body(b) for b in document.blocks if not isinstance(b, NewPage)),
    )


def inline(text: str) -> str:
    """Return text with its inline markup as tags."""
    return "".join(_STYLES[style].format(escape(words, quote=False)) for words, style in runs(text))


def body(block: Block, top: int = 1) -> str:
    """Return a block as HTML; ``top`` is the level of a document's title below the page's own."""
    match block:
        case Heading(text, level):
            tag = f"h{level + top}"
            return f"<{tag}>{inline(text)}</{tag}>"
        case Paragraph(text, number):
            return f"<p>{number + ' ' if number else ''}{inline(text)}</p>"
        case Bullets(items):
            return "<ul>\n" + "".join(f"<li>{inline(i)}</li>\n" for i in items) + "</ul>"
        case Lines(lines, role):
            return f'<p class="{role}">' + "<br>\n".join(inline(line) for line in lines) + "</p>"
        case Table(rows, head, ruled):
            style = "" if ruled else ' class="columns"'
            return f"<table{style}>\n{_rows(rows, head)}</table>"
        case Contents(entries):
            return "<ul>\n" + "".join(f"<li>{inline(e)}</li>\n" for e in entries) + "</ul>"
        case Note(mark, text):
            return f'<p class="note"><sup>{mark}</sup> {inline(text)}</p>'
    return ""


def _rows(rows: tuple[tuple[str, ...], ...], head: bool) -> str:
    result = ""
    for i, row in enumerate(rows):
        tag = "th" if head and not i else "td"
        result += "<tr>" + "".join(f"<{tag}>{inline(c)}</{tag}>" for c in row) + "</tr>\n"
    return result
