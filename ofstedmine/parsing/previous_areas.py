"""Earlier judgements of single areas, as the front matter of inspection reports lists them.

"The previous inspection of the local authority's services for looked after children was in May
2010. The local authority was judged to be good." Homes that were not all of one grade have no
grade to list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.grades import grade_of
from ofstedmine.parsing.previous_words import recall_patterns, when
from ofstedmine.parsing.wording import sentences
from ofstedmine.records import PreviousAreaJudgement

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Block

__all__ = ["find_previous_areas"]

_BLOCKS = 25
"""A list of earlier inspections is no longer."""
_SPLIT = regex.compile(r"\s[\u2013\u2014-]\s(?=\p{L}[^:]{3,60}+:\s)")


class _Inspection:
    """An inspection that the text names: its area, and when it was."""

    def __init__(self, match: regex.Match[str], offset: int) -> None:
        self.area = match["area"]
        self.year, self.month = when(match)
        self.start = offset + match.start()


def find_previous_areas(draft: Draft) -> None:
    """Write ``/previous_judgements`` from the lists of earlier inspections.

    Parameters
    ----------
    draft : Draft
        The sheet of an inspection report.
    """
    for blocks in _lists(draft):
        latest: _Inspection | None = None
        for block in blocks:
            latest = _read_block(draft, block, latest)


def _lists(draft: Draft) -> Iterator[list[Block]]:
    """Yield the blocks under each heading of such a list."""
    heading = recall_patterns("listed")["heading"]
    body = list(draft.letter.body())
    for i, block in enumerate(body):
        words = block.text.strip(" .:0123456789")
        if len(words) < 60 and heading.fullmatch(words):
            under = []
            for following in body[i + 1 : i + 1 + _BLOCKS]:
                if following.kind == "heading":
                    break
                under.append(following)
            yield under


def _read_block(draft: Draft, block: Block, latest: _Inspection | None) -> _Inspection | None:
    """Read one block; return the inspection that it names last."""
    patterns = recall_patterns("listed")
    text = draft.letter.text
    if patterns["home_words"].search(text, block.start, block.end):
        _read_homes(draft, block)
        return latest
    open_area = False
    for start, end in sentences(text, block.start, block.end):
        hits = list(patterns["inspection"].finditer(text, start, end))
        for i, hit in enumerate(hits):
            latest, open_area = _Inspection(hit, 0), True
            stop = hits[i + 1].start() if i + 1 < len(hits) else end
            if _read_judged(draft, hit.end(), stop, latest):
                open_area = False
        if hits or latest is None:
            continue
        if open_area and _read_judged(draft, start, end, latest):
            open_area = False
        else:
            _read_items(draft, start, end, latest)
    return latest


def _read_judged(draft: Draft, start: int, end: int, inspection: _Inspection) -> bool:
    """Read the grade of an inspection that was just named."""
    words = draft.letter.text[start:end].strip(" ,")
    hit = recall_patterns("listed")["judged"].search(words)
    if hit:
        _add(draft, inspection.area, hit["grade"], inspection, (inspection.start, end))
    return hit is not None


def _read_items(draft: Draft, start: int, end: int, inspection: _Inspection) -> None:
    """Read areas that come with their own grades."""
    patterns = recall_patterns("listed")
    at = start
    for piece in _SPLIT.split(draft.letter.text[start:end]):
        first = draft.letter.text.index(piece, at)
        at = first + len(piece)
        hit = patterns["item"].search(patterns["owner"].sub("", piece.strip()))
        if hit and not patterns["no_item"].search(hit["area"]):
            _add(draft, hit["area"], hit["grade"], inspection, (first, at))


def _read_homes(draft: Draft, block: Block) -> None:
    """Read the grade of children's homes, if all have one."""
    patterns = recall_patterns("listed")
    hits = list(patterns["homes"].finditer(block.text))
    grades = {m.group().lower() for m in patterns["any_grade"].finditer(block.text)}
    if len(hits) == 1 and len(grades) == 1:
        area = patterns["home_words"].search(block.text)
        if area:
            _add(draft, area.group(), hits[0]["grade"], None, (block.start, block.end))


def _add(
    draft: Draft, area: str, grade: str, inspection: _Inspection | None, span: tuple[int, int]
) -> None:
    """Write one judgement."""
    patterns = recall_patterns("listed")
    value = PreviousAreaJudgement(
        area=patterns["owner"].sub("", area).strip(" ,"),
        grade=grade_of(grade),
        year=inspection.year if inspection else None,
        month=inspection.month if inspection else None,
    )
    if value not in (draft.get("/previous_judgements") or []):
        draft.add("/previous_judgements", value, draft.cite(*span, "earlier-inspections"))
