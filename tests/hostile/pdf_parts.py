"""A PDF written object by object, for the hostile ones."""

from __future__ import annotations

import io
import zlib
from functools import cache

WORDS = b"BT /F1 12 Tf 72 720 Td (Monitoring visit to Northmoor) Tj ET"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
MILLION = 1_000_000
HUGE = 210 * MILLION
"""Bytes; a little more than all streams of a file may inflate to."""


def stream(data, entries=b""):
    """Return a stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def packed(data, entries=b""):
    """Return a deflated stream object."""
    return stream(zlib.compress(data, 9), entries + b"/Filter/FlateDecode")


@cache
def bomb(size=HUGE, fill=b" "):
    """Return the deflate of many equal bytes without holding them."""
    deflater = zlib.compressobj(9)
    piece = fill * MILLION
    parts = [deflater.compress(piece) for _ in range(size // MILLION)]
    return b"".join([*parts, deflater.flush()])


def pdf(changes=None, *, trailer=b"", more=()):
    """Return a PDF of one page with the words of a title; ``changes`` puts objects in place."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(WORDS),
        5: FONT,
        **(changes or {}),
    }
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in [*objects.items(), *more]:
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    size = max(places) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out.write(
        b"".join(
            b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
            for n in range(1, size)
        )
    )
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()
