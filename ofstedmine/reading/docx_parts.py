"""What the parts of a Word document say: styles, lists, footnotes, and the words of a run."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .decoding import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES = f"{RELATIONS}/footnotes"
ENDNOTES = f"{RELATIONS}/endnotes"
# Children of a paragraph that hold no words of the letter as it stands.
SKIPPED = {
    FALLBACK,
    *(W + n for n in "del moveFrom instrText delText pPr rPr sectPr".split()),
}
BREAKS = {W + "br", W + "cr"}


class Numbering:
    """The lists of a document: format and glyph by list and level, first numbers, styles."""

    def __init__(self) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str]] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, str] = {}


def numbering(document: Any) -> Numbering:
    """Return the lists of the document: format and glyph of each level."""
    out = Numbering()
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        root = None
    if root is not None:
        abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
        for num in root.iter(W + "num"):
            source = abstract.get(value(num.find(W + "abstractNumId")))
            for lvl in source.iter(W + "lvl") if source is not None else ():
                depth = lvl.get(W + "ilvl", "0")
                key = (num.get(W + "numId", ""), int(depth) if depth.isdecimal() else 0)
                out.levels[key] = (
                    value(lvl.find(W + "numFmt")) or "decimal",
                    value(lvl.find(W + "lvlText")),
                )
                out.starts[key] = integer(lvl.find(W + "start"), 1)
            for change in num.iter(W + "lvlOverride"):
                depth = change.get(W + "ilvl", "0")
                key = (num.get(W + "numId", ""), int(depth) if depth.isdecimal() else 0)
                start = change.find(W + "startOverride")
                if start is not None:
                    out.starts[key] = integer(start, 1)
    for style in document.styles.element.iter(W + "style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            out.styles[style.get(W + "styleId", "")] = value(number)
    return out


def styles(document: Any) -> dict[str, tuple[str, bool]]:
    """Return name and boldness of each paragraph style by its id."""
    return {
        style.get(W + "styleId", ""): (
            value(style.find(W + "name")),
            on(style.find(f"{W}rPr/{W}b")),
        )
        for style in document.styles.element.iter(W + "style")
    }


def notes(document: Any) -> dict[str, str]:
    """Return the texts of footnotes and endnotes by id."""
    out: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype not in (NOTES, ENDNOTES):
            continue
        # entities are not resolved and nothing is fetched, as in python-docx's own parser
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(relation.target_part.blob, parser)
        kind = "end" if relation.reltype == ENDNOTES else ""
        for note in root:
            if isinstance(note.tag, str) and note.get(W + "type") in (None, "normal"):
                text = " ".join("".join(text_of(e) for e in note.iter()).split())
                out[kind + note.get(W + "id", "")] = clean(text)
    return out


def walk(p: Any) -> list[Any]:
    """Return runs and text boxes of a paragraph in document order, deletions left out."""
    out: list[Any] = []
    stack = list(reversed(p))
    while stack:
        element = stack.pop()
        if element.tag in SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag == W + "txbxContent":
            out.append(element)
            continue
        if element.tag == W + "r":
            out.append(element)
        stack.extend(reversed(element))
    return out


def text_of(element: Any) -> str:
    """Return what one child of a run prints."""
    tag = element.tag
    if tag == W + "t":
        return element.text or ""
    if tag in (W + "tab", W + "ptab"):
        return " "
    if tag in BREAKS:
        return " " if element.get(W + "type") == "page" else "\n"
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "sym":
        code = element.get(W + "char", "")
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
    return ""


def nearest(element: Any, tag: str) -> Any:
    """Return the nearest ancestor with a tag."""
    up = element.getparent()
    while up is not None and up.tag != tag:
        up = up.getparent()
    return up


def value(element: Any) -> str:
    """Return the ``w:val`` of an element, "" where there is none."""
    return element.get(W + "val", "") if element is not None else ""


def integer(element: Any, default: int) -> int:
    """Return the number in ``w:val``."""
    text = value(element)
    return int(text) if text.isdecimal() and len(text) < 6 else default


def on(element: Any) -> bool:
    """Say whether a toggle such as w:b is on."""
    return element is not None and value(element) not in ("0", "false", "off")
