"""HTML: a letter inside a council's page, with navigation, breadcrumbs, cookie banner and footer.

Layout: ``council`` (its name), ``address`` (of its site), ``page_title``, ``bare`` (true leaves the
council's page away).

``newspaper`` (its name) puts the letter into a newspaper's article instead, with ``page_title``,
``standfirst``, ``byline``, ``published``, ``picture`` (the words below it) and ``story`` (what the
paper says before the letter). What it sets between a letter's paragraphs is ``::: readmore`` or
``::: figure`` in the source; headings keep their words there but lose their level.
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

_HERE = Path(__file__).parent
_PAGE = Template((_HERE / "council_page.html").read_text(encoding="utf-8"))
_NEWSPAPER = Template((_HERE / "newspaper_page.html").read_text(encoding="utf-8"))
_BARE = Template(
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>$title</title></head>\n'
    "<body>\n$letter\n</body>\n</html>\n"
)
_FIGURE = '<figure><img src="/images/more.jpg" alt=""><figcaption>{}</figcaption></figure>'
_STYLES = {"plain": "{}", "bold": "<strong>{}</strong>", "mark": "<sup>{}</sup>"}


def write(document: Document) -> str:
    """Return a document as an HTML page."""
    layout = document.layout
    if "newspaper" in layout:
        return _article(document)
    template = _BARE if layout.get("bare") else _PAGE
    return template.substitute(
        title=escape(layout.get("page_title", document.title)),
        council=escape(layout.get("council", "")),
        site=escape(layout.get("address", "www.example.org")),
        day=f"{document.dated.day} {document.dated:%B %Y}",
        letter="\n".join(body(b) for b in document.blocks if not isinstance(b, NewPage)),
    )


def _article(document: Document) -> str:
    """Return a newspaper's page that reprints the letter."""
    layout = document.layout
    return _NEWSPAPER.substitute(
        {name: escape(layout[name]) for name in ("newspaper", "standfirst", "byline", "picture")},
        title=escape(layout["page_title"]),
        site=escape(layout["address"]),
        day=escape(layout["published"]),
        story="\n".join(f"<p>{inline(text)}</p>" for text in layout["story"]),
        letter="\n".join(map(_reprinted, document.blocks)),
    )


def _reprinted(block: Block) -> str:
    match block:
        case NewPage():
            return ""
        case Heading(text):
            return f"<p><strong>{inline(text)}</strong></p>"
        case Lines(lines, "figure"):
            return _FIGURE.format(" ".join(map(inline, lines)))
        case Lines(lines, "readmore"):
            return "\n".join(f"<p><strong>{inline(line)}</strong></p>" for line in lines)
    return body(block)


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
