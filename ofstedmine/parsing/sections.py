"""The letter's sections: its headings with their levels and roles, and what stands under them.

Reading says what looks like a heading. Here some are taken back (labels of a cover, grades, names
under a signature), some are added (a known heading that a format shows as a short paragraph, a
table's cell, or run into its paragraph), and each gets a role from the tables of headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.headings import headings_of
from ofstedmine.parsing.overview import overview_start
from ofstedmine.records import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ofstedmine.parsing.draft import Draft
    from ofstedmine.parsing.headings import Headings
    from ofstedmine.parsing.profiles import HeadingRule
    from ofstedmine.reading.letter import Block
    from ofstedmine.records import SectionRole

__all__ = ["find_sections"]

_WORDS = 25
"""A heading has at most so many words."""
_FEW = 9
"""In plain type, at most so many and one."""
_REPORTS = frozenset({"ilacs_inspection", "sif_inspection", "other"})
"""Kinds with a cover, whose large words are no headings."""
_LISTS: frozenset[SectionRole] = frozenset(
    {"improvements", "priority_actions", "strengths", "overview"}
)
"""Roles of sections whose parts may be headed by topics."""
_LASTING: frozenset[SectionRole] = frozenset({"findings", "context", "method", "case_study"})
"""Roles that a heading of the same rank, which no table knows, takes over from the one before."""
_PAGE_NUMBER = regex.compile(r"(.{4,150}?)[\s.]++\d{1,3}")
_SENTENCES = regex.compile(r"\p{Ll}[.!?;]\s+\p{Lu}|\p{Ll}{3}\.$")
_NOTE_MARKS = regex.compile(r"^\d{1,2}(?=\p{Lu}\p{Ll})|(?<=[\p{L}?:])\s?\d{1,2}$")
"""Marks of footnotes that stuck to a heading."""


@dataclass
class _Mark:
    """Where a section begins."""

    start: int
    heading: str | None
    level: int
    role: SectionRole
    page: int | None


def find_sections(draft: Draft) -> None:
    """Write the draft's ``sections``: a step.

    Parameters
    ----------
    draft : Draft
        Kind and title must be known. The first section is the header: all before the first
        heading that is not the title, or before the headline prose that stands without one.
    """
    blocks = list(draft.letter.body())
    known = headings_of(draft.profile)
    marks = list(_marks(draft, blocks, known))
    ends = _ends(marks, len(draft.letter.text))
    if overview := _overview(draft, blocks, marks):
        # Whatever the level of the heading after it: nothing lies in prose without a heading.
        ends.insert(0, marks[0].start if marks else len(draft.letter.text))
        marks.insert(0, overview)
    first = marks[0].start if marks else len(draft.letter.text)
    page = blocks[0].page if blocks else None
    draft.sections = [Section(heading=None, level=1, role="header", page=page, start=0, end=first)]
    draft.sections += [
        Section(heading=m.heading, level=m.level, role=m.role, page=m.page, start=m.start, end=end)
        for m, end in zip(marks, ends, strict=True)
    ]


def _ends(marks: Sequence[_Mark], length: int) -> list[int]:
    """Return where each section ends: at the next of its level or above."""
    ends = [length] * len(marks)
    open_marks: list[int] = []
    for n, mark in enumerate(marks):
        while open_marks and marks[open_marks[-1]].level >= mark.level:
            ends[open_marks.pop()] = mark.start
        open_marks.append(n)
    return ends


def _overview(draft: Draft, blocks: Sequence[Block], marks: Sequence[_Mark]) -> _Mark | None:
    """Return where the prose of the header begins, a section without a heading of its own."""
    if draft.kind == "other":
        return None
    end = marks[0].start if marks else len(draft.letter.text)
    start = overview_start(draft.letter.text, [b for b in blocks if b.start < end])
    if start is None:
        return None
    return _Mark(start, None, 1, "overview", draft.letter.page_at(start))


def _marks(draft: Draft, blocks: Sequence[Block], known: Headings) -> Iterator[_Mark]:
    """Yield the places where sections begin."""
    title_end = _title_end(draft)
    closing = _closing(blocks, known, title_end)
    contents = _contents(blocks)
    state = _State(draft.kind in _REPORTS, draft.profile is not None and draft.profile.nested)
    for n, block in enumerate(blocks):
        if closing is not None and n >= closing:
            yield _Mark(block.start, None, 1, "closing", block.page)
            return
        if block.start < title_end or n in contents:
            continue
        if state.inset_ends(block):
            yield state.resume(block)
        found = _heading(block, known, state.begun)
        if found is None and state.in_list and _names_part(block, blocks[n + 1 : n + 2]):
            found = block.text, None
        if found is not None and found[1] is not None and n + 1 < len(blocks):
            found = known.with_grade(found[0], blocks[n + 1].text), found[1]
        if found is not None and state.repeats(block, found[0]):
            found = None
        if found is not None and (mark := state.open(block, *found)):
            yield mark
        else:
            state.last = block


def _contents(blocks: Sequence[Block]) -> set[int]:
    """Return the lines of a table of contents: a heading's words with a page number after them."""
    named = {b.text.strip().lower() for b in blocks if b.kind in ("heading", "table_cell")}
    return {
        n
        for n, block in enumerate(blocks)
        if (line := _PAGE_NUMBER.fullmatch(block.text)) and line[1].strip(" .").lower() in named
    }


def _title_end(draft: Draft) -> int:
    """Return where the title ends; nothing before it is a section's heading."""
    spans = draft.evidence.get("/title", [])
    return max((e.end for e in spans if e.end is not None), default=0)


def _closing(blocks: Sequence[Block], known: Headings, after: int) -> int | None:
    """Return the first block of the closing: the first after which no known heading comes."""
    found: int | None = None
    for n in range(len(blocks) - 1, -1, -1):
        block = blocks[n]
        if block.start < after or (block.kind == "heading" and known.rule(block.text)):
            break
        if known.closing.match(block.text):
            found = n
    return found


def _heading(block: Block, known: Headings, begun: bool) -> tuple[str, HeadingRule | None] | None:
    """Return a heading's words and its rule, where a block is a heading or begins with one."""
    text = block.text
    if block.kind == "bullet":
        return None
    words = text.count(" ") + 1
    if words <= _WORDS:
        rule = known.rule(text)
        if block.kind == "heading":
            no_heading = rule is None and (known.is_demoted(text) or _SENTENCES.search(text))
            return None if no_heading else (text, rule)
        if rule is not None and _stands_alone(block, rule, begun):
            return text, rule
    if block.kind == "paragraph" and words > 3 and (found := known.run_in(text)):
        return text[: found[0]], found[1]
    return None


def _names_part(block: Block, following: Sequence[Block]) -> bool:
    """Whether a few words in plain type stand above the bullets that they name."""
    if block.kind != "paragraph" or block.marker or not following:
        return False
    text = block.text
    few = text.count(" ") < _FEW and text[:1].isupper() and text[-1:].isalpha()
    return few and (following[0].kind == "bullet" or _numbered(following[0]))


def _stands_alone(block: Block, rule: HeadingRule, begun: bool) -> bool:
    """Whether a short block that reads like a known heading is one."""
    if block.kind == "table_cell":
        # The judgements of a cover read like headings; later ones in bold are.
        return begun and block.column in (None, 0) and (block.bold or rule.role == "findings")
    if block.text.endswith((".", ";", ",")) and not block.bold:
        return False
    return block.marker is None or block.bold or rule.role != "other"


class _State:
    """What was seen so far: the headings that a new one stands under."""

    def __init__(self, cover: bool, nested: bool) -> None:
        self.cover = cover
        self.nested = nested
        self.main: _Mark | None = None
        self.main_rank: int | None = None
        self.main_size: float | None = None
        self.levels: dict[int, int] = {}
        self.begun = False
        self.ended = False
        self.seen_findings = False
        self.last: Block | None = None
        self.inset: SectionRole | None = None
        self._outside: tuple[SectionRole, int] = ("findings", 1)
        self._numbered_before = False
        self._inset_blocks = 0

    @property
    def in_list(self) -> bool:
        """Whether a list of improvements, strengths or main points is open."""
        return self.nested and self.main is not None and self.main.role in _LISTS

    def open(self, block: Block, text: str, rule: HeadingRule | None) -> _Mark | None:
        """Return the section that a heading opens, or None where it is no heading here."""
        if rule is not None and self._heads_part(block, rule):
            rule = None
        if rule is None:
            if self.ended or (self.cover and not self.begun):
                return None
            role, level = self._place(block)
        else:
            role = rule.role
            level = rule.level or self._level(block)
            sure = block.kind == "heading" and not self.nested
            if self.cover and not self.begun and role == "findings" and not sure:
                return None  # a judgement on the cover
        heading = _NOTE_MARKS.sub("", text.strip())
        mark = _Mark(block.start, heading, level, role, block.page)
        self.begun = True
        self.ended = role == "next_steps"
        self.seen_findings = self.seen_findings or role == "findings"
        self._open_inset(mark)
        if rule is not None and role != "case_study":
            self.main, self.main_rank, self.main_size = mark, block.level, block.size
            if rule.level and block.level:
                self.levels[block.level] = level
        return mark

    def repeats(self, block: Block, text: str) -> bool:
        """Whether the head of a table, or a cell of it, says again what its heading says."""
        above = self.main
        if above is None or (above.heading or "").casefold() != text.strip().casefold():
            return False
        if self.last is None or self.last.start < above.start:
            return True
        return block.kind == self.last.kind == "table_cell"

    def _level(self, block: Block) -> int:
        """Return the level of a known heading whose rule leaves it to the layout."""
        if block.level in self.levels:
            return self.levels[block.level]
        if self.main is None:
            return 1
        return self.main.level + (self.main.role == "findings")

    def _place(self, block: Block) -> tuple[SectionRole, int]:
        """Return the role and level of a heading that no table knows."""
        if self.main is None:
            return ("findings" if self.seen_findings else "other"), 1
        below = (
            self.nested
            or self.main.role == "findings"
            or self.main_rank is None
            or (block.level or 0) > self.main_rank
        )
        if below:
            return self.main.role, self.main.level + 1
        lasting = self.main.role in _LASTING and self.main.role != "case_study"
        return (self.main.role if lasting else "findings"), self.main.level

    def _heads_part(self, block: Block, rule: HeadingRule) -> bool:
        """Whether a known heading is here but the head of a part: a topic in a list."""
        main = self.main
        if main is None:
            return False
        smaller = bool(block.level and self.main_rank and block.level > self.main_rank)
        if main.role == "method":
            return smaller and rule.role == "other"
        if not rule.topic or main.role not in _LISTS or block.kind == "table_cell":
            return False
        larger = bool(block.size and self.main_size and block.size > self.main_size + 1)
        return smaller or (self.nested and not larger)

    def _open_inset(self, mark: _Mark) -> None:
        """Note a case study in the findings, or the summary that a judgement opens with."""
        main = self.main
        summary = mark.role == "overview" and main is not None and main.role == "findings"
        self.inset = mark.role if summary or mark.role == "case_study" else None
        self._outside = (main.role, main.level + 1) if main else ("findings", 1)
        self._numbered_before = self.last is not None and _numbered(self.last)
        self._inset_blocks = 0

    def inset_ends(self, block: Block) -> bool:
        """Whether a case study or a summary is over, as the numbers of paragraphs tell.

        Both have no numbers of their own: after a study those before it go on, after a summary
        they begin.
        """
        if self.inset is None or block.kind == "heading":
            return False
        self._inset_blocks += 1
        if not _numbered(block):
            return False
        if self._inset_blocks == 1:
            self.inset = None
            return False
        return self.inset == "overview" or self._numbered_before

    def resume(self, block: Block) -> _Mark:
        """Return the section that goes on after an inset, without a heading of its own."""
        self.inset = None
        role, level = self._outside
        return _Mark(block.start, None, level, role, block.page)


def _numbered(block: Block) -> bool:
    return bool(block.marker) and str(block.marker)[:1].isdigit()
