"""The marks of list items and numbered paragraphs."""

from __future__ import annotations

import regex

# Glyphs that never start an ordinary line; letters wrap tightly around some of them in PDFs.
# The private-use ones are Wingdings and Symbol, the combining strokes come from broken fonts.
GLYPHS = (
    "•◼▪■●○◦‣⁃∙·◾◆◇❖➢➤►▶✓✔➔→⇒⦿⚫□▫\u2219\u25cf"
    "\uf06e\uf0a7\uf02d\uf0b7\uf0be\uf076\uf0d8\uf0fc\uf0a8\uf071\uf06c\uf0e0\uf0f0\u0335\u0336\u0083"
)
DASHES = "−‐‑‒–—―─-*+"
GLYPH = regex.compile(rf"([{GLYPHS}])[\uFE0E\uFE0F]?\s*+(?=\S)")
DASH = regex.compile(r"([−‐‑‒–—―─*+o§Ø-])\s++(?=\S)")
NUMBER = regex.compile(
    r"(\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\(\d{1,2}\))(?:\s++(?=\S)|(?<=\.)(?=\p{Lu}\p{Ll}))"
)
LETTER = regex.compile(
    r"(\([a-z]\)|\((?:i{1,3}|iv|vi{0,3}|ix|x)\)|[a-z]\)|(?:i{1,3}|iv|vi{0,3}|ix|x)[.)])\s++(?=\S)"
)


def glyph_mark(line: str) -> tuple[str, str] | None:
    """Return the glyph before a list item and its text, where the glyph leaves no doubt."""
    found = GLYPH.match(line)
    return (found[1], line[found.end() :]) if found else None


def dash_mark(line: str) -> tuple[str, str] | None:
    """Return a mark that may be ordinary text as well (a dash, a star), and the text after it."""
    found = DASH.match(line)
    return (found[1], line[found.end() :]) if found else None


def number_mark(line: str) -> tuple[str, str] | None:
    """Return the number or letter before an item and its text.

    Examples
    --------
    >>> number_mark("37. The offer to care leavers")
    ('37.', 'The offer to care leavers')
    >>> number_mark("37.The offer")
    ('37.', 'The offer')
    >>> number_mark("2017. The") is None
    True
    """
    found = NUMBER.match(line) or LETTER.match(line)
    return (found[1], line[found.end() :]) if found else None


def value(marker: str) -> int | None:
    """Return the number of a plain numeric marker ("37.", "(4)"), else None."""
    digits = marker.strip("().")
    return int(digits) if digits.isdecimal() else None


class Nesting:
    """Levels of list items, from their indents where there are any and from their glyphs."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def reset(self) -> None:
        """Forget the list: ordinary text stood in between."""
        self._open.clear()

    def level(self, indent: int, mark: str) -> int:
        """Return the level, from 1, of the next item."""
        kind = "1" if mark[:1].isdigit() or mark[:1] == "(" else mark
        for depth, (at, known) in enumerate(self._open):
            # the same mark is the same level, unless the indent says otherwise
            if known == kind and abs(indent - at) < 2:
                del self._open[depth + 1 :]
                return depth + 1
        while self._open and indent < self._open[-1][0]:
            self._open.pop()
        if self._open and indent == self._open[-1][0] and self._open[-1][1] == kind:
            return len(self._open)
        if self._open and any(known == kind for _, known in self._open) and indent == 0:
            depth = next(d for d, (_, known) in enumerate(self._open) if known == kind)
            del self._open[depth + 1 :]
            return depth + 1
        self._open.append((indent, kind))
        return len(self._open)
