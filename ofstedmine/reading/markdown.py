"""Markdown as converters write it.

Only the marks that converters use are read. Stars and underscores count as marks where they wrap
words closely; anywhere else they are text.
"""

from __future__ import annotations

import html
from dataclasses import replace

import regex

from . import forms, lists
from .letter import Block
from .lines import Line, lines_of, mark_lists, pieces_of, single_spaced, vocabulary
from .running import mark_running
from .shape import shape

ATX = regex.compile(r"(#{1,6})[ ]++(.*?)(?:(?<! )[ ]++#*+|(?<!#)#++)?$")
SETEXT = regex.compile(r"(?:=+|-+)$")
RULE = regex.compile(r"(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,}|={4,}|\\?\\newpage|\\pagebreak)$")
COMMENT = regex.compile(r"<!--.*?-->", regex.S)
FENCE = regex.compile(r"(?:```|~~~)[\w-]*$")
FOOTNOTE = regex.compile(r"\[\^([^\]\s]{1,12})\]: ?(.*)$")
FOOTNOTE_MARK = regex.compile(r"\[\^[^\]\s]{1,12}\]|<sup>\s*\[?\d{1,3}\]?\s*</sup>")
DELIMITER = regex.compile(r"\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:? ?)?$|\|? ?:?-{3,}:? ?\|$")
UNESCAPED_PIPE = regex.compile(r"(?<!\\)\|")
QUOTE = regex.compile(r"^[ ]{0,3}(?:> ?)+", regex.M)

ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&\"'$%@/:;=?^,])")
IMAGE = regex.compile(r"!\[([^\]\n]{0,300})\]\([^()\n]{0,2000}\)")
LINK = regex.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,100}\])")
# The end is looked for first: without it every dot would be tried as the last.
AUTOLINK = regex.compile(r"<(?=[^\s<>]++>)((?:https?://|mailto:)?[^\s<>]+[@.][^\s<>]+)>")
TAG = regex.compile(
    r"</?(?:br|b|i|u|em|strong|span|sup|sub|p|div|a|small|font|center|mark|ins|del)\b[^<>\n]{0,300}>",
    regex.I,
)
STRONG = regex.compile(
    r"(?<![\\*])\*{2,3}(?=[^\s*])((?:[^*\n]|\*(?!\*)){1,2000}?)(?<=[^\s\\])\*{2,3}(?!\*)"
)
STRONG_ = regex.compile(r"(?<![\w\\_])_{2,3}(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s\\])_{2,3}(?![\w_])")
EMPHASIS = regex.compile(r"(?<![\w\\*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s\\])\*(?![\w*])")
EMPHASIS_ = regex.compile(r"(?<![\w\\_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s\\])_(?![\w_])")
BOLD_LINE = regex.compile(r"(?:\*\*(?:[^*]|\*(?!\*))+\*\*|__(?:[^_]|_(?!_))+__):?$")
HIDDEN = "\ue000"  # stands for an escaped star or underscore until the marks are gone


def read_markdown(text: str) -> tuple[list[Block], int]:
    r"""Return the blocks of clean Markdown, and its number of pages (0 where unknown).

    Examples
    --------
    >>> blocks, _ = read_markdown("## **Overview**\n\nPlans *are* now good, snake_case stays.")
    >>> [(block.kind, block.text) for block in blocks]
    [('heading', 'Overview'), ('paragraph', 'Plans are now good, snake_case stays.')]
    """
    text = QUOTE.sub("", COMMENT.sub("", text))
    lines = _marks(lines_of(text))
    lines = mark_running(single_spaced(lines))
    blocks = shape(pieces_of(mark_lists(lines)), vocabulary(lines))
    return blocks, max((line.page or 0 for line in lines), default=0)


def plain_words(text: str) -> str:
    r"""Return a line without its marks: emphasis, links, escapes, entities.

    Examples
    --------
    >>> plain_words("**T** 0300 123 1231 [www.ofsted.gov.uk](http://www.ofsted.gov.uk)")
    'T 0300 123 1231 www.ofsted.gov.uk'
    >>> plain_words("5 * 3 \\* file_name_here")
    '5 * 3 * file_name_here'
    """
    if not any(c in text for c in "*_[<\\&`"):
        return text
    kept: list[str] = []

    def hide(found: regex.Match[str]) -> str:
        kept.append(found[1])
        return HIDDEN

    text = ESCAPE.sub(hide, text.replace(HIDDEN, ""))
    text = FOOTNOTE_MARK.sub("", IMAGE.sub(r"\1", text))
    text = AUTOLINK.sub(r"\1", LINK.sub(r"\1", text))
    text = TAG.sub(lambda m: " " if m[0][:3].casefold() == "<br" else "", text)
    for _ in range(2):  # bold around italics, and the other way round
        for mark in (STRONG, STRONG_, EMPHASIS, EMPHASIS_):
            text = mark.sub(r"\1", text)
    text = html.unescape(text.replace("`", ""))
    if kept:
        first, *rest = text.split(HIDDEN)
        text = first + "".join(c + part for c, part in zip(kept, rest, strict=False))
    return " ".join(text.split())


def _marks(lines: list[Line]) -> list[Line]:
    """Return lines with Markdown's own marks read and taken away."""
    out: list[Line] = []
    gap = 0
    tables = 0
    i = 0
    while i < len(lines):
        line = lines[i]
        line.gap += gap
        gap = 0
        following = lines[i + 1] if i + 1 < len(lines) else None
        if (
            RULE.match(line.text) and not (out and not line.gap and SETEXT.match(line.text))
        ) or FENCE.match(line.text):
            gap = line.gap + 1
        elif heading := ATX.match(line.text):
            gap = 1
            out.append(_heading(replace(line, gap=max(1, line.gap)), heading[2], len(heading[1])))
        elif note := FOOTNOTE.match(line.text):
            out.append(
                replace(
                    line,
                    text=plain_words(note[2]),
                    kind="footnote",
                    marker=note[1],
                    gap=1,
                    sure=True,
                    why="[^]",
                )
            )
        elif (
            following and not following.gap and DELIMITER.match(following.text) and "|" in line.text
        ):
            i, cells = _table(lines, i, tables)
            out.extend(cells)
            tables += 1
            gap = 1
            continue
        elif (
            following
            and not following.gap
            and SETEXT.match(following.text)
            and len(line.text) < 150
            and line.gap
        ):
            level = 1 if following.text[0] == "=" else 2
            out.append(_heading(replace(line, gap=1), line.text, level))
            gap = 1
            i += 1
        else:
            bold = BOLD_LINE.fullmatch(line.text) is not None
            starred = line.text.startswith("* ")
            words = plain_words(line.text[2:] if starred else line.text)
            words = f"* {words}" if starred and words else words
            if words:
                out.append(replace(line, text=words, bold=bold))
        i += 1
    return [line for line in out if line.text]


def _heading(line: Line, text: str, level: int) -> Line:
    """Return a heading, unless its words show that a converter only saw large type."""
    words = plain_words(text)
    if forms.is_personal(words) or forms.page_number(words) is not None or len(words) > 250:
        return replace(line, text=words)
    number = lists.number_mark(words)
    marker = number[0] if number and len(words.split()) > 1 else None
    return replace(
        line, text=number[1] if number and marker else words, marker=marker, kind="heading",
        level=level, sure=True, why="#",
    )  # fmt: skip


def _table(lines: list[Line], i: int, table: int) -> tuple[int, list[Line]]:
    """Return where a pipe table ends, and its cells."""
    cells: list[Line] = []
    row = 0
    start = i
    while i < len(lines) and "|" in lines[i].text and (i == start or not lines[i].gap):
        line = lines[i]
        i += 1
        if DELIMITER.match(line.text):
            continue
        parts = UNESCAPED_PIPE.split(line.text.strip().removeprefix("|").removesuffix("|"))
        for column, part in enumerate(parts):
            if words := plain_words(part.strip()):
                cells.append(
                    replace(
                        line,
                        text=words,
                        kind="table_cell",
                        table=table,
                        row=row,
                        column=column,
                        gap=1,
                        sure=True,
                        why="|",
                    )
                )
        row += 1
    return i, cells
