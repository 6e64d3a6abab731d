"""Counts what a PDF's compressed streams would inflate to, before pdfium is let near them.

Less than a megabyte can make pdfium take gigabytes. What a stream says of itself is not believed
where its bytes say otherwise: a filter may be named elsewhere, a length may be a lie. Pictures are
left out of the sum, for pages are read here and never drawn; but one that is larger than all the
rest may be is none.

An encrypted stream cannot be counted. Only a process of its own holds such a file to its limits.
"""

from __future__ import annotations

import regex

from ofstedmine.errors import UnreadableLetter

from .limits import Limits
from .pdf_filters import FLATE_RATIO, LZW_RATIO, filters_of, inflated

# As pdfium reads it: whatever follows the word on its line is passed over.
STREAM = regex.compile(rb"(?<!end)stream[^\r\n]{0,80}+(?:\r\n?|\n)")
END = b"endstream"
OBJECT = b"obj"
IMAGE = regex.compile(rb"/Subtype\s*/Image\b")


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise `UnreadableLetter` (``too_large``) when the streams inflate to more than allowed."""
    most = budget = limits.max_inflated_bytes
    whole = memoryview(data)
    at = 0
    while match := STREAM.search(data, at):
        begin = match.end()
        end = data.find(END, begin)
        if end < 0:
            end = len(data)
        head = data[max(at, data.rfind(OBJECT, at, match.start())) : match.start()]
        filters = filters_of(head, whole[begin : begin + 2])
        at = end
        if not filters:
            budget -= end - begin
        elif not IMAGE.search(head):
            size, used = inflated(whole[begin:], end - begin, filters, budget)
            budget -= size
            at = max(at, begin + used)
        elif (end - begin) * max(FLATE_RATIO, LZW_RATIO) > most:
            size, _ = inflated(whole[begin:], end - begin, filters, most)
            budget -= size if size > most else 0
        if budget < 0:
            raise UnreadableLetter(
                "too_large",
                f"its compressed streams inflate to more than {most:,} bytes; "
                "if you trust the file, raise the limit in Limits",
            )
