"""What the makers of PDFs share."""

from __future__ import annotations

from builders.tagged_pdf import Flow, Line, Node

BODY = "Social workers visit children regularly and record what children tell them with care."
MADE: dict = {}
"""File name -> (what makes its pages, how they are built)."""


def trap(name, **how):
    """Note that a function makes the pages of a file."""

    def note(make):
        MADE[f"{name}.pdf"] = (make, how)
        return make

    return note


def in_a_row(*cells: str | tuple[str, ...], y: float = 100, tag: str = "TD") -> Node:
    """Return a table row; a cell of several lines is one paragraph."""
    nodes = []
    for n, cell in enumerate(cells):
        lines = (cell,) if isinstance(cell, str) else cell
        drawn = [Line(text, 72 + 300 * n, y + 14 * i) for i, text in enumerate(lines)]
        nodes.append(Node(tag, [], [Node("P", drawn)]))
    return Node("TR", [], nodes)


def on_pages(*flows: Flow):
    return [flow.page for flow in flows]
