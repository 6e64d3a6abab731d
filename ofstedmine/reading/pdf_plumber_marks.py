"""A page's marked content and structure tree as pdfium sees them, of what pdfminer parsed.

pdfplumber's own ways lose some of both. Of a paragraph that goes over a page break it knows only
the first page; when marked content inside marked content ends (a link in a paragraph), it forgets
that the outer one goes on; and attributes, which nothing here looks at, may make it fail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .limits import Limits
from .pdf_page import Place, TagTree


@dataclass(slots=True)
class Element:
    """An element of the structure tree of a whole document."""

    name: str
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    """Elements, and marked content as (page's object number, marked-content id)."""
    pages: set[int] = field(default_factory=set)
    """Object numbers of the pages on which it has content."""


class Structure:
    """The structure tree of a document, read once and asked page by page.

    Parameters
    ----------
    document : pdfplumber.PDF
        The open document.
    limits : Limits
        How deep the tree may be.
    """

    def __init__(self, document: Any, limits: Limits) -> None:
        from pdfminer.pdftypes import PDFObjRef, resolve1

        self._reference, self._resolve = PDFObjRef, resolve1
        self._max_depth = limits.max_depth
        self._seen: set[int] = set()
        self._left = TagTree.MOST
        root = resolve1(document.doc.catalog.get("StructTreeRoot"))
        self._roles: dict[str, Any] = {}
        self._top = Element("")
        if isinstance(root, dict):
            roles = resolve1(root.get("RoleMap"))
            self._roles = roles if isinstance(roles, dict) else {}
            self._add_kids(self._top, root, 0)

    def tags(self, page: Any) -> TagTree:
        """Return the tags of a page of pdfplumber."""
        tree = TagTree()
        number = page.page_obj.pageid

        def walk(element: Element, parent: Place) -> None:
            for kid in element.kids:
                if isinstance(kid, tuple):
                    if kid[0] == number:
                        tree.mark(kid[1], parent)
                elif number in kid.pages:
                    place = tree.enter(kid.name, parent)
                    if place is not None:
                        walk(kid, place)

        walk(self._top, Place())
        return tree

    def _add_kids(self, element: Element, source: dict[str, Any], depth: int) -> None:
        page = self._page_of(source)
        kids = self._resolve(source.get("K"))
        for kid in kids if isinstance(kids, list) else [source.get("K")]:
            value = self._resolve(kid)
            if isinstance(value, int):
                self._add_mark(element, page, value)
            elif not isinstance(value, dict) or "Obj" in value:
                continue  # an annotation: no text of the page
            elif "MCID" in value:
                self._add_mark(element, self._page_of(value) or page, value["MCID"])
            elif depth < self._max_depth and self._is_new(kid):
                child = Element(self._name(value))
                self._add_kids(child, value, depth + 1)
                element.kids.append(child)
                element.pages |= child.pages

    def _add_mark(self, element: Element, page: int | None, mcid: Any) -> None:
        mcid = self._resolve(mcid)
        if page is not None and isinstance(mcid, int):
            element.kids.append((page, mcid))
            element.pages.add(page)

    def _page_of(self, source: dict[str, Any]) -> int | None:
        page = source.get("Pg")
        return int(page.objid) if isinstance(page, self._reference) else None

    def _is_new(self, kid: Any) -> bool:
        """Whether an element was not met before: a tree of a broken file may run in circles."""
        self._left -= 1
        if not isinstance(kid, self._reference):
            return self._left > 0
        is_new = kid.objid not in self._seen
        self._seen.add(kid.objid)
        return is_new and self._left > 0

    def _name(self, source: dict[str, Any]) -> str:
        name = _text(self._resolve(source.get("S")))
        return _text(self._resolve(self._roles[name])) if name in self._roles else name


def nested_layout(page: Any) -> Any:
    """Return the layout of a page of pdfplumber, its characters marked as pdfium marks them."""
    from pdfminer.pdfinterp import PDFPageInterpreter

    device = _device()(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()


def _text(name: Any) -> str:
    from pdfminer.utils import decode_text

    value = getattr(name, "name", name)
    return decode_text(value) if isinstance(value, bytes) else str(value or "")


@cache
def _device() -> Any:
    # Made when it is needed: pdfplumber is slow to import.
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class NestedMarks(PDFPageAggregatorWithMarkedContent):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._open: list[int | None] = []

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            outer = self._open[-1] if self._open else None
            super().begin_tag(tag, props)
            # The outermost id counts, as it does for pdfium.
            if outer is not None:
                self.cur_mcid = outer
            self._open.append(self.cur_mcid)

        def end_tag(self) -> None:
            super().end_tag()
            if self._open:
                self._open.pop()
            self.cur_mcid = self._open[-1] if self._open else None

    return NestedMarks
