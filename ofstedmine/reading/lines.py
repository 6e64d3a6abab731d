"""Lines become pieces: which lines of plain text belong to one paragraph.

Text comes hard-wrapped with or without blank lines between paragraphs, or with a line for each
paragraph. The width at which the document wraps tells them apart: where a line has room for the
first word of the next, whoever wrapped it meant the break.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from . import forms, lists
from .known import known
from .letter import BlockKind
from .pieces import Piece, join

UNWRAPPED = 180  # a document with lines longer than this has a line for each paragraph
NARROWEST = 45


@dataclass(slots=True)
class Line:
    """A line of text: white space single, its indent and what stood before it remembered.

    ``gap`` counts the blank lines before it; a ``kind`` other than paragraph is what a format's
    own marks (Markdown) say.
    """

    text: str
    indent: int = 0
    gap: int = 0
    page: int | None = None
    kind: BlockKind = "paragraph"
    level: int | None = None
    marker: str | None = None
    bold: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sure: bool = False
    why: str = ""
    first_on_page: bool = False

    def piece(self) -> Piece:
        """Return the piece that starts with this line."""
        return Piece(
            self.text, self.kind, self.page, self.level, self.marker, self.bold,
            self.table, self.row, self.column, apart=self.gap > 0, sure=self.sure, why=self.why,
        )  # fmt: skip


def lines_of(text: str) -> list[Line]:
    """Return the lines of clean text; form feeds start pages."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()  # a form feed ends the last page, too
    lines: list[Line] = []
    gap = 1
    for number, page in enumerate(pages, 1):
        first = True
        for raw in page.split("\n"):
            words = " ".join(raw.split())
            if not words:
                gap += 1
                continue
            indent = len(raw) - len(raw.lstrip())
            paged = number if len(pages) > 1 else None
            lines.append(Line(words, indent, gap, paged, first_on_page=first and number > 1))
            gap, first = 0, False
    return lines


def wrap_width(lines: list[Line]) -> int:
    """Return the width at which lines are wrapped, or 0 where a line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= NARROWEST)
    if not lengths:
        return 0
    wide = lengths[int(0.95 * (len(lengths) - 1))]
    if wide > UNWRAPPED or (lengths[-1] > 2.5 * UNWRAPPED and len(lengths) < 40):
        return 0
    return wide


def single_spaced(lines: list[Line]) -> list[Line]:
    """Drop the blank lines of double-spaced text: there, they part no paragraphs."""
    width = wrap_width(lines)
    long = [line for line in lines if width and len(line.text) > 0.75 * width]
    after = [b for a, b in pairwise(lines) if len(a.text) > 0.75 * width]
    if len(long) < 6 or not width or not after:
        return lines
    gapped = sum(1 for line in after if line.gap)
    open_ends = sum(1 for line in long if not forms.ends_sentence(line.text))
    if gapped < 0.9 * len(after) or open_ends < 0.6 * len(long):
        return lines
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def mark_lists(lines: list[Line]) -> list[Line]:
    """Set the marker of list items and numbered paragraphs apart from their text."""
    nesting = lists.Nesting()
    width = wrap_width(lines)
    out: list[Line] = []
    last_number: int | None = None
    for i, line in enumerate(lines):
        previous = out[-1] if out else None
        if line.kind != "paragraph" or line.sure:
            out.append(line)
            continue
        mark = lists.glyph_mark(line.text)
        if (
            mark is None
            and (dash := lists.dash_mark(line.text))
            and _free(previous, line, dash[0], lines, i)
        ):
            mark = dash
        if mark:
            level = nesting.level(line.indent, mark[0])
            out.append(
                replace(line, text=mark[1], marker=mark[0], kind="bullet", level=level, why="mark")
            )
            continue
        number = lists.number_mark(line.text)
        if number and not forms.is_date(line.text):
            n = lists.value(number[0])
            follows = n is not None and last_number is not None and n == last_number + 1
            if follows or not (_open(previous, line) or _page_cuts(out, line, width)):
                last_number = n if n is not None else last_number
                level = nesting.level(line.indent, number[0])
                out.append(
                    replace(
                        line,
                        text=number[1],
                        marker=number[0],
                        kind="bullet",
                        level=level,
                        why="number",
                    )
                )
                continue
        if line.gap:
            nesting.reset()
        out.append(line)
    return out


def _open(previous: Line | None, line: Line) -> bool:
    """Say whether the line before is in the middle of a sentence that may go on here."""
    if previous is None or line.gap or previous.kind not in ("paragraph", "bullet"):
        return False
    text = previous.text
    return not forms.ends_sentence(text) and text[-1] not in ":;" and len(text) > NARROWEST


def _page_cuts(before: list[Line], line: Line, width: int) -> bool:
    """Say whether a page ends in the middle of a sentence that the line goes on with."""
    last = next((one for one in reversed(before) if one.kind != "furniture"), None)
    if last is None or last is before[-1] or last.kind not in ("paragraph", "bullet"):
        return False
    full = 0 < width <= len(last.text) + 1 + len(line.text.split(None, 1)[0])
    return full and not forms.ends_sentence(last.text) and last.text[-1] not in ":;"


def _free(previous: Line | None, line: Line, mark: str, lines: list[Line], i: int) -> bool:
    """Say whether a dash at the start of a line is a list mark, not a dash of a sentence."""
    if mark == "*" and line.text.count("*") % 2 == 0 and line.text.endswith("*"):
        return False
    if previous is None or line.gap or not _open(previous, line):
        return True
    if previous.kind == "bullet" and previous.marker == mark:
        return True
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    after = lists.dash_mark(following)
    return after is not None and after[0] == mark


def pieces_of(lines: list[Line]) -> list[Piece]:
    """Join lines into pieces."""
    width = wrap_width(lines)
    words = vocabulary(lines)
    pieces: list[Piece] = []
    last: Line | None = None
    colon = False
    # Long paragraphs are joined once, at their end: text that grows line by line costs its square.
    open_lines: list[Line] = []

    def close() -> None:
        if open_lines:
            pieces.append(join([line.piece() for line in open_lines], words))
            open_lines.clear()

    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if (
            last is None
            or line.gap
            or last.kind == "heading"
            or breaks(last, line, width, colon)
            or _starts_heading(line, after)
        ):
            close()
            colon = bool(last and last.text.endswith(":")) or (colon and not line.gap)
        open_lines.append(line)
        last = line
    close()
    return pieces


def _starts_heading(line: Line, after: Line | None) -> bool:
    """Say whether a line is the first half of a known heading that takes two lines."""
    return (
        after is not None
        and not after.gap
        and line.kind == after.kind == "paragraph"
        and line.text[0].isupper()
        and len(line.text) + len(after.text) < 200
        and known().level_of(f"{line.text} {after.text}") == 2
    )


def breaks(a: Line, b: Line, width: int, colon: bool) -> bool:
    """Say whether a new paragraph starts with line ``b``, which follows ``a`` directly."""
    if b.kind != "paragraph" or a.kind not in ("paragraph", "bullet"):
        return True
    if _one_heading(a, b, width):
        return False
    if forms.is_date(b.text) and b.text.endswith(".") and forms.goes_on(a.text):
        return False  # "... will meet on", and the date ends its sentence
    if _stands_alone(a.text) or _stands_alone(b.text):
        return True
    low = forms.starts_low(b.text)
    colon = colon and a.kind != "bullet"
    if len(a.text) > 1 and a.text[-1] == "-" and b.text[0].isalnum():
        return False
    if not width:  # a line for each paragraph: only what is cut in mid-sentence goes on
        cut = low and not forms.ends_sentence(a.text) and a.text[-1] not in ":;"
        open_end = a.text[-1] not in ",-" and forms.goes_on(a.text)
        return colon or not (cut or open_end)
    with_next_word = len(a.text) + 1 + len(b.text.split(None, 1)[0])
    if forms.ends_sentence(a.text) and b.text[0].isupper() and with_next_word <= 0.87 * width:
        return True  # after a full stop, a little room is enough
    if with_next_word > 0.8 * width:  # a full line goes on, unless both are addressees
        listed = forms.NAMED.match(a.text) and forms.NAMED.match(b.text)
        return bool(listed) or (a.text.endswith(":") and not low)
    if low:
        return colon or a.text[-1] in ":;."
    return not forms.goes_on(a.text) or (a.text.endswith((",", "-")) and len(a.text) < 0.6 * width)


def _one_heading(a: Line, b: Line, width: int) -> bool:
    """Say whether two lines are one known heading or title that was too long for a line."""
    if len(a.text) + len(b.text) > 260:
        return False
    level = known().level_of
    both = level(f"{a.text} {b.text}")
    if both == 2:
        whole = level(a.text) == 2 and not forms.starts_low(b.text)
        return a.kind == "paragraph" and not whole
    if both != 1:
        return False
    if level(a.text) == 1:
        # "... of Bath and North East" fills its line, and "Somerset" would not have fitted.
        full = 0 < width <= len(a.text) + 1 + len(b.text.split(None, 1)[0])
        short = len(b.text.split()) <= 2 and not forms.is_personal(b.text)
        rest = level(b.text) is None and (full or short) and len(b.text) < 0.5 * width
        return forms.starts_low(b.text) or forms.goes_on(a.text) or rest
    return level(a.text) is None and level(b.text) is None and len(a.text) > 0.6 * width > 0


def _stands_alone(text: str) -> bool:
    """Say whether a line is a paragraph by itself, whatever stands around it."""
    return (
        forms.is_date(text)
        or forms.is_salutation(text)
        or forms.is_sign_off(text)
        or forms.is_contact(text)
        or known().level_of(text) is not None
    )


WORD = regex.compile(r"[\p{L}]{2,}(?:-[\p{L}]+)*")


def vocabulary(lines: list[Line]) -> frozenset[str]:
    """Return the words of a document that end in no hyphen, to mend words cut at line ends."""
    if not any(line.text.endswith("-") for line in lines):
        return frozenset()
    whole = (t.rpartition(" ")[0] if t.endswith("-") else t for t in (line.text for line in lines))
    return frozenset(word.casefold() for text in whole for word in WORD.findall(text))
