"""The slow way into a PDF, by pdfplumber: the same pages as pdfium gives, for when pdfium cannot.

It is also the oracle of the tests: both readers must give the same blocks.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import regex

from ofstedmine.errors import UnreadableLetter

from .limits import Limits
from .pdf_page import Page, Run, needs_geometry
from .pdf_pdfium import BOLD_NAME
from .pdf_plumber_marks import Structure, nested_layout

Placed = tuple[float, float, float]
WORD_GAP = 0.18
"""In font sizes: characters further apart than this are parted by a space."""
UNMAPPED = regex.compile(r"\(cid:(\d{1,3})\)")
"""What pdfminer writes for a character whose font does not say what it means."""


def read_pages_slowly(
    data: bytes,
    limits: Limits,
    first_error: UnreadableLetter | None = None,
    *,
    most: int | None = None,
) -> list[Page]:
    """Read the words and tags of every page with pdfplumber.

    Parameters
    ----------
    data : bytes
        The whole file.
    limits : Limits
        How much it may cost.
    first_error : UnreadableLetter, optional
        Why the fast way failed; raised when this way fails too.
    most : int, optional
        Read no more than so many pages; all by default.
    """
    import pdfplumber

    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > limits.max_pages:
                raise UnreadableLetter("too_large", f"more than {limits.max_pages:,} pages")
            structure = Structure(document, limits)
            pages = []
            for page in document.pages[:most]:
                pages.append(_page(page, structure))
                page.close()
    except UnreadableLetter:
        raise
    except Exception as error:  # pdfminer raises nearly anything on a broken file
        if first_error is not None:
            raise first_error from error
        raise UnreadableLetter("corrupt", f"the PDF cannot be read ({error!r})") from error
    if not pages and first_error is not None:
        raise first_error
    if not needs_geometry(pages):
        for each in pages:
            each.runs, each.places = _merged(each), []
    return pages


def _merged(page: Page) -> list[Run]:
    """Return the words of a page as runs of words that look alike."""
    runs: list[Run] = []
    for word in page.runs:
        if runs and runs[-1][3:] == word[3:]:
            start = runs[-1].start
            runs[-1] = runs[-1]._replace(end=word.end, text=page.text[start : word.end])
        else:
            runs.append(word)
    return runs


def _page(page: Any, structure: Structure) -> Page:
    # pdfplumber lays a page out when it is first asked for characters: it is given the layout.
    page._layout = nested_layout(page)
    text, words, places = _words(page.chars)
    tree = structure.tags(page)
    left, top, width, height = _shown(page)
    places = [(x0 - left, x1 - left, baseline - top) for x0, x1, baseline in places]
    return Page(page.page_number, width, height, text, words, tree.tags, tree.tag_of, places)


def _shown(page: Any) -> tuple[float, float, float, float]:
    """Return the left, top, width and height of the part of a page that is shown."""
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    left, top, right, bottom = (float(edge) for edge in page.cropbox)
    left, top, right, bottom = max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
    if right <= left or bottom <= top:
        left, top, right, bottom = x0, y0, x1, y1
    return left, top, right - left, bottom - top


def _words(chars: list[dict[str, Any]]) -> tuple[str, list[Run], list[Placed]]:
    """Join characters in content order into words, with a line end between lines."""
    parts: list[str] = []
    words: list[Run] = []
    places: list[Placed] = []
    at = 0
    current: list[Any] | None = None
    before: dict[str, Any] | None = None

    def close() -> None:
        nonlocal current
        if current is not None:
            start, text, mcid, size, bold, left, right, baseline = current
            words.append(Run(start, start + len(text), text, mcid, size, bold))
            places.append((left, right, baseline))
            current = None

    for char in chars:
        text = char["text"]
        if not text or text.isspace():
            close()
            parts.append(text)
            at += len(text)
            continue
        if code := UNMAPPED.fullmatch(text):
            text = chr(int(code[1]))  # as pdfium gives it: a list mark, most often
        if before is not None:
            line = abs(char["top"] - before["top"]) > 0.5 * max(before["size"], 1.0)
            back = char["x0"] < before["x0"] - 0.5 * before["size"]
            gap = char["x0"] - before["x1"] > WORD_GAP * max(char["size"], 1.0)
            apart = char["top"] >= before["bottom"] or char["bottom"] <= before["top"]
            if apart or (line and abs(char["size"] - before["size"]) < 1.0) or back:
                close()
                parts.append("\n")
                at += 1
            elif gap and current is not None:
                close()
                parts.append(" ")
                at += 1
        before = char
        mcid = char.get("mcid")
        look = (
            -1 if mcid is None else mcid,
            round(float(char["size"]), 1),
            bool(BOLD_NAME.search(char["fontname"])),
        )
        if current is not None and tuple(current[2:5]) != look:
            close()
        if current is None:
            # The baseline is what pdfium gives as a character's origin; matrix[5] is measured
            # from the foot of the page.
            baseline = float(char["top"]) + float(char["y1"]) - float(char["matrix"][5])
            current = [at, "", *look, float(char["x0"]), 0.0, baseline]
        current[1] += text
        current[6] = float(char["x1"])
        parts.append(text)
        at += len(text)
    close()
    return "".join(parts), words, places
