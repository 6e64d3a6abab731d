"""Cut the blocks of a section into the items of its list: spans of the letter's text.

An item is a list item with its sub-list, or a paragraph where nothing is marked. What leads to a
list, and what a list's parts are called, is no item. Marks at the end that only join an item to
the next ("...; and") are left out, and so is the full stop, so that the same item reads the same
wherever it stands in its list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from ofstedmine.records import Item

if TYPE_CHECKING:
    from ofstedmine.reading.letter import Block, Letter

__all__ = [
    "STOP",
    "Piece",
    "cut_at_semicolons",
    "cut_at_stops",
    "cut_list",
    "cut_paragraphs",
    "is_marked",
    "make_item",
    "trim",
]

# A mark that a format left in the item's words, and what joins the item to the one before.
_HEAD = regex.compile(r"\s*+(?:[•◼▪■●–−-]\s++)?(?:and\s++)?")
_TAIL = regex.compile(r"(?:[;,]\s{0,9}+(?:and|or)|[.;,:]|\s){1,12}$")
_BRACKETS = regex.compile(r"\(([^()]{3,200})\)")
_LABEL_WORDS = 10
_SENTENCE_WORDS = 45
# The end of a sentence: not that of "s. 47" or "e.g. plans".
STOP = regex.compile(r"(?<!\b\p{L})[.](?=\s++\p{Lu}|\s*+$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter's text that is one item, and the rule that cut it."""

    start: int
    end: int
    rule: str


def cut_list(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the items of the marked blocks, each with its sub-list.

    Parameters
    ----------
    blocks : sequence of Block
        The body blocks of a section, without its heading.

    Yields
    ------
    Piece
        One for each item of the outermost level.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block
    >>> plan = Block("bullet", "a plan", 0, 6, level=1)
    >>> part = Block("bullet", "a part", 7, 13, level=2)
    >>> list(cut_list([plan, part]))
    [Piece(start=0, end=13, rule='list-item')]
    """
    outer = min((block.level or 1 for block in blocks if is_marked(block)), default=1)
    start = end = -1
    for i, block in enumerate(blocks):
        deeper = is_marked(block) and (block.level or 1) > outer
        goes_on = not is_marked(block) and block.text[:1].islower()
        if start >= 0 and (deeper or goes_on):
            end = block.end
            continue
        if start >= 0:
            yield Piece(start, end, "list-item")
        start = -1
        if is_marked(block) and not _leads(blocks[i : i + 2]):
            start, end = block.start, block.end
    if start >= 0:
        yield Piece(start, end, "list-item")


def cut_paragraphs(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the items of a section in which nothing is marked: its paragraphs.

    Parameters
    ----------
    blocks : sequence of Block
        The body blocks of a section, without its heading.

    Yields
    ------
    Piece
        One for each paragraph that neither leads to others nor only names their part.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block
    >>> lead = Block("paragraph", "The visit covered:", 0, 18)
    >>> plans = Block("paragraph", "plans", 20, 25)
    >>> list(cut_paragraphs([lead, plans]))
    [Piece(start=20, end=25, rule='list-paragraph')]
    """
    led = False
    for block in blocks:
        if block.text.endswith(":"):
            led = True
        elif block.kind != "heading" and (led or not _is_label(block.text)):
            yield Piece(block.start, block.end, "list-paragraph")


def cut_at_semicolons(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the items of a list whose marks were lost.

    Parameters
    ----------
    text : str
        The letter's text.
    start, end : int
        Where the list stands.

    Yields
    ------
    Piece
        One for each part between semicolons; the whole where there are none, since where its
        items part cannot be known.

    Examples
    --------
    >>> [p.end - p.start for p in cut_at_semicolons("plans; and visits", 0, 17)]
    [5, 11]
    """
    while start < end:
        at = text.find(";", start, end)
        at = end if at < 0 else at
        if text[start:at].strip():
            yield Piece(start, at, "list-run-together")
        start = at + 1


def cut_at_stops(block: Block) -> Iterator[Piece]:
    """Yield the items of a list that became one paragraph, each with its full stop.

    Parameters
    ----------
    block : Block
        The only paragraph of its section.

    Yields
    ------
    Piece
        One for each sentence, or for the whole where a sentence is long: then it is prose.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block
    >>> [piece.start for piece in cut_at_stops(Block("paragraph", "Plans. Visits.", 0, 14))]
    [0, 7]
    """
    ends = [match.end() for match in STOP.finditer(block.text)]
    if not ends or ends[-1] < len(block.text):
        ends.append(len(block.text))
    spans = list(zip([0, *ends], ends, strict=False))
    if any(len(block.text[a:z].split()) > _SENTENCE_WORDS for a, z in spans):
        spans = [(0, len(block.text))]
    for start, end in spans:
        at = start + (start > 0)
        yield Piece(block.start + at, block.start + end, "list-sentence")


def is_marked(block: Block) -> bool:
    """Tell whether a block is a list item or a numbered paragraph."""
    return block.kind == "bullet" or (block.marker is not None and block.kind != "heading")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space, the full stop and what joins it to the next item.

    Examples
    --------
    >>> trim(" and the plans; and", 0, 19)
    (5, 14)
    """
    head = _HEAD.match(text, start, end)
    if head:
        start = head.end()
    tail = _TAIL.search(text, max(start, end - 12), end)
    return start, (tail.start() if tail else end)


def make_item(letter: Letter, piece: Piece, reference: regex.Pattern[str]) -> Item | None:
    """Return the item of a piece, its tag of a framework apart; None if nothing is left.

    Parameters
    ----------
    letter : Letter
        The letter.
    piece : Piece
        Where the item stands.
    reference : regex.Pattern
        What a tag's words, without the brackets, are known by.

    Returns
    -------
    Item or None
        Its text is ``letter.text[start:end]`` unless a tag or a running header stands inside.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("bullet", "The quality of plans. (Outcome 3, national framework)")]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "", 0, "text")
    >>> piece = Piece(0, len(letter.text), "list-item")
    >>> item = make_item(letter, piece, regex.compile("framework"))
    >>> item.text, item.framework_ref
    ('The quality of plans', 'Outcome 3, national framework')
    """
    tags = [
        match
        for match in _BRACKETS.finditer(letter.text, piece.start, piece.end)
        if reference.search(match[1])
    ]
    start, end = trim(letter.text, piece.start, piece.end)
    inside = []
    for tag in reversed(tags):
        if tag.end() >= end:
            start, end = trim(letter.text, start, tag.start())
        else:
            inside.append(tag.group())
    text = _own_words(letter, start, end)
    for tag_text in inside:
        text = " ".join(text.replace(tag_text, "").split())
    if not text:
        return None
    return Item(
        text=text,
        page=letter.page_at(start),
        start=start,
        end=end,
        framework_ref="; ".join(tag[1].strip() for tag in tags) or None,
    )


def _own_words(letter: Letter, start: int, end: int) -> str:
    """Return a span's text without the running headers and footnotes that stand in it."""
    text = letter.text[start:end]
    if "\n\n" not in text:
        return text
    inside = [block for block in letter.blocks if block.start < end and block.end > start]
    own = [block for block in inside if block.kind not in ("furniture", "footnote")]
    if len(own) == len(inside):
        return text
    return "\n".join(letter.text[max(start, block.start) : min(end, block.end)] for block in own)


def _leads(blocks: Sequence[Block]) -> bool:
    """Tell whether the first block leads to the second: a list of its own level."""
    if len(blocks) < 2 or not blocks[0].text.endswith(":") or not is_marked(blocks[1]):
        return False
    return (blocks[1].level or 1) <= (blocks[0].level or 1)


def _is_label(text: str) -> bool:
    """Tell whether a paragraph only names what follows: short, and no sentence."""
    return len(text.split()) <= _LABEL_WORDS and text[-1:] not in ".;!?"
