"""Helps for steps that read sentences: patterns from data files, sentences of the letter's opening.

These are not the sentences of findings: they only part one statement of a header from the next.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.profiles import compile_pattern

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["any_of", "inside", "load_data", "opening", "patterns_of", "sentences"]

_FOLDER = Path(__file__).parent / "data"
_OPENING_BLOCKS = 40
"""A letter's opening is no longer, wherever its first heading stands."""
_OPENING_LENGTH = 12_000
_STOP = regex.compile(
    r"(?<!\b(?:St|Mr|Mrs|Ms|Dr|No|Cllr|Prof))[.!?][’”\"')\]]{0,2}\d{0,2}\s++(?=[‘“\"'(\[]?\p{Lu})|\n\n"
)


@cache
def load_data(name: str, folder: Path = _FOLDER) -> Mapping[str, Any]:
    """Read a file of ``data/``, once.

    Parameters
    ----------
    name : str
        Its name without ``.toml``.
    folder : Path, optional
        Where it lies; beside the parser by default.

    Returns
    -------
    mapping
        Its tables.

    Raises
    ------
    DataError
        If it cannot be read; the message names it.

    Examples
    --------
    >>> len(load_data("dates")["words"]["months"])
    12
    """
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: cannot be read: {error}"
        raise DataError(msg) from error


def any_of(sources: Sequence[str], where: str) -> regex.Pattern[str]:
    """Compile patterns into one that matches any of them, the first first.

    Examples
    --------
    >>> any_of(["care leavers", "care"], "here").match("Care leavers").group()
    'Care leavers'
    """
    if not sources or isinstance(sources, str):
        msg = f"{where}: needs a list of patterns"
        raise DataError(msg)
    for source in sources:
        compile_pattern(source, where)
    return compile_pattern("|".join(f"(?:{source})" for source in sources), where)


@cache
def patterns_of(name: str, table: str, folder: Path = _FOLDER) -> Mapping[str, regex.Pattern[str]]:
    """Compile the lists of patterns in one table of a data file.

    Examples
    --------
    >>> bool(patterns_of("dates", "labels")["visit"].match("Inspection dates"))
    True
    """
    lists = load_data(name, folder).get(table)
    if not lists:
        msg = f"{name}.toml: has no table [{table}]"
        raise DataError(msg)
    return {key: any_of(sources, f"{name}.toml: {table}.{key}") for key, sources in lists.items()}


def opening(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the spans of the body blocks at the front of a letter.

    Those of its header, and as many more as an opening may have: a heading may stand early or not
    be known as one.
    """
    count = 0
    for block in draft.letter.body():
        if count >= _OPENING_BLOCKS or block.start > _OPENING_LENGTH:
            return
        count += block.kind != "table_cell"
        yield block.start, min(block.end, block.start + _OPENING_LENGTH)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a stretch of text.

    Examples
    --------
    >>> text = "We met St. Wexcombe staff. They were open."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['We met St. Wexcombe staff.', 'They were open.']
    """
    at = start
    for stop in _STOP.finditer(text, start, end):
        yield at, stop.start() + len(stop.group().rstrip())
        at = stop.end()
    if at < end:
        yield at, end


def inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span begins inside one of some others.

    Examples
    --------
    >>> inside((5, 9), [(0, 4), (4, 8)])
    True
    """
    return any(start <= span[0] < end for start, end in spans)
