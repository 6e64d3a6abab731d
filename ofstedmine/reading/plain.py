"""Plain text: pasted, extracted from a PDF with page breaks, or flattened to one line."""

from __future__ import annotations

from .letter import Block
from .lines import lines_of, mark_lists, pieces_of, single_spaced, vocabulary
from .running import mark_running
from .shape import shape


def read_plain(text: str) -> tuple[list[Block], int]:
    r"""Return the blocks of clean plain text, and its number of pages (0 where unknown).

    Examples
    --------
    >>> blocks, pages = read_plain("Dear Ms Archer\n\nOverview\n\nPlans are multi-\nagency.")
    >>> [(block.kind, block.text) for block in blocks][1:]
    [('heading', 'Overview'), ('paragraph', 'Plans are multi-agency.')]
    """
    lines = mark_running(single_spaced(lines_of(text)))
    words = vocabulary(lines)
    blocks = shape(pieces_of(mark_lists(lines)), words)
    return blocks, text.rstrip("\f \n").count("\f") + 1 if "\f" in text.rstrip("\f \n") else 0
