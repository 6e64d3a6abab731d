"""Pieces: blocks on their way, before it is settled what they are.

Every text format ends in a list of pieces; `shape` settles them and makes blocks of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .letter import Block, BlockKind


@dataclass(slots=True)
class Piece:
    """A paragraph, list item or cell as the format shows it.

    ``apart`` says that a blank line (or the format's own markup) parts it from what stands before;
    ``sure`` that the format itself says what it is, so that its form need not be asked.
    The other fields are those of `Block`.
    """

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    level: int | None = None
    marker: str | None = None
    bold: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    why: str = ""
    apart: bool = True
    sure: bool = False

    def block(self) -> Block:
        """Return it as a block, still without offsets."""
        return Block(
            self.kind, self.text, page=self.page, level=self.level, marker=self.marker,
            bold=self.bold, table=self.table, row=self.row, column=self.column,
            breaks=self.breaks, why=self.why,
        )  # fmt: skip

    def is_prose(self) -> bool:
        """Say whether it is running text as far as the format says."""
        return self.kind == "paragraph"


def seam(first: str, second: str, words: frozenset[str] = frozenset()) -> tuple[int, str]:
    """Return how two lines of one paragraph meet: characters to drop, and what goes between.

    A hyphen at a line end is nearly always a real one, for letters are set without hyphenation; it
    goes only where ``words`` (the document's own) hold the closed form.

    Examples
    --------
    >>> seam("with multi-", "agency partners")
    (0, '')
    >>> seam("pre-", "and post-birth")
    (0, ' ')
    >>> seam("good infor-", "mation", frozenset({"information"}))
    (1, '')
    """
    if first[-1:] != "-" or len(first) < 2 or first[-2].isspace():
        return 0, " "
    tail = second.split(None, 1)[0].strip(".,;:)’'\"”").casefold()
    if tail in ("and", "or", "to") or not second[0].isalnum():
        return 0, " "
    head = first[first.rfind(" ") + 1 : -1].strip("(‘'“\"").casefold()
    if len(head) > 1 and head + tail in words and f"{head}-{tail}" not in words:
        return 1, ""
    return 0, ""


def join(parts: list[Piece], words: frozenset[str] = frozenset()) -> Piece:
    """Return one piece of several, which may stand on different pages; the first says what it is.

    Examples
    --------
    >>> join([Piece("a multi-", page=1), Piece("agency plan", page=2)])
    ... # doctest: +ELLIPSIS
    Piece(text='a multi-agency plan', ..., page=1, ..., breaks=((8, 2),), ...)
    """
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    breaks: list[tuple[int, int]] = []
    at, page = 0, parts[0].page
    for i, part in enumerate(parts):
        if i:
            drop, between = seam(texts[-1], part.text, words)
            texts[-1] = texts[-1][: len(texts[-1]) - drop]
            texts.append(between)
            at += len(between) - drop
            if part.page is not None and part.page != page:
                breaks.append((at, part.page))
        breaks.extend((at + offset, number) for offset, number in part.breaks)
        page = breaks[-1][1] if breaks else parts[0].page
        texts.append(part.text)
        at += len(part.text)
    whole = replace(parts[0], text="".join(texts), breaks=tuple(breaks))
    whole.bold = all(part.bold for part in parts)
    return whole
