"""From bytes to clean text: encodings, and characters that only get in the way.

Text that people paste or save has been through many hands, so the encoding is found out rather
than asked for, and what a pattern cannot see (zero-width characters, odd spaces) goes.
"""

from __future__ import annotations

import codecs
import unicodedata

import regex

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = regex.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?([\w-]{3,20})""", regex.I)

# Spaces of every width become the plain one; what has no width at all is dropped. The word joiner,
# the soft hyphen and directional marks are invisible too, and split words for every pattern.
SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09], " ")
DROPPED: dict[int, str | None] = dict.fromkeys(
    [0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0x2061,
     0x2062, 0x2063, 0x2064, *range(0x2066, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC)]
)  # fmt: skip
LINE_ENDS = {0x0B: "\n", 0x1C: "\n", 0x1D: "\n", 0x1E: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# pdfium writes a hyphen at a line end as U+FFFE (raw: U+0002) and swallows the line end with it.
PDF_HYPHENS = {0xFFFE: "-", 0x02: "-"}
# C1 controls are cp1252 characters that somebody took for Latin-1.
C1_AS_CP1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
CONTROLS: dict[int, str | None] = dict.fromkeys(
    [*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x00]
)
TOO_MANY_MARKS = regex.compile(r"(?<=\p{M}{30})\p{M}++")
TABLE: dict[int, str | None] = {**CONTROLS, **SPACES, **DROPPED, **LINE_ENDS, **PDF_HYPHENS}

SOFT_HYPHEN = regex.compile("\u00ad(?:[ \t]*+\n[ \t]*+)?")
SURROGATE = regex.compile("[\ud800-\udfff]++")

# A UTF-8 sequence that was once read as cp1252: a lead byte and its tail, as characters.
TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
MOJIBAKE = regex.compile(f"(?:[Â-ß][{TAIL}]|[à-ï][{TAIL}]{{2}}|[ð-ô][{TAIL}]{{3}})")


def decode(data: bytes, *, html: bool = False) -> tuple[str, str]:
    """Return the text of some bytes, and the name of the encoding that fits them."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\ufffd", ""), name
    if wide := _wide(data):
        return data.decode(wide, "replace").replace("\ufffd", ""), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if html and (found := CHARSET.search(data[:4096])):
        named = found[1].decode("ascii", "replace")
        try:
            if codecs.lookup(named).name not in ("utf-8", "iso8859-1", "ascii"):
                return data.decode(named), named
        except (LookupError, UnicodeError, ValueError):
            pass  # a made-up or wrong charset says nothing: go on by content
    return _mixed(data)


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 that unmarked bytes are in, seen by a zero in every other byte."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mixed(data: bytes) -> tuple[str, str]:
    """Decode bytes that are not pure UTF-8: cp1252, or UTF-8 with stray bytes in between."""
    lenient = data.decode("utf-8", "surrogateescape")
    strays = len(lenient) - len(SURROGATE.sub("", lenient))
    good = sum(1 for c in lenient if ord(c) > 127) - strays
    if good > strays:
        patched = SURROGATE.sub(
            lambda m: bytes(ord(c) - 0xDC00 for c in m[0]).decode("cp1252", "ignore"), lenient
        )
        return patched, "utf-8"
    return data.decode("cp1252", "ignore"), "cp1252"


def clean(text: str) -> str:
    r"""Return text with line ends as ``\n``, composed letters, plain spaces, nothing invisible.

    Form feeds stay: they part pages.

    Examples
    --------
    >>> clean("24\u00a0March\u200b 2017\r\nmulti\u00adagency")
    '24 March 2017\nmultiagency'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(C1_AS_CP1252)
    text = SOFT_HYPHEN.sub("", SURROGATE.sub("", text))
    text = MOJIBAKE.sub(_unmangle, text) if "Â" in text or "â" in text or "Ã" in text else text
    text = text.translate(TABLE)
    # Putting marks in order costs the square of their number; no letter of any script bears 30.
    return unicodedata.normalize("NFC", TOO_MANY_MARKS.sub("", text))


def _unmangle(found: regex.Match[str]) -> str:
    """Read a mangled character again as what it was; leave it where that makes no sense."""
    raw = bytearray()
    for c in found[0]:
        try:
            raw += c.encode("cp1252")
        except UnicodeEncodeError:
            if ord(c) > 0xFF:
                return found[0]
            raw.append(ord(c))  # cp1252 leaves five bytes undefined; readers pass them through
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def is_binary(text: str) -> bool:
    """Say whether decoded text is no text at all: full of control characters."""
    head = text[:20_000]
    odd = sum(1 for c in head if (ord(c) < 32 and c not in "\t\n\r\f\v\x02") or c == "\x7f")
    return odd > max(3, 0.02 * len(head))
