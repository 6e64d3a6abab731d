"""What a PDF's filters make of a stream, as far as it takes to know how much that is."""

from __future__ import annotations

import binascii
import zlib
from base64 import a85decode

import regex

FLATE_RATIO = 1032
"""To how many bytes one of deflate's can grow."""
LZW_RATIO = 2560
CHUNK = 1 << 16

NAMES = {
    "FlateDecode": "flate", "Fl": "flate", "LZWDecode": "lzw", "LZW": "lzw",
    "RunLengthDecode": "run", "RL": "run", "ASCIIHexDecode": "hex", "AHx": "hex",
    "ASCII85Decode": "85", "A85": "85",
}  # fmt: skip
FILTER = regex.compile(rb"/(%s)\b" % "|".join(sorted(NAMES, key=len, reverse=True)).encode())
ESCAPED = regex.compile(rb"#([0-9A-Fa-f]{2})")
SPACE = b"\0\t\n\f\r "
DEFLATED = 8
LZW_CLEAR, LZW_END = 256, 257


def filters_of(head: bytes, first: bytes | memoryview) -> list[str]:
    r"""Return the filters of a stream, by its dictionary and by its first two bytes.

    Examples
    --------
    >>> filters_of(b"<</Filter[/A85/Fl]>>", b"Gb")
    ['85', 'flate']
    >>> filters_of(b"<</Filter 9 0 R>>", b"x\xda")
    ['flate']
    """
    if b"#" in head:
        head = ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), head)
    named = [NAMES[name.decode()] for name in FILTER.findall(head)]
    if not named and len(first) == 2:
        looks_deflated = first[0] & 15 == DEFLATED and (first[0] << 8 | first[1]) % 31 == 0
        return ["flate"] if looks_deflated else []
    return named


def inflated(data: memoryview, length: int, filters: list[str], budget: int) -> tuple[int, int]:
    """Return to how many bytes a stream grows, and how many of its own were read.

    Parameters
    ----------
    data : memoryview
        The file from the beginning of the stream on. Deflate knows its own end, which may lie
        beyond the one that is written.
    length : int
        Where the stream ends as it is written.
    filters : list of str
        What `filters_of` returned.
    budget : int
        How much is of interest; a little more is returned where it is more.
    """
    stream: bytes | memoryview = data[:length]
    size = used = length
    for n, name in enumerate(filters):
        is_last = n == len(filters) - 1
        if name == "flate":
            source = data if n == 0 else memoryview(stream)
            size, read, stream = _inflate(source, budget, keep=not is_last)
            used = read if n == 0 else used
        elif name == "lzw":
            size = lzw_size(stream, budget)
            # what is packed in it as well is not looked at: nobody packs so
            size *= FLATE_RATIO ** (len(filters) - n - 1)
            break
        elif name == "run":
            stream = _unrolled(stream, budget)
            size = len(stream)
        else:
            stream = _from_ascii(stream, name)
            size = len(stream)
        if size > budget:
            break
    return size, used


def _inflate(data: memoryview, budget: int, *, keep: bool) -> tuple[int, int, bytes]:
    """Return the size of what is deflated, how much of the data it took, and itself if wanted."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    size = at = 0
    at_end = False
    try:
        while not at_end and at < len(data) and size <= budget:
            rest: bytes | memoryview = data[at : at + CHUNK]
            at += len(rest)
            while size <= budget:
                part = inflater.decompress(rest, CHUNK)
                size += len(part)
                if keep:
                    parts.append(part)
                rest = inflater.unconsumed_tail
                at_end = inflater.eof
                if at_end or not rest:
                    break
    except zlib.error:
        at = 0  # what came out before is counted; where it ends is not known
    return size, max(0, at - len(inflater.unused_data)), b"".join(parts)


def lzw_size(data: bytes | memoryview, budget: int) -> int:
    """Return to how many bytes an LZW stream grows; only lengths of words are kept.

    Examples
    --------
    >>> lzw_size(bytes.fromhex("800B6050220C0C8501"), 100)
    10
    """
    table = [1] * 256 + [0, 0]
    size = before = 0
    width, bits, held = 9, 0, 0
    for byte in bytes(data):
        held = held << 8 | byte
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits
        held &= (1 << bits) - 1
        if code == LZW_END or size > budget:
            break
        if code == LZW_CLEAR:
            del table[258:]
            width, before = 9, 0
            continue
        if before and len(table) < 4096:
            table.append(before + 1)
        if code >= len(table):
            break
        before = table[code]
        size += before
        width = (
            9 if len(table) < 511 else 10 if len(table) < 1023 else 11 if len(table) < 2047 else 12
        )
    return size


def _unrolled(data: bytes | memoryview, budget: int) -> bytes:
    """Return what was packed by counting equal bytes, up to the budget."""
    source = bytes(data)
    parts: list[bytes] = []
    size = at = 0
    while at < len(source) and source[at] != 128 and size <= budget:
        count = source[at]
        if count < 128:
            part = source[at + 1 : at + count + 2]
            at += count + 2
        else:
            part = source[at + 1 : at + 2] * (257 - count)
            at += 2
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _from_ascii(data: bytes | memoryview, name: str) -> bytes:
    """Return what is written in hexadecimal or in base 85; nothing where it is not."""
    text = bytes(data).translate(None, SPACE)
    try:
        if name == "hex":
            text = text.partition(b">")[0]
            return bytes.fromhex((text + b"0" * (len(text) % 2)).decode("ascii"))
        return a85decode(text.removeprefix(b"<~").partition(b"~")[0])
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return b""
