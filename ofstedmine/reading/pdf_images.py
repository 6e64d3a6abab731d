"""Pictures of a PDF's pages with words marked on them: where a value came from, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .letter import Rectangle
from .pdf_pdfium import LOCK, open_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

FILL = (255, 196, 0, 70)
STROKE = (200, 120, 0, 255)
MOST_PIXELS = 50_000_000
"""A larger picture is drawn smaller: the page of a strange file may measure metres."""


@dataclass(frozen=True, slots=True)
class PageDrawer:
    """Draws pages of the PDF in ``data`` with pdfium."""

    data: bytes

    def __call__(self, page: int, boxes: Sequence[Rectangle], resolution: int) -> Image:
        """Return a picture of a page (from 1) with those rectangles marked that lie on it."""
        from PIL import Image, ImageDraw

        with LOCK:
            document = open_pdf(self.data)
            try:
                source = document[page - 1]
                width, height = source.get_size()
                scale = min(resolution / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
                # A picture of pdfium's is a view of its memory, which goes with the document.
                picture = source.render(scale=scale).to_pil().convert("RGBA")
                source.close()
            finally:
                document.close()
        marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(marks)
        for box in boxes:
            if box.page == page:
                edges = [edge * scale for edge in (box.x0, box.top, box.x1, box.bottom)]
                pen.rectangle(edges, fill=FILL, outline=STROKE)
        return Image.alpha_composite(picture, marks).convert("RGB")
