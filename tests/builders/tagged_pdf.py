"""A small writer of tagged PDFs, so that each oddity of real files has a fixture of our own.

It writes what the tests need and no more: pages of lines in Helvetica, each line part of an element
of the structure tree or an artifact, with a font whose codes map to private-use characters.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "odd": "Helvetica"}

ODD = {"n": "\uf06e", "-": "\uf02d", "s": "\u0336", "t": "\u0335", "x": "\u0083", "q": "\u25fc"}
"""What the letters of the font "odd" are read as."""


@dataclass
class Line:
    text: str
    x: float = 72.0
    y: float = 100.0
    """Baseline, in points from the top."""
    size: float = 12.0
    font: str = "regular"


@dataclass
class Node:
    """An element of the structure tree: its own lines come before its children."""

    tag: str
    lines: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass
class Page:
    nodes: list[Node] = field(default_factory=list)
    artifacts: list[Line] = field(default_factory=list)
    artifacts_first: bool = False


class Flow:
    """Lays paragraphs down a page, so that tests need not count points."""

    def __init__(self, top: float = 72.0) -> None:
        self.page = Page()
        self.y = top

    def lines(
        self, *texts: str, x: float = 72.0, size: float = 12.0, font: str = "regular"
    ) -> list[Line]:
        lines = []
        for text in texts:
            self.y += size * 1.2
            lines.append(Line(text, x, self.y, size, font))
        self.y += size
        return lines

    def add(self, tag: str, *texts: str, **look) -> Node:
        node = Node(tag, self.lines(*texts, **look))
        self.page.nodes.append(node)
        return node

    def bullets(self, *texts: str, mark: str = "\u2022", font: str = "regular") -> Node:
        items = []
        for text in texts:
            self.y += 14.4
            label = Node("Lbl", [Line(mark, 72.0, self.y, 12.0, font)])
            items.append(Node("LI", [], [label, Node("LBody", [Line(text, 90.0, self.y)])]))
        self.y += 12
        node = Node("L", [], items)
        self.page.nodes.append(node)
        return node

    def number(self, text: str, size: float = 20.0) -> Flow:
        self.page.artifacts.append(Line(text, 290.0, 810.0, size))
        return self


def build(pages: list[Page], *, tagged: bool = True) -> bytes:
    """Return the bytes of a PDF; the same for the same pages."""
    objects: list[bytes] = []

    def add(body: bytes = b"") -> int:
        objects.append(body)
        return len(objects)

    catalog, root, tree, parents = add(), add(), add(), add()
    cmap = add(_stream(_to_unicode()))
    fonts = {}
    for name, base in FONTS.items():
        extra = b" /ToUnicode %d 0 R" % cmap if name == "odd" else b""
        fonts[name] = add(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding%s >>"
            % (base.encode(), extra)
        )
    resources = b" ".join(b"/%s %d 0 R" % (n.encode(), number) for n, number in fonts.items())
    kids, tops, by_page = [], [], []
    for index, page in enumerate(pages):
        number = add()
        kids.append(number)
        content, owners = [], []
        if page.artifacts_first:
            content += [_artifact(line) for line in page.artifacts]
        tops += [_element(node, tree, number, add, objects, content, owners) for node in page.nodes]
        if not page.artifacts_first:
            content += [_artifact(line) for line in page.artifacts]
        if not tagged:
            content = [_draw(line) for line in _all_lines(page)]
        body = add(_stream(b"\n".join(content)))
        objects[number - 1] = (
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << %s >> >> /StructParents %d >>"
            % (root, WIDTH, HEIGHT, body, resources, index)
        )
        by_page.append(b"%d [%s]" % (index, b" ".join(b"%d 0 R" % o for o in owners)))
    objects[root - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    objects[tree - 1] = b"<< /Type /StructTreeRoot /ParentTree %d 0 R /K [%s] >>" % (
        parents,
        b" ".join(b"%d 0 R" % t for t in tops),
    )
    objects[parents - 1] = b"<< /Nums [%s] >>" % b" ".join(by_page)
    marks = b" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % tree if tagged else b""
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R%s >>" % (root, marks)
    return _file(objects)


def _element(node, parent, page, add, objects, content, owners) -> int:
    number = add()
    kids = []
    for line in node.lines:
        mcid = len(owners)
        owners.append(number)
        kids.append(b"%d" % mcid)
        content.append(b"/%s << /MCID %d >> BDC\n%s\nEMC" % (node.tag.encode(), mcid, _draw(line)))
    kids += [
        b"%d 0 R" % _element(child, number, page, add, objects, content, owners)
        for child in node.children
    ]
    objects[number - 1] = b"<< /Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R /K [%s] >>" % (
        node.tag.encode(),
        parent,
        page,
        b" ".join(kids),
    )
    return number


def _all_lines(page: Page):
    def walk(node):
        yield from node.lines
        for child in node.children:
            yield from walk(child)

    for node in page.nodes:
        yield from walk(node)
    yield from page.artifacts


def _draw(line: Line) -> bytes:
    text = line.text.encode("cp1252")
    text = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (
        line.font.encode(),
        line.size,
        line.x,
        HEIGHT - line.y,
        text,
    )


def _artifact(line: Line) -> bytes:
    return b"/Artifact BMC\n%s\nEMC" % _draw(line)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _to_unicode() -> bytes:
    rows = b"\n".join(b"<%02x> <%04x>" % (ord(code), ord(char)) for code, char in ODD.items())
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar endcmap end end" % (len(ODD), rows)
    )


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
