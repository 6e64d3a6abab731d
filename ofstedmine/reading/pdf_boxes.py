"""Where on the pages some words of a letter stand, computed only when asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from ctypes import c_double

from pypdfium2 import raw

from .letter import Rectangle
from .pdf_pdfium import LOCK, Display, character_index, open_pdf


class Locator:
    """Finds the rectangles of spans of a letter's text in the PDF that it was read from.

    Parameters
    ----------
    data : bytes
        The PDF.
    offsets, pages, indexes : array of int
        Of each run of words: its offset in the letter's text, its page (from 1), and its index
        in the text of that page.
    """

    def __init__(
        self, data: bytes, offsets: array[int], pages: array[int], indexes: array[int]
    ) -> None:
        order = range(len(offsets))
        if any(offsets[i] > offsets[i + 1] for i in order[:-1]):
            order = sorted(order, key=offsets.__getitem__)  # type: ignore[assignment]
        self._data = data
        self._offsets = array("L", (offsets[i] for i in order))
        self._pages = array("L", (pages[i] for i in order))
        self._indexes = array("L", (indexes[i] for i in order))

    def __call__(self, spans: Sequence[tuple[int, int]]) -> list[list[Rectangle]]:
        """Return the rectangles of each span (start, end), one a line, in reading order."""
        wanted: dict[int, list[tuple[int, int, int]]] = {}
        for number, (start, end) in enumerate(spans):
            for page, first, length in self._runs(start, end):
                wanted.setdefault(page, []).append((number, first, length))
        found: list[list[Rectangle]] = [[] for _ in spans]
        if not wanted:
            return found
        with LOCK:
            document = open_pdf(self._data)
            try:
                for page in sorted(wanted):
                    self._page(document, page, wanted[page], found)
            finally:
                document.close()
        return found

    def _runs(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return (page, index, length) of the stretches of page text that a span covers."""
        offsets, pages, indexes = self._offsets, self._pages, self._indexes
        runs: list[tuple[int, int, int]] = []
        i = max(0, bisect_right(offsets, start) - 1)
        stop = bisect_left(offsets, end)
        while i < stop:
            after = offsets[i + 1] if i + 1 < len(offsets) else end
            skip = max(0, start - offsets[i])
            length = min(after, end) - offsets[i] - skip
            first = indexes[i] + skip
            if length > 0:
                if runs and runs[-1][0] == pages[i] and 0 <= first - runs[-1][1] - runs[-1][2] <= 3:
                    page, begin, _ = runs[-1]
                    runs[-1] = (page, begin, first + length - begin)
                else:
                    runs.append((pages[i], first, length))
            i += 1
        return runs

    def _page(
        self,
        document: object,
        number: int,
        runs: list[tuple[int, int, int]],
        found: list[list[Rectangle]],
    ) -> None:
        page = document[number - 1]  # type: ignore[index]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        index = character_index(textpage, text)
        display = Display(page)
        x0, y1, x1, y0 = c_double(), c_double(), c_double(), c_double()
        for span, first, length in runs:
            begin = first if index is None else index(first)
            last = first + length - 1
            end = last if index is None else index(last)
            for n in range(raw.FPDFText_CountRects(textpage.raw, begin, max(1, end - begin + 1))):
                if not raw.FPDFText_GetRect(textpage.raw, n, x0, y1, x1, y0):
                    continue
                edges = display.rectangle(x0.value, y0.value, x1.value, y1.value)
                _add(found[span], Rectangle(number, *(round(edge, 1) for edge in edges)))
        textpage.close()
        page.close()


def _add(boxes: list[Rectangle], box: Rectangle) -> None:
    """Add a rectangle, joined to the last one where both stand on one line."""
    if boxes:
        last = boxes[-1]
        overlap = min(last.bottom, box.bottom) - max(last.top, box.top)
        if last.page == box.page and overlap > 0.5 * min(
            last.bottom - last.top, box.bottom - box.top
        ):
            boxes[-1] = Rectangle(
                last.page,
                min(last.x0, box.x0),
                min(last.top, box.top),
                max(last.x1, box.x1),
                max(last.bottom, box.bottom),
            )
            return
    boxes.append(box)
