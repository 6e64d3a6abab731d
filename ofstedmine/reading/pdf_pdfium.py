"""The fast way into a PDF: pdfium's own page text, joined to the tags of the structure tree.

pdfium gives the text of a page in one call; each word is then asked once for the text object it
stands in, which knows its marked-content id, font and size. That is what makes it some twenty
times faster than building every character.

pdfium is not thread-safe: whoever calls it holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
import regex
from pypdfium2 import raw

from ofstedmine.errors import UnreadableLetter

from .limits import Limits
from .pdf_page import WORD, Page, Place, Run, TagTree

LOCK = threading.RLock()
BOLD_NAME = regex.compile(r"bold|black|heavy|demi", regex.I)
BOLD_WEIGHT = 600
COPY = 12
"""Characters; shorter words stand on a page twice without meaning anything by it."""
CLIPS = 1000
"""Paths, and points of one, that are looked at; a page of text has a handful."""
UNIT_SIZE = 4.0
"""A smaller font size is a unit that the text's matrix enlarges."""

Look = tuple[int, float, bool]
NO_LOOK: Look = (-1, 0.0, False)


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a document, or say why it cannot be opened."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableLetter(
                "encrypted", "the PDF asks for a password; save a copy without one"
            ) from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableLetter(
                "encrypted", "the PDF is encrypted in a way that cannot be read"
            ) from error
        raise UnreadableLetter("corrupt", f"the PDF cannot be opened ({error})") from error


def read_pages(document: pdfium.PdfDocument, limits: Limits) -> list[Page]:
    """Read the words and tags of every page."""
    fonts: dict[int, bool] = {}
    pages = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise UnreadableLetter(
                "corrupt", f"page {index + 1} cannot be loaded ({error})"
            ) from error
        pages.append(read_page(page, index + 1, fonts, limits))
        page.close()
        characters += len(pages[-1].text)
        if characters > limits.max_characters:
            raise UnreadableLetter(
                "too_large",
                f"more than {limits.max_characters:,} characters; raise the limit in Limits",
            )
    return pages


def read_page(page: pdfium.PdfPage, number: int, fonts: dict[int, bool], limits: Limits) -> Page:
    """Read the words and tags of one page; ``fonts`` remembers which fonts are bold."""
    textpage = page.get_textpage()
    text, runs = _runs(textpage, fonts)
    runs = _without_hidden_copies(textpage, text, runs)
    textpage.close()
    tree = _tags(page, limits.max_depth)
    width, height = page.get_size()
    return Page(number, width, height, text, runs, tree.tags, tree.tag_of)


def place_words(document: pdfium.PdfDocument, pages: list[Page]) -> None:
    """Part the runs of pages into words and note the place of each; done where tags are missing."""
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for page in pages:
        source = document[page.number - 1]
        display = Display(source)
        textpage = source.get_textpage()
        index = character_index(textpage, page.text)
        page.runs = [word for run in page.runs for word in run.words()]
        for word in page.runs:
            first = word.start if index is None else index(word.start)
            last = word.end - 1 if index is None else index(word.end - 1)
            raw.FPDFText_GetCharOrigin(textpage.raw, first, x, y)
            raw.FPDFText_GetCharBox(textpage.raw, last, left, right, bottom, top)
            x0, baseline = display(x.value, y.value)
            x1 = display.rectangle(left.value, bottom.value, right.value, top.value)[2]
            page.places.append((x0, x1, baseline))
        textpage.close()
        source.close()


class Display:
    """Turns places of a PDF page into points from the top left of the page as it is shown.

    A page may be turned, may show only a part of itself (its crop box), and may count its points
    from elsewhere than its corner. What is given outside pdfium is what a reader sees.
    """

    FAR = 1000.0
    """Points; two so far from the corner tell how the page is turned and enlarged."""
    FINE = 1000
    """pdfium answers in whole units of the picture: the picture is made this much larger."""

    def __init__(self, page: Any) -> None:
        width, height = page.get_size()
        # Whole numbers, so that both directions are enlarged alike and by what is divided again.
        most = 2**31 - 1
        fine = max(1, min(self.FINE, int(most / 4 / max(width, height, self.FAR))))
        size = (round(width * fine), round(height * fine))
        at_x, at_y = ctypes.c_int(), ctypes.c_int()

        def shown(x: float, y: float) -> tuple[float, float]:
            raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, at_x, at_y)
            return at_x.value / fine, at_y.value / fine

        # A page is shown turned, shifted and enlarged, so three points tell where all others go.
        self._x, self._y = corner = shown(0, 0)
        self._across, self._up = (
            tuple((far - near) / self.FAR for far, near in zip(shown(*point), corner, strict=True))
            for point in ((self.FAR, 0), (0, self.FAR))
        )

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page's own space as the page is shown."""
        (xx, xy), (yx, yy) = self._across, self._up
        return self._x + xx * x + yx * y, self._y + xy * x + yy * y

    def rectangle(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of a rectangle as the page is shown."""
        x0, y0 = self(left, bottom)
        x1, y1 = self(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def character_index(textpage: Any, text: str) -> Any:
    """Return a function from an index of the page's text to pdfium's character index."""
    if textpage.count_chars() == len(text):
        return None
    return lambda at: raw.FPDFText_GetCharIndexFromTextIndex(textpage.raw, at)


def _by_address(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a function of pdfium that takes and gives addresses as plain numbers.

    A page asks thousands of times which object a character stands in; to make a typed pointer of
    each answer, and to ask that for its address, took longer than the question.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_ADDRESS = ctypes.c_void_p
_object_at = _by_address(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, ctypes.c_int)
_font_of = _by_address(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_font_size = _by_address(raw.FPDFTextObj_GetFontSize, ctypes.c_int, _ADDRESS, _ADDRESS)
_content_id = _by_address(raw.FPDFPageObj_GetMarkedContentID, ctypes.c_int, _ADDRESS)
_name_of_tag = _by_address(
    raw.FPDF_StructElement_GetType, ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong
)
_count_inside = _by_address(raw.FPDF_StructElement_CountChildren, ctypes.c_int, _ADDRESS)
_content_inside = _by_address(
    raw.FPDF_StructElement_GetChildMarkedContentID, ctypes.c_int, _ADDRESS, ctypes.c_int
)
_tag_inside = _by_address(raw.FPDF_StructElement_GetChildAtIndex, _ADDRESS, _ADDRESS, ctypes.c_int)


class _Probe:
    """Asks pdfium which text object a character of the page's text stands in, and what it is."""

    def __init__(self, textpage: Any, text: str, fonts: dict[int, bool]) -> None:
        self._textpage = ctypes.cast(textpage.raw, _ADDRESS).value
        self._index = character_index(textpage, text)
        self._fonts = fonts
        self._size = ctypes.c_float()
        self._size_at = ctypes.addressof(self._size)
        self._name = ctypes.create_string_buffer(128)
        self.looks: dict[int, Look] = {0: NO_LOOK}
        """Text object -> (marked-content id, size, bold)."""

    def __call__(self, places: Iterable[int]) -> list[int]:
        """Return the text object of each character; 0 where pdfium made the character up."""
        textpage, index = self._textpage, self._index
        indexes = places if index is None else map(index, places)
        keys = [_object_at(textpage, at) or 0 for at in indexes]
        for key in set(keys).difference(self.looks):
            self.looks[key] = self._look(key)
        return keys

    def _look(self, obj: int) -> Look:
        _font_size(obj, self._size_at)
        points = self._size.value
        if points < UNIT_SIZE:
            points *= _vertical_scale(obj)
        font = _font_of(obj) or 0
        bold = self._fonts.get(font)
        if bold is None:
            bold = self._fonts[font] = bool(font) and _is_bold(font, self._name)
        return _content_id(obj), round(points, 1), bold


def _runs(textpage: Any, fonts: dict[int, bool]) -> tuple[str, list[Run]]:
    # pdfium puts U+FFFE for a hyphen at a line's end and drops the line end with it.
    text = textpage.get_text_range().replace("\ufffe", "-")
    probe = _Probe(textpage, text, fonts)
    looks = probe.looks
    runs: list[Run] = []
    begin = end = 0
    look: Look | None = None

    def open_at(start: int, new: Look | None) -> None:
        nonlocal begin, look
        if look is not None:
            runs.append(Run(begin, end, text[begin:end], *look))
        begin, look = start, new

    spans = [match.span() for match in WORD.finditer(text)]
    keys = [*probe(start for start, _ in spans), -1]
    for n, (start, stop) in enumerate(spans):
        key = keys[n]
        if looks[key] != look:
            open_at(start, looks[key])
        if keys[n + 1] != key and stop - start > 1 and looks[probe([stop - 1])[0]] != look:
            # The size or tag changes inside the word: a footnote mark, a label glued to it.
            inside = range(start + 1, stop)
            for at, here in zip(inside, probe(inside), strict=True):
                if here and looks[here] != look:
                    end = at
                    open_at(at, looks[here])
        end = stop
    open_at(end, None)
    return text, runs


def _without_hidden_copies(textpage: Any, text: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a page, those without their tag that repeat others out of sight.

    Some writers leave a line where it stood before, outside the area that is drawn. Asking that of
    every run would cost more than reading the page, so only what stands there twice is asked.
    """
    counts = Counter(run.text for run in runs if len(run.text) >= COPY)
    if len(counts) == counts.total():
        return runs
    index = character_index(textpage, text)
    kept = []
    for run in runs:
        if counts[run.text] > 1:
            at = run.start if index is None else index(run.start)
            obj = raw.FPDFText_GetTextObject(textpage.raw, at)
            if obj and _is_out_of_sight(obj):
                run = run._replace(mcid=-1)  # noqa: PLW2901
        kept.append(run)
    return kept


def _is_out_of_sight(obj: Any) -> bool:
    """Whether a text object lies outside the area to which its drawing is clipped."""
    clip = raw.FPDFPageObj_GetClipPath(obj)
    edges = [ctypes.c_float() for _ in range(4)]
    if not clip or not raw.FPDFPageObj_GetBounds(obj, *edges):
        return False
    left, bottom, right, top = (edge.value for edge in edges)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(min(raw.FPDFClipPath_CountPaths(clip), CLIPS)):
        points = []
        for n in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), CLIPS)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, n)
            if raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            if right < min(xs) or left > max(xs) or top < min(ys) or bottom > max(ys):
                return True
    return False


def _vertical_scale(obj: int) -> float:
    """Return by how much the text's matrix enlarges the font size."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(ctypes.cast(obj, raw.FPDF_PAGEOBJECT), matrix):
        return 1.0
    scale = float((matrix.c**2 + matrix.d**2) ** 0.5)
    return scale or 1.0


def _is_bold(address: int, name: Any) -> bool:
    font = ctypes.cast(address, raw.FPDF_FONT)
    raw.FPDFFont_GetBaseFontName(font, name, 128)
    # Some writers report weight 400 for a bold font, so its name counts as well.
    return bool(
        raw.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
        or BOLD_NAME.search(name.value.decode("latin-1"))
    )


def _tags(page: pdfium.PdfPage, max_depth: int) -> TagTree:
    found = TagTree()
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return found
    buffer = ctypes.create_string_buffer(128)
    address = ctypes.addressof(buffer)
    names: dict[bytes, str] = {}

    def walk(element: int, parent: Place, depth: int) -> None:
        length = _name_of_tag(element, address, 128)
        key = buffer.raw[: min(length, 128)]
        name = names.get(key)
        if name is None:
            name = names[key] = key[: max(0, len(key) - 2)].decode("utf-16-le", "replace")
        place = found.enter(name, parent)
        if place is None or depth > max_depth:
            return
        for j in range(_count_inside(element)):
            mcid = _content_inside(element, j)
            if mcid >= 0:
                found.mark(mcid, place)
                continue
            child = _tag_inside(element, j)
            if child:
                walk(child, place, depth + 1)

    try:
        for j in range(raw.FPDF_StructTree_CountChildren(tree)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, j)
            if child:
                walk(ctypes.addressof(child.contents), Place(), 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return found
