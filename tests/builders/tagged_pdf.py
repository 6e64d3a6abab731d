"""A small writer of tagged PDFs, so that each oddity of real files has a fixture of our own.

It writes what the tests need and no more: pages of lines in Helvetica, each line part of an element
of the structure tree or an artifact, with a font whose codes map to private-use characters.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
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
    clip: tuple[float, float, float, float] | None = None
    """Left, bottom, width and height of the area outside of which it is not drawn."""


@dataclass
class Node:
    """An element of the structure tree: its own lines come before its children."""

    tag: str
    lines: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    """The rest of its lines, on the next page."""
    nested: bool = False
    """Whether its lines are one marked content, with every second one marked again inside it."""


@dataclass
class Page:
    nodes: list[Node] = field(default_factory=list)
    artifacts: list[Line] = field(default_factory=list)
    artifacts_first: bool = False
    media: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT)
    entries: bytes = b""
    """More entries of the page's dictionary: /Rotate, /CropBox."""
    turned: bool = False
    """Whether its lines are written up the page, so that /Rotate 90 shows them level."""


HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
).split()


def width(text: str, size: float = 12.0) -> float:
    """Return how wide ASCII text is in Helvetica, to put something right after it."""
    return sum(int(HELVETICA[ord(char) - 32]) for char in text) * size / 1000


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

    def turn(self) -> Flow:
        """Write the lines up the page and have it shown level, as landscape pages are made."""
        self.page.turned = True
        self.page.entries = b"/Rotate 90 "
        return self


def build(
    pages: list[Page], *, tagged: bool = True, packed: bool = True, info: bytes = b""
) -> bytes:
    """Return the bytes of a PDF; the same for the same pages.

    Where they must be the same with every version of zlib, they are not ``packed``.
    """
    objects: list[bytes] = []

    def stream(data: bytes) -> bytes:
        body = zlib.compress(data, 9) if packed else data
        how = b" /Filter /FlateDecode" if packed else b""
        return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), how, body)

    def add(body: bytes = b"") -> int:
        objects.append(body)
        return len(objects)

    catalog, root, tree, parents = add(), add(), add(), add()
    cmap = add(stream(_to_unicode()))
    fonts = {}
    for name, base in FONTS.items():
        extra = b" /ToUnicode %d 0 R" % cmap if name == "odd" else b""
        fonts[name] = add(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding%s >>"
            % (base.encode(), extra)
        )
    resources = b" ".join(b"/%s %d 0 R" % (n.encode(), number) for n, number in fonts.items())
    tops, by_page = [], []
    kids = [add() for _ in pages]
    left_over: list[tuple[Node, int]] = []
    for index, (page, number) in enumerate(zip(pages, kids, strict=True)):
        content, owners = [], []
        for node, element in left_over:
            _mark(node.tag, node.rest, element, page, content, owners, nested=False)
        left_over.clear()
        make = _Elements(add, objects, kids[index + 1 :], left_over)
        if page.artifacts_first:
            content += [_artifact(line, page) for line in page.artifacts]
        tops += [make(node, tree, page, number, content, owners) for node in page.nodes]
        if not page.artifacts_first:
            content += [_artifact(line, page) for line in page.artifacts]
        if not tagged:
            content = [_draw(line, page) for line in _all_lines(page)]
        body = add(stream(b"\n".join(content)))
        objects[number - 1] = (
            b"<< /Type /Page /Parent %d 0 R /MediaBox [%d %d %d %d] /Contents %d 0 R "
            b"/Resources << /Font << %s >> >> /StructParents %d %s>>"
            % (root, *page.media, body, resources, index, page.entries)
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
    return _file(objects, add(b"<< %s >>" % info) if info else 0)


@dataclass
class _Elements:
    """Writes elements of the structure tree and the marked content of their lines."""

    add: Callable[[], int]
    objects: list[bytes]
    next_pages: list[int]
    left_over: list[tuple[Node, int]]

    def __call__(self, node, parent, page, page_number, content, owners) -> int:
        number = self.add()
        kids = [
            b"%d" % mcid
            for mcid in _mark(
                node.tag, node.lines, number, page, content, owners, nested=node.nested
            )
        ]
        kids += [
            b"%d 0 R" % self(child, number, page, page_number, content, owners)
            for child in node.children
        ]
        if node.rest:
            first = sum(len(other.rest) for other, _ in self.left_over)
            kids += [
                b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self.next_pages[0], first + n)
                for n in range(len(node.rest))
            ]
            self.left_over.append((node, number))
        self.objects[number - 1] = (
            b"<< /Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R /K [%s] >>"
            % (
                node.tag.encode(),
                parent,
                page_number,
                b" ".join(kids),
            )
        )
        return number


def _mark(tag, lines, owner, page, content, owners, *, nested) -> list[int]:
    """Write lines as marked content of an element, and return its ids."""
    drawn = [_draw(line, page) for line in lines]
    if nested:
        drawn[1::2] = [b"/Span << /Lang (en-GB) >> BDC\n%s\nEMC" % each for each in drawn[1::2]]
        drawn = [b"\n".join(drawn)]
    first = len(owners)
    for mcid, body in enumerate(drawn, first):
        owners.append(owner)
        content.append(b"/%s << /MCID %d >> BDC\n%s\nEMC" % (tag.encode(), mcid, body))
    return list(range(first, len(owners)))


def _all_lines(page: Page):
    def walk(node):
        yield from node.lines
        for child in node.children:
            yield from walk(child)

    for node in page.nodes:
        yield from walk(node)
    yield from page.artifacts


def _draw(line: Line, page: Page) -> bytes:
    text = line.text.encode("cp1252")
    text = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    place = b"%g %g Td" % (line.x, HEIGHT - line.y)
    if page.turned:
        place = b"0 1 -1 0 %g %g Tm" % (line.y, line.x)
    drawn = b"BT /%s %g Tf %s (%s) Tj ET" % (line.font.encode(), line.size, place, text)
    return drawn if line.clip is None else b"q %g %g %g %g re W n %s Q" % (*line.clip, drawn)


def _artifact(line: Line, page: Page) -> bytes:
    return b"/Artifact BMC\n%s\nEMC" % _draw(line, page)


def _to_unicode() -> bytes:
    rows = b"\n".join(b"<%02x> <%04x>" % (ord(code), ord(char)) for code, char in ODD.items())
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar endcmap end end" % (len(ODD), rows)
    )


def _file(objects: list[bytes], info: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    more = b" /Info %d 0 R" % info if info else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        more,
        start,
    )
    return bytes(out)
