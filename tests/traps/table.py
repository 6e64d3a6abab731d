"""A letter's blocks as lines of the table of what must be read, and the table itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ofstedmine import Letter
from ofstedmine.reading import Block

TABLE = Path(__file__).resolve().parent / "expected.toml"


def expected() -> dict[str, dict[str, Any]]:
    """Return what must be read of each file."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def said(letter: Letter) -> list[str]:
    """Return the blocks of a letter, a line each."""
    return [_line(block, paged=len(letter.pages) > 1) for block in letter.blocks]


def _line(block: Block, *, paged: bool) -> str:
    head: list[object] = [block.kind]
    if block.kind == "bullet" and block.level != 1:
        head.append(block.level)
    if block.row is not None:
        head.append(f"{block.row},{block.column}")
    if block.marker:
        head.append(block.marker)
    if paged and block.page:
        head.append("-".join(["p" + str(block.page), *(str(page) for _, page in block.breaks)]))
    return f"{' '.join(map(str, head))}: {block.text}"
