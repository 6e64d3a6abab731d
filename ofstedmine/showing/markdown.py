"""Words that Markdown shows as they stand: no sign of a letter is taken for mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from ofstedmine.showing.words import visible

__all__ = ["plain", "table"]

# What Markdown takes for a sign, or a notebook for the beginning of a formula or an entity.
_SIGN = regex.compile(r"([\\`*_{}\[\]<>#|~$&])")
# At the beginning of a line: the marks of lists, and lines under headings.
_FIRST = regex.compile(r"(?:\d{1,9}+(?=[.)])|(?=[-+=]))")
# What a reader of Markdown makes a link of by itself: only addresses of the web stay what they are.
_ADDRESS = regex.compile(r"\(?https?://[A-Za-z0-9_.~/:%?=&+,;@!'()-]++")


def plain(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line; web addresses stay what they are.

    Parameters
    ----------
    text : str
        Words of a letter, or of ours.

    Returns
    -------
    str
        With a backslash before each sign.

    Examples
    --------
    >>> plain("<script> and [bold]")
    '\\<script\\> and \\[bold\\]'
    >>> plain("1. an item"), plain("- another")
    ('1\\. an item', '\\- another')
    """
    line = " ".join(
        word if _ADDRESS.fullmatch(word) else _SIGN.sub(r"\\\1", word)
        for word in visible(text).split()
    )
    first = _FIRST.match(line)
    return f"{line[: first.end()]}\\{line[first.end() :]}" if first else line


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> list[str]:
    """Return a table as lines.

    Parameters
    ----------
    head : sequence of str
        Headings of the columns.
    rows : iterable of sequence of str
        Cells; they are escaped.
    numbers : int, default 0
        How many columns at the end are numbers, which stand to the right.

    Returns
    -------
    list of str
        Lines of Markdown.

    Examples
    --------
    >>> table(["Area", "n"], [["Front door", "5"]], numbers=1)
    ['| Area | n |', '| --- | ---: |', '| Front door | 5 |']
    """
    marks = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    lines = [map(plain, head), marks, *(map(plain, row) for row in rows)]
    return [f"| {' | '.join(cells)} |" for cells in lines]
