"""The fast way into a PDF: pdfium's own page text, joined to the tags of the structure tree.

pdfium gives the text of a page in one call; each word is then asked once for the text object it
stands in, which knows its marked-content id, font and size. That is what makes it some twenty
times faster than building every character.

pdfium is not thread-safe: whoever calls it holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
import threading
from typing import Any

import pypdfium2 as pdfium
import regex
from pypdfium2 import raw

from ofstedmine.errors import UnreadableLetter

from .limits import Limits
from .pdf_page import Page, Place, TagTree, Word

LOCK = threading.RLock()
WORD = regex.compile(r"\S+")
BOLD_NAME = regex.compile(r"bold|black|heavy|demi", regex.I)
BOLD_WEIGHT = 600

Font = tuple[str, bool]
Probe = tuple[int, float, bool]
NOTHING: Probe = (-1, 0.0, False)


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
    text, words = _words(textpage, fonts)
    textpage.close()
    tree = _tags(page, limits.max_depth)
    width, height = page.get_size()
    return Page(number, width, height, text, words, tree.tags, tree.tag_of)


def place_words(document: pdfium.PdfDocument, pages: list[Page]) -> None:
    """Write the place of every word into its page; only pages without tags need them."""
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for page in pages:
        source = document[page.number - 1]
        textpage = source.get_textpage()
        index = character_index(textpage, page.text)
        for word in page.words:
            first = word.start if index is None else index(word.start)
            last = word.end - 1 if index is None else index(word.end - 1)
            raw.FPDFText_GetCharOrigin(textpage.raw, first, x, y)
            raw.FPDFText_GetCharBox(textpage.raw, last, left, right, bottom, top)
            page.places.append((x.value, right.value, page.height - y.value))
        textpage.close()
        source.close()


def character_index(textpage: Any, text: str) -> Any:
    """Return a function from an index of the page's text to pdfium's character index."""
    if textpage.count_chars() == len(text):
        return None
    return lambda at: raw.FPDFText_GetCharIndexFromTextIndex(textpage.raw, at)


def _words(textpage: Any, fonts: dict[int, bool]) -> tuple[str, list[Word]]:
    handle = textpage.raw
    text = textpage.get_text_range()
    # pdfium puts U+FFFE for a hyphen at a line's end and drops the line end with it.
    text = text.replace("\ufffe", "-")
    index = character_index(textpage, text)
    get_object, address = raw.FPDFText_GetTextObject, ctypes.addressof
    size, name = ctypes.c_float(), ctypes.create_string_buffer(128)
    known: dict[int, Probe] = {0: NOTHING}

    def probe(at: int) -> int:
        obj = get_object(handle, at if index is None else index(at))
        if not obj:
            return 0
        key = address(obj.contents)
        if key not in known:
            raw.FPDFTextObj_GetFontSize(obj, size)
            font = raw.FPDFTextObj_GetFont(obj)
            font_key = address(font.contents) if font else 0
            bold = fonts.get(font_key)
            if bold is None:
                bold = fonts[font_key] = bool(font) and _is_bold(font, name)
            scale = _vertical_scale(obj)
            known[key] = (
                raw.FPDFPageObj_GetMarkedContentID(obj),
                round(size.value * scale, 1),
                bold,
            )
        return key

    words: list[Word] = []
    spans = [match.span() for match in WORD.finditer(text)]
    keys = [probe(start) for start, _ in spans]
    for n, (start, end) in enumerate(spans):
        key = keys[n]
        same = n + 1 < len(keys) and keys[n + 1] == key
        last = key if same or end - start == 1 else probe(end - 1)
        if not last or known[last] == known[key]:
            words.append(Word(start, end, text[start:end], *known[key]))
            continue
        # The font, size or tag changes inside the word: a footnote mark, a label glued to it.
        piece = start
        for at in range(start + 1, end):
            here = probe(at)
            if here and here != key:
                if known[here] != known[key] and key:
                    words.append(Word(piece, at, text[piece:at], *known[key]))
                    piece = at
                key = here
        words.append(Word(piece, end, text[piece:end], *known[key]))
    return text, words


def _vertical_scale(obj: Any) -> float:
    """Return by how much the text's matrix enlarges the font size (many writers use size 1)."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(obj, matrix):
        return 1.0
    scale = float((matrix.c**2 + matrix.d**2) ** 0.5)
    return scale or 1.0


def _is_bold(font: Any, name: Any) -> bool:
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
    names: dict[bytes, str] = {}

    def walk(element: Any, parent: Place, depth: int) -> None:
        length = raw.FPDF_StructElement_GetType(element, buffer, 128)
        key = buffer.raw[: min(length, 128)]
        name = names.get(key)
        if name is None:
            name = names[key] = key[: max(0, len(key) - 2)].decode("utf-16-le", "replace")
        place = found.enter(name, parent)
        if place is None or depth > max_depth:
            return
        for j in range(raw.FPDF_StructElement_CountChildren(element)):
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, j)
            if mcid >= 0:
                found.mark(mcid, place)
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, j)
            if child:
                walk(child, place, depth + 1)

    try:
        for j in range(raw.FPDF_StructTree_CountChildren(tree)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, j)
            if child:
                walk(child, Place(), 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return found
