"""Counts what a PDF's compressed streams would inflate to, before pdfium is let near them.

Less than a megabyte can make pdfium take gigabytes. Streams that only rendering would inflate
(images, fonts' programs are small) are left out: pages are read here, never drawn.
"""

from __future__ import annotations

import zlib

import regex

from ofstedmine.errors import UnreadableLetter

from .limits import Limits

STREAM = regex.compile(rb"stream\r?\n")
END = b"endstream"
DICTIONARY_WINDOW = 2048
CHUNK = 1 << 16
IMAGE = regex.compile(rb"/Subtype\s*/Image")
FLATE = regex.compile(rb"/(?:FlateDecode|Fl)\b")
OTHER = regex.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
OTHER_RATIO = 64
"""What a byte of the rarer compressions is counted as; real files hardly use them."""


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise `UnreadableLetter` (``too_large``) when the streams inflate to more than allowed."""
    budget = limits.max_inflated_bytes
    at = 0
    while match := STREAM.search(data, at):
        begin = match.end()
        if data[max(0, match.start() - 3) : match.start()] == b"end":
            at = begin
            continue
        end = data.find(END, begin)
        if end < 0:
            end = len(data)
        head = data[max(0, match.start() - DICTIONARY_WINDOW) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if not IMAGE.search(head):
            budget -= _inflated(data[begin:end], head, budget)
            if budget < 0:
                raise UnreadableLetter(
                    "too_large",
                    f"its compressed streams inflate to more than {limits.max_inflated_bytes:,} "
                    "bytes; if you trust the file, raise the limit in Limits",
                )
        at = end


def _inflated(stream: bytes, head: bytes, budget: int) -> int:
    """Return what a stream inflates to, or a little more than the budget when it is more."""
    size = len(stream)
    if OTHER.search(head):
        size *= OTHER_RATIO
    # A stream may be deflated more than once; each pass can grow it a thousandfold.
    passes = len(FLATE.findall(head))
    for n in range(passes):
        last = n == passes - 1
        inflater = zlib.decompressobj()
        parts: list[bytes] = []
        size, rest = 0, stream
        try:
            while rest and not inflater.eof:
                part = inflater.decompress(rest, CHUNK)
                size += len(part)
                if size > budget:
                    return size
                if not last:
                    parts.append(part)
                rest = inflater.unconsumed_tail
                if not part and not rest:
                    break
        except zlib.error:
            return size
        stream = b"".join(parts)
    return size
