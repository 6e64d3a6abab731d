"""DOCX, with Word's own styles; properties and archive times are fixed.

Layout: ``font`` ("Tahoma").
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

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

_FONT = "Tahoma"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(document: Document) -> bytes:
    """Return a document as a DOCX file."""
    word = docx.Document()
    _set_styles(word, document.layout.get("font", _FONT))
    if "font" in document.layout:
        _set_bullets(word, document.layout["font"])
    _set_properties(word, document)
    header = word.sections[0].header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.add_run("   ".join(document.marks)).bold = True
    _add_page_number(word.sections[0].footer.paragraphs[0], document.footer)
    for block in document.blocks:
        _add(word, block)
    buffer = io.BytesIO()
    word.save(buffer)
    return _fixed(buffer.getvalue())


def _set_styles(word: Word, family: str) -> None:
    sizes = {"Normal": 11, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}
    for name, size in sizes.items():
        font = word.styles[name].font
        font.name, font.size = family, Pt(size)
        font.element.rPr.rFonts.set(qn("w:eastAsia"), family)
        if name != "Normal":
            font.color.rgb = RGBColor(0, 0, 0)
            font.element.rPr.rFonts.set(qn("w:ascii"), family)
            font.element.rPr.rFonts.set(qn("w:hAnsi"), family)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                font.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_bullets(word: Word, family: str) -> None:
    """Take bullets from the text's font: Word's are from Symbol, which not every machine has."""
    for level in word.part.numbering_part.element.iter(qn("w:lvl")):
        mark = level.find(qn("w:lvlText"))
        fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if mark is not None and fonts is not None and mark.get(qn("w:val")) == "\uf0b7":
            mark.set(qn("w:val"), "•")
            for name in ("ascii", "hAnsi"):
                fonts.set(qn(f"w:{name}"), family)


def _set_properties(word: Word, document: Document) -> None:
    moment = datetime.combine(document.dated, time(9))
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = document.title, "", ""
    properties.created = properties.modified = moment
    properties.comments, properties.revision = "", 1


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(text, level):
            _fill(word.add_heading(level=level), text)
        case Paragraph(text, number):
            _fill(word.add_paragraph(), f"{number}\t{text}" if number else text)
        case Bullets(items):
            for item in items:
                _fill(word.add_paragraph(style="List Bullet"), item)
        case Lines(lines):
            _add_lines(word.add_paragraph(), lines)
        case Table(rows, head, ruled):
            _add_table(word, rows, head, "Table Grid" if ruled else "Normal Table")
        case Contents(entries):
            for entry in entries:
                _fill(word.add_paragraph(), entry)
        case Note(mark, text):
            # python-docx writes no real footnotes; a small paragraph is what converters leave.
            _fill(word.add_paragraph(), f"[^{mark}] {text}", Pt(8))
        case NewPage():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_lines(paragraph: WordParagraph, lines: tuple[str, ...]) -> None:
    for i, line in enumerate(lines):
        if i:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        _fill(paragraph, line)


def _add_table(word: Word, rows: tuple[tuple[str, ...], ...], head: bool, style: str) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]), style=style)
    for i, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], f"**{text}**" if head and not i else text)


def _fill(paragraph: WordParagraph, text: str, size: Length | None = None) -> None:
    for words, style in runs(text):
        run = paragraph.add_run(words)
        run.font.size = size
        run.bold = True if style == "bold" else None
        run.font.superscript = True if style == "mark" else None


def _add_page_number(paragraph: WordParagraph, footer: tuple[str, ...]) -> None:
    paragraph.add_run("  ".join(footer) + ("\t\t" if footer else ""))
    paragraph.alignment = None if footer else WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _fixed(data: bytes) -> bytes:
    """Write the archive anew in the order of its names, all of them at one time."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
