"""A letter for the terminal, with the words behind its facts underlined and findings coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from ofstedmine.showing.words import visible

if TYPE_CHECKING:
    from ofstedmine.reading import Block, Letter
    from ofstedmine.records import VisitRecord

__all__ = ["letter_text"]

EVIDENCE = "bold underline"
FINDINGS = ("on grey23", "on grey30")
"""Two shades, so that neighbouring findings can be told apart."""
_DIM = frozenset({"furniture", "footnote"})


def letter_text(letter: Letter, record: VisitRecord, *, page: int | None = None) -> Group:
    r"""Return a letter as something that rich prints.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord
        Its record.
    page : int, optional
        Only what begins on this page, from 1; all where the format has no pages.

    Returns
    -------
    rich.console.Group
        A legend, then the letter page by page. Words of the letter are never read as markup.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from rich.console import Console
    >>> letter = om.read(b"Dear Ms Archer\n\nYours sincerely\n")
    >>> console = Console(width=60)
    >>> with console.capture() as shown:
    ...     console.print(letter_text(letter, om.parse(letter)))
    >>> "Dear Ms Archer" in shown.get()
    True
    """
    marks = [
        (one.start, one.end, EVIDENCE)
        for found in record.evidence.values()
        for one in found
        if one.kind == "text" and one.start is not None and one.end is not None
    ]
    marks += [(f.start, f.end, FINDINGS[n % 2]) for n, f in enumerate(record.findings)]
    parts: list[RenderableType] = [_legend()]
    on: int | None = None
    for block in letter.blocks:
        if page is not None and letter.pages and block.page != page:
            continue
        if block.page is not None and block.page != on:
            on = block.page
            parts.append(Rule(f"page {on}", style="dim"))
        parts.append(_block(block, marks))
    return Group(*parts)


def _legend() -> Text:
    return Text.assemble(
        ("evidence of a fact", EVIDENCE), "  ", ("a finding", FINDINGS[0]), "  ",
        ("the next finding", FINDINGS[1]), "  ", ("no part of the letter's words", "dim"),
    )  # fmt: skip


def _block(block: Block, marks: list[tuple[int, int, str]]) -> Padding:
    text = Text(visible(block.text))
    if block.kind in _DIM:
        text.stylize("dim")
    if block.kind == "heading":
        text.stylize("bold")
    for start, end, style in marks:
        if start < block.end and end > block.start:
            text.stylize(style, max(0, start - block.start), end - block.start)
    if block.marker:
        text = Text.assemble((f"{visible(block.marker)} ", "dim"), text)
    left = 2 * (block.level or 1) if block.kind in ("bullet", "table_cell") else 0
    return Padding(text, (1 if block.kind == "heading" else 0, 0, 1, left))
