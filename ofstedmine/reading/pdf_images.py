"""Pictures of a PDF's pages with words marked on them: where a value came from, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from .letter import Rectangle
from .pdf_pdfium import LOCK

if TYPE_CHECKING:
    from PIL.Image import Image

FILL = (255, 196, 0, 70)
STROKE = (200, 120, 0)


@dataclass(frozen=True, slots=True)
class PageDrawer:
    """Draws pages of the PDF in ``data`` with pdfplumber."""

    data: bytes

    def __call__(self, page: int, boxes: Sequence[Rectangle], resolution: int) -> Image:
        """Return a picture of a page (from 1) with those rectangles marked that lie on it."""
        import pdfplumber

        with LOCK, pdfplumber.open(BytesIO(self.data)) as document:
            source = document.pages[page - 1]
            picture = source.to_image(resolution=resolution)
            for box in boxes:
                if box.page == page:
                    edges = (box.x0, box.top, box.x1, box.bottom)
                    picture.draw_rect(edges, fill=FILL, stroke=STROKE, stroke_width=1)
            marked: Image = picture.annotated
            source.close()
        return marked
