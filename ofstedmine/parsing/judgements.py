"""Find what an inspection judged: the rows of its judgement table, in their order.

The table is read block by block, not by its layout, because a row comes as two cells, as two
paragraphs, as one line, or with its area or its grade over several of them. Where the layout was
lost (text on one line, cells read across), a looser pattern of the known areas takes over; where
there is no table, the headings of the sections ("...: good") stand in for it.

A report of area SEND arrangements (2023 on) ends in one of three outcomes. An outcome is no grade
of anything: those reports have no judgements, reason ``not_in_framework``.

That a report has no judgement of overall effectiveness is decided by its table alone, never by its
date or by prose: an overview may well recall the overall grade of an earlier inspection. Then
``missing["/judgements/overall"]`` is ``not_in_framework``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.areas import JudgementRules, load_rules
from ofstedmine.parsing.grades import grade_of, grade_source, is_grade
from ofstedmine.records import Judgement

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Block, Letter

__all__ = ["find_judgements"]

Span = tuple[int, int]

# A judgement table stands on the first pages; reports of 2014 have prose before it.
_BLOCKS = 150
_CHARACTERS = 15_000
_PROSE_WORDS = 25
_GRADE_WORDS = 6
_WHOLE_TABLE = 4
_ENOUGH_ROWS = 3
_NUMBER = regex.compile(r"\d(?:\.\d)?+\.?+")
_BOARD_CHARACTERS = 140
_HEADLINE_REACH = 900
_HEAD_WORDS = 3
_VERB = regex.compile(r"\b(?:is|are|was|were|be|been|judged|remains?)$", regex.IGNORECASE)
_INLINE = regex.compile(
    rf"(?<area>[^.;]{{8,120}}?)(?:\s*+[:–-])?\s++(?<grade>{grade_source()})\.?", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement: its words, and where the area and the grade stand."""

    area: str
    grade: str
    area_span: Span
    grade_span: Span
    rule: str


def find_judgements(draft: Draft) -> None:
    """Write ``judgements`` (a parsing step).

    Parameters
    ----------
    draft : Draft
        The sheet; a profile without judgements leaves it as it is.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.parsing.profiles import load_profiles
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> cells = ("Judgement", "Grade", "Overall effectiveness", "Good")
    >>> blocks = [Block("table_cell", words) for words in cells]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "", 0, "text")
    >>> draft = Draft(letter, profile=load_profiles()["ilacs_inspection"])
    >>> find_judgements(draft)
    >>> [(j.area_code, j.grade) for j in draft.get("/judgements")]
    [('overall', 'good')]
    """
    if draft.profile is None or not draft.profile.has_judgements:
        return
    rules = load_rules()
    rows = list(_table_rows(draft.letter, rules))
    if len(rows) < _WHOLE_TABLE:
        for lost_layout in (_loose_rows, _column_rows):
            rows = max(rows, list(lost_layout(draft.letter, rules)), key=len)
    if not _codes(rows, rules) - {"overall", "lscb"}:
        rows += _heading_rows(draft.letter, rules)
    if "lscb" not in _codes(rows, rules):
        rows += _board_row(draft.letter, rules)
    for row in rows:
        _write(draft, row, rules)
    if rows and "overall" not in _codes(rows, rules):
        whole = len(rows) >= _ENOUGH_ROWS and not any(r.rule == "judgement-heading" for r in rows)
        draft.miss("/judgements/overall", "not_in_framework" if whole else "not_found")


def _write(draft: Draft, row: Row, rules: JudgementRules) -> None:
    """Write one judgement, with warnings where a framework that is not known yet shows."""
    grade = grade_of(row.grade)
    code = rules.code_of(row.area)
    page = draft.letter.page_at(row.area_span[0])
    if grade == "other":
        draft.warn("unknown_grade", f"{row.area!r} is graded {row.grade!r}", page)
    if code is None:
        draft.warn("unknown_area", f"{row.area!r} is a judgement of no known framework", page)
    draft.add(
        "/judgements",
        Judgement(area=row.area, area_code=code, grade=grade, grade_as_written=row.grade),
        draft.cite(*row.area_span, row.rule),
        draft.cite(*row.grade_span, row.rule),
    )


def _codes(rows: list[Row], rules: JudgementRules) -> set[str | None]:
    return {rules.code_of(row.area) for row in rows}


def _table_rows(letter: Letter, rules: JudgementRules) -> Iterator[Row]:
    """Yield the headline and the rows of the table, up to the first prose after a row."""
    cells = [b for b in islice(letter.body(), _BLOCKS) if b.start < _CHARACTERS]
    area: list[Block] = []
    headed = seen = False
    i = 0
    while i < len(cells):
        block = cells[i]
        headline = _headline(cells[i : i + 2], rules, "judgement-headline")
        grade = _grade_blocks(cells[i : i + 3])
        if headline:
            yield headline
            area = []
        elif rules.header.fullmatch(block.text):
            headed, area = True, []
        elif grade:
            if area and (headed or rules.code_of(_words(area))):
                yield _row(area, grade)
                seen = True
            area = []
            i += len(grade) - 1
        elif len(block.text.split()) > _PROSE_WORDS:
            if seen:
                return
            area = []
        elif ":" not in block.text and (inline := _inline(block, rules)):
            # With a colon it is a section's heading, and what follows is no table.
            yield inline
            area, seen = [], True
        elif area and rules.code_of(_words(area)) and _is_new_grade(block, area, headed, rules):
            yield _row(area, [block])
            area, seen = [], True
        elif area and not _starts_area(block):
            area.append(block)
        else:
            area = [block]
        i += 1


def _headline(blocks: list[Block], rules: JudgementRules, rule: str) -> Row | None:
    """Return the judgement that a sentence makes, if the first block is one."""
    first = blocks[0]
    for pattern in rules.headlines:
        match = pattern.fullmatch(first.text)
        if match:
            start, end = match.span("grade")
            grade = match["grade"]
            at = (first.start + start, first.start + end)
            if len(blocks) > 1 and is_grade(f"{grade} {blocks[1].text}"):
                grade, at = f"{grade} {blocks[1].text}", (at[0], blocks[1].end)
            area = (first.start + match.start("area"), first.start + match.end("area"))
            return Row(match["area"], grade, area, at, rule)
    return None


def _grade_blocks(blocks: list[Block]) -> list[Block]:
    """Return the blocks, at most three, that together are a grade."""
    for size in range(len(blocks), 0, -1):
        if is_grade(" ".join(block.text for block in blocks[:size])):
            return blocks[:size]
    return []


def _inline(block: Block, rules: JudgementRules) -> Row | None:
    """Return the row that one block holds whole ("Overall effectiveness Good")."""
    match = _INLINE.fullmatch(block.text)
    # A sentence ("... was good") recalls or retells a judgement, unless it is a headline.
    if not match or _VERB.search(match["area"]):
        return None
    if rules.code_of(match["area"]) in (None, "lscb"):
        return None
    area, grade = ((block.start + a, block.start + z) for a, z in map(match.span, (1, 2)))
    return Row(_numbered(block, match["area"]), match["grade"], area, grade, "judgement-line")


def _is_new_grade(block: Block, area: list[Block], headed: bool, rules: JudgementRules) -> bool:
    """Tell whether a block must be a grade of a framework to come: it stands where one stands."""
    last = area[-1]
    beside = block.table is not None and (block.table, block.row) == (last.table, last.row)
    return ((beside and block.column != last.column) or (headed and block.table is None)) and not (
        rules.code_of(block.text)
        or len(block.text.split()) > _GRADE_WORDS
        or not block.text[:1].isupper()
    )


def _starts_area(block: Block) -> bool:
    """Tell whether a block starts another area: what begins in lower case goes on."""
    return bool(block.marker) or not block.text[:1].islower()


def _row(area: list[Block], grade: list[Block]) -> Row:
    return Row(
        _words(area),
        " ".join(block.text for block in grade),
        (area[0].start, area[-1].end),
        (grade[0].start, grade[-1].end),
        "judgement-table",
    )


def _words(blocks: list[Block]) -> str:
    return _numbered(blocks[0], " ".join(block.text for block in blocks))


def _numbered(block: Block, words: str) -> str:
    """Return an area's words with the number of its list item before them."""
    marker = block.marker or ""
    return f"{marker} {words}" if _NUMBER.fullmatch(marker) and words[:1].isalpha() else words


def _loose_rows(letter: Letter, rules: JudgementRules) -> Iterator[Row]:
    """Yield the rows of a table whose layout was lost, each area once."""
    codes: set[str | None] = set()
    text = letter.text
    for match in rules.loose.finditer(text, 0, _CHARACTERS):
        code = rules.code_of(match["area"])
        pieces = match.captures("grade")
        if not pieces or code in codes or not is_grade(" ".join(pieces)):
            continue
        if not codes and match["number"] and (headline := _headline_before(match.start(), letter)):
            codes.add("overall")
            yield headline
        codes.add(code)
        # The area's words less the grade that was read across them.
        area = match["area"]
        for piece in pieces:
            area = area.replace(piece, "", 1)
        area = " ".join(f"{match['number'] or ''} {area}".split())
        grade = " ".join(" ".join(pieces).split())
        spans = match.spans("grade")
        yield Row(area, grade, match.span(), (spans[0][0], spans[-1][1]), "judgement-text")


def _column_rows(letter: Letter, rules: JudgementRules) -> Iterator[Row]:
    """Yield the rows of a table read column by column: areas and grades, each in their order.

    Nothing is paired unless every area of the table has its grade, and none is left over.
    """
    areas, grades, headed = [], [], False
    for block in islice(letter.body(), _BLOCKS):
        headed = headed or rules.header.match(block.text) is not None
        if not headed:
            continue
        matches = list(rules.either.finditer(letter.text, block.start, block.end))
        # What is left of a table's block is its head, if anything.
        words = sum(len(match.group().split()) for match in matches)
        if len(block.text.split()) - words > _HEAD_WORDS:
            break
        areas += [match for match in matches if match["area"]]
        grades += [match for match in matches if match["grade"]]
    if len(areas) == len(grades):
        for area, grade in zip(areas, grades, strict=True):
            words_of_area = " ".join(area.group().split())
            spans = area.span(), grade.span()
            yield Row(words_of_area, " ".join(grade.group().split()), *spans, "judgement-columns")


def _headline_before(end: int, letter: Letter) -> Row | None:
    """Return the sentence that judges the whole, before the first numbered row of a lost table."""
    for pattern in load_rules().headlines:
        match = pattern.search(letter.text, max(0, end - _HEADLINE_REACH), end)
        if match:
            spans = match.span("area"), match.span("grade")
            return Row(match["area"], match["grade"], *spans, "judgement-headline")
    return None


def _heading_rows(letter: Letter, rules: JudgementRules) -> Iterator[Row]:
    """Yield the judgements that headings of sections carry ("Care leavers: good"), each once."""
    codes = set()
    for block in letter.body():
        if block.kind == "heading" and (row := _inline(block, rules)):
            code = rules.code_of(row.area)
            if code not in codes:
                codes.add(code)
                yield Row(row.area, row.grade, row.area_span, row.grade_span, "judgement-heading")


def _board_row(letter: Letter, rules: JudgementRules) -> Iterator[Row]:
    """Yield the judgement of the Local Safeguarding Children Board, where a line is one."""
    blocks = list(letter.body())
    for i, block in enumerate(blocks):
        named = "afeguarding" in block.text or "LSCB" in block.text
        if len(block.text) < _BOARD_CHARACTERS and named:
            row = _headline(blocks[i : i + 2], rules, "judgement-board")
            if row and rules.code_of(row.area) == "lscb":
                yield row
                return
