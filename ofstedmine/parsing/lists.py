"""Find the lists of a letter: areas covered, improvements, strengths, priority actions.

Their sections were found before; `ofstedmine.parsing.items` cuts them. A heading proves nothing:
"There are no areas for priority action" under it, or instead of it, is the letter's own word that
there is nothing (``stated_none``). Where a letter has no section of areas (focused visits), the
sentence of its header that says what inspectors looked at names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.items import (
    STOP,
    Piece,
    cut_at_semicolons,
    cut_at_stops,
    cut_list,
    cut_paragraphs,
    is_marked,
    make_item,
)
from ofstedmine.parsing.list_rules import Field, ListRules, load_list_rules

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Block, Letter
    from ofstedmine.records import Section

__all__ = ["find_lists"]

_FIELDS: Mapping[str, Field] = {
    "areas": "areas_covered",
    "improvements": "improvements",
    "strengths": "strengths",
    "priority_actions": "priority_actions",
}
# Words that say that a list is empty stand in a sentence of their own.
_NONE_CHARACTERS = 300
_RAN_TOGETHER = 25
"""Words: one area after a colon is shorter."""


def find_lists(draft: Draft) -> None:
    """Write the four lists (a parsing step).

    Parameters
    ----------
    draft : Draft
        The sheet, with its sections.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> from ofstedmine.records import Section
    >>> blocks = [Block("heading", "Strengths"), Block("bullet", "Plans are clear.")]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "", 0, "text")
    >>> draft = Draft(letter)
    >>> draft.sections.append(
    ...     Section(heading="Strengths", level=1, role="strengths", start=0, end=len(letter.text))
    ... )
    >>> find_lists(draft)
    >>> draft.get("/strengths")[0].text
    'Plans are clear'
    """
    rules = load_list_rules()
    groups = _groups(draft)
    for field in _FIELDS.values():
        pattern = rules.none.get(field)
        empty = [b for group in groups[field] for b in group if _says_none(b, pattern)]
        for group in groups[field]:
            own = [b for b in group if b.kind != "heading" and not _says_none(b, pattern)]
            if len(own) < sum(b.kind != "heading" for b in group):
                # Beside the word that there is nothing, prose is no item.
                own = [b for b in own if is_marked(b)]
            if field == "areas_covered":
                _write(draft, field, _areas(draft.letter, own, rules), rules)
            else:
                _write(draft, field, _items(draft.letter, own), rules)
        if field == "areas_covered":
            _warn_of_one_line(draft)
        if not draft.get(f"/{field}"):
            if empty:
                _state_none(draft, field, empty[0])
            elif field == "areas_covered":
                _write(draft, field, _areas_of_header(draft, rules), rules)
    if not draft.get("/priority_actions") and "/priority_actions" not in draft.missing:
        _look_for_announcement(draft, rules)


def _warn_of_one_line(draft: Draft) -> None:
    """Warn where the only area follows a colon and is long: a list that lost its marks."""
    areas = draft.get("/areas_covered") or []
    if len(areas) != 1 or len(areas[0].text.split()) < _RAN_TOGETHER:
        return
    if draft.letter.text[: areas[0].start].rstrip().endswith(":"):
        message = "the areas ran together without marks: they stand as one"
        draft.warn("areas_ran_together", message, areas[0].page)


def _groups(draft: Draft) -> dict[Field, list[list[Block]]]:
    """Return, for each list, the body blocks of each of its sections, headings among them.

    A block belongs to the innermost section that it stands in; sections without a role of their
    own (the parts of a long list) belong to the section around them.
    """
    groups: dict[Field, list[list[Block]]] = {field: [] for field in _FIELDS.values()}
    waiting = sorted(draft.sections, key=lambda s: (s.start, -s.end))
    around: list[Section] = []
    owner: Section | None = None
    for block in draft.letter.body():
        while waiting and waiting[0].start <= block.start:
            around.append(waiting.pop(0))
        around = [section for section in around if section.end > block.start]
        section = next((s for s in reversed(around) if s.role != "other"), None)
        field = _FIELDS.get(section.role) if section else None
        if field is None:
            owner = None
            continue
        if section is not owner:
            groups[field].append([])
            owner = section
        groups[field][-1].append(_without_heading(block, around))
    return groups


def _without_heading(block: Block, around: Sequence[Section]) -> Block:
    """Return a block as a heading, or without one that it begins with, if it opens a section."""
    heading = next((s.heading for s in around if s.start == block.start and s.heading), None)
    if heading is None or block.kind == "heading" or not block.text.startswith(heading):
        return block
    rest = block.text[len(heading) :]
    words = rest.lstrip(" ?:.")
    if not words:
        return replace(block, kind="heading")
    return replace(block, text=words, start=block.end - len(words))


def _write(draft: Draft, field: Field, pieces: Iterator[Piece], rules: ListRules) -> None:
    for piece in pieces:
        item = make_item(draft.letter, piece, rules.reference)
        if item:
            draft.add(f"/{field}", item, draft.cite(item.start, piece.end, piece.rule))


def _items(letter: Letter, blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the marked items; where nothing is marked, the paragraphs."""
    if any(map(is_marked, blocks)):
        yield from cut_list(blocks)
    elif len(blocks) == 1 and letter.media_type == "text/plain":
        # A text that lost its lines has the whole list in one paragraph; in other formats a
        # single paragraph is one statement, of however many sentences.
        yield from cut_at_stops(blocks[0])
    else:
        yield from cut_paragraphs(blocks)


def _says_none(block: Block, pattern: regex.Pattern[str] | None) -> bool:
    return (
        pattern is not None
        and len(block.text) <= _NONE_CHARACTERS
        and pattern.search(block.text) is not None
    )


def _state_none(draft: Draft, field: Field, block: Block) -> None:
    draft.miss(f"/{field}", "stated_none", draft.cite(block.start, block.end, "list-stated-none"))


def _look_for_announcement(draft: Draft, rules: ListRules) -> None:
    """Note the sentence, anywhere in its own block, that there are no priority actions."""
    pattern = rules.none["priority_actions"]
    for block in draft.letter.body():
        if len(block.text) <= _NONE_CHARACTERS // 2 and "riority action" in block.text:
            match = pattern.search(block.text)
            # A sentence about an earlier visit mentions it somewhere in its middle.
            if match and match.start() <= len("The inspection "):
                _state_none(draft, "priority_actions", block)
                return


def _areas(letter: Letter, blocks: Sequence[Block], rules: ListRules) -> Iterator[Piece]:
    """Yield the areas of their section: its list, else what its sentences name."""
    for piece in _cut_areas(letter, blocks, rules):
        match = rules.evidence_sentence.search(letter.text, piece.start, piece.end)
        yield replace(piece, end=match.start()) if match else piece


def _cut_areas(letter: Letter, blocks: Sequence[Block], rules: ListRules) -> Iterator[Piece]:
    listed = list(cut_list(list(_without_evidence(blocks, rules))))
    if listed:
        yield from listed
        return
    prose = [block for block in blocks if not is_marked(block)]
    named = list(_named_areas(letter.text, prose, rules))
    if named:
        # "The focus was ... In particular, inspectors reviewed: ...": the list says it all.
        in_list = [piece for piece in named if piece.rule != "areas-sentence"]
        yield from in_list or named
    elif len(prose) > 1 and prose[0].text.endswith(":"):
        yield from _unmarked_areas(prose[1:], rules)
    elif prose and not rules.evidence_lead.search(prose[0].text):
        end = _sentence_end(prose[0].text, 0)
        yield Piece(prose[0].start, prose[0].start + end, "areas-sentence")


def _areas_of_header(draft: Draft, rules: ListRules) -> Iterator[Piece]:
    """Yield what the header's sentences say that inspectors looked at."""
    if draft.kind not in rules.header_kinds:
        return
    start, end = draft.header()
    blocks = [b for b in draft.letter.body() if start <= b.start < end]
    for i, block in enumerate(blocks):
        if is_marked(block) or not rules.areas.search(block.text):
            continue
        if block.text.endswith(":"):
            rest = blocks[i + 1 :]
            size = next((n for n, b in enumerate(rest) if not is_marked(b)), len(rest))
            if size:
                yield from cut_list(rest[:size])
                continue
        yield from _named_areas(draft.letter.text, blocks[i:], rules, first=True)


def _without_evidence(blocks: Sequence[Block], rules: ListRules) -> Iterator[Block]:
    """Yield blocks, less the list items that a paragraph about evidence leads to."""
    skip = False
    for block in blocks:
        if not is_marked(block):
            stops = [m.end() for m in STOP.finditer(block.text)]
            last = max((at for at in stops if at < len(block.text)), default=0)
            skip = bool(rules.evidence_lead.search(block.text, last))
        if not (skip and is_marked(block)):
            yield block


def _named_areas(
    text: str, blocks: Sequence[Block], rules: ListRules, *, first: bool = False
) -> Iterator[Piece]:
    """Yield the areas that sentences name after "inspectors reviewed ..."; of one block only."""
    for i, block in enumerate(blocks[:1] if first else blocks):
        done = 0
        for match in rules.areas.finditer(block.text):
            start = match.end()
            if start < done or rules.evidence.match(block.text[start : start + 60]):
                continue
            done = _sentence_end(block.text, start)
            colon = block.text.find(":", start, done)
            if colon >= 0 and not block.text[colon + 1 : done].strip():
                yield from _unmarked_areas(blocks[i + 1 :], rules)
            elif colon >= 0:
                yield from cut_at_semicolons(text, block.start + colon + 1, block.start + done)
            else:
                yield Piece(block.start + start, block.start + done, "areas-sentence")


def _unmarked_areas(blocks: Sequence[Block], rules: ListRules) -> Iterator[Piece]:
    """Yield the paragraphs after a colon that are items whose marks were lost."""
    for n, block in enumerate(blocks):
        ended = n > 0 and blocks[n - 1].text.endswith(".") and block.text[:1].isupper()
        if ended or rules.evidence_lead.search(block.text) or is_marked(block):
            return
        yield Piece(block.start, block.end, "list-paragraph")


def _sentence_end(text: str, start: int) -> int:
    """Return where the sentence that goes on at an offset ends, its full stop included."""
    match = STOP.search(text, start)
    return match.end() if match else len(text)
