"""What the command shows of a corpus that was built: what was found, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from ofstedmine.corpus.build import Built

__all__ = ["built_text"]


def built_text(built: Built) -> Group:
    """Return the report of a corpus.

    Parameters
    ----------
    built : Built
        What `ofstedmine.corpus.build.build_corpus` returned.

    Returns
    -------
    rich.console.Group
        How many sentences were found, and by document what was not.

    Examples
    --------
    >>> from ofstedmine.corpus.build import Built
    >>> built_text(Built()).renderables[0].plain
    '0 of 0 labelled sentences found (0.0 %), in 0 of 0 documents; 0 other findings'
    """
    wanted = sum(built.wanted.values())
    read = len(built.wanted) - len(built.absent) - len(built.unreadable)
    parts: list[RenderableType] = [
        Text(
            f"{len(built.labelled)} of {wanted} labelled sentences found "
            f"({built.share:.1%}), in {read} of {len(built.wanted)} documents; "
            f"{len(built.unlabelled)} other findings".replace("%", " %")
        )
    ]
    if built.not_found:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for name in ("Document", "Found", "Not found"):
            table.add_column(name, overflow="fold")
        for document, names in built.not_found.items():
            if document not in built.unreadable:
                total = built.wanted[document]
                table.add_row(document, f"{total - len(names)} of {total}", " ".join(names))
        parts.append(table)
    parts += [Text(f"{name}: could not be read: {why}") for name, why in built.unreadable.items()]
    parts += [Text(f"{name}: no file with its hash") for name in built.absent]
    return Group(*parts)
