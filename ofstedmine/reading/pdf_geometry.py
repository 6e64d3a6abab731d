"""Tags for a PDF that has none, from the geometry of its lines.

Runs are gathered into lines by their baseline, lines into paragraphs by gaps, indents, sizes and
list marks, and lines with wide gaps inside into rows of cells. The result is written into the page
as if a writer had tagged it, so that all later steps are the same for both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from .pdf_page import Page, Run, Tag
from .pdf_rules import rules

TOP_MARGIN, BOTTOM_MARGIN = 38.0, 62.0
SAME_BASELINE = 2.5
PARAGRAPH_GAP = 1.28
OUTDENT = 8.0
SHORT_LINE = 40.0
SMALL_PRINT = 9.5
COLUMN_GAP = 2.2
"""In font sizes; words further apart than this stand in different cells."""
NARROW_GAP = 0.6
"""In font sizes; enough between cells where the second begins as those above it do."""
COLUMN_REACH = 60.0
"""In points; how far down the columns of a row are looked for."""
CELL_PITCH = 1.9
"""In font sizes; lines further apart than this do not stand in one cell."""
NUMBERED = regex.compile(r"\d{1,3}[.)]$")
STOPPED = regex.compile(r"[.!?:;][’”'\")]*$")


@dataclass(slots=True)
class Segment:
    """Runs on one baseline without a wide gap."""

    words: list[int]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first: str
    last: str


def tag_by_geometry(pages: list[Page]) -> None:
    """Write tags into pages of which every word has its place."""
    lines_of = [_part_at_columns(page, _lines(page)) for page in pages]
    repeated = _repeated(pages, lines_of)
    usual = [gap for lines in lines_of for gap in _gaps(lines)]
    for page, lines in zip(pages, lines_of, strict=True):
        _write_tags(page, lines, repeated, usual)


def _gaps(lines: list[list[Segment]]) -> list[float]:
    """Return the distances of lines that follow one another closely."""
    return [b[0].y - a[0].y for a, b in pairwise(lines) if 0 < b[0].y - a[0].y < 40]


def _lines(page: Page) -> list[list[Segment]]:
    """Gather the words of a page into lines of segments, in the order of the page's text."""
    lines: list[list[Segment]] = []
    for number, (word, (x0, x1, y)) in enumerate(zip(page.runs, page.places, strict=True)):
        segment = lines[-1][-1] if lines else None
        glued = bool(number) and page.runs[number - 1].end == word.start
        gap = x0 - segment.x1 if segment else 0.0
        # Cells are often centred on their row, so that their baselines differ a little.
        reach = 0.7 * word.size if gap > COLUMN_GAP * word.size else SAME_BASELINE
        if segment is None or (abs(segment.y - y) > reach and not glued):
            lines.append([_segment(number, word, x0, x1, y)])
            continue
        if gap < -OUTDENT and not glued:
            lines.append([_segment(number, word, x0, x1, y)])
        elif gap > COLUMN_GAP * max(word.size, 6.0) and not _is_mark(segment):
            lines[-1].append(_segment(number, word, x0, x1, y))
        else:
            segment.words.append(number)
            segment.x1 = max(segment.x1, x1)
            segment.last = word.text
            segment.bold = segment.bold and word.bold
    return lines


def _part_at_columns(page: Page, lines: list[list[Segment]]) -> list[list[Segment]]:
    """Part lines that have but a narrow gap where rows above them have a column.

    A cell whose words nearly fill it leaves no more before the next cell than its margins.
    """
    columns: list[float] = []
    row = 0.0
    for line in lines:
        if len(line) > 1:
            columns, row = [segment.x0 for segment in line[1:]], line[0].y
        elif columns and 0 < line[0].y - row < COLUMN_REACH:
            line[:] = _parted(page, line[0], columns)
            row = line[0].y if len(line) > 1 else row
        else:
            columns = []
    return lines


def _parted(page: Page, segment: Segment, columns: list[float]) -> list[Segment]:
    """Part a segment before each word that begins where a column does."""
    parts: list[Segment] = []
    for number in segment.words:
        word, (x0, x1, y) = page.runs[number], page.places[number]
        starts = parts and any(abs(x0 - column) < 1.5 for column in columns)
        if not parts or (starts and x0 - parts[-1].x1 > NARROW_GAP * word.size):
            parts.append(_segment(number, word, x0, x1, y))
            continue
        part = parts[-1]
        part.words.append(number)
        part.x1, part.last = max(part.x1, x1), word.text
        part.bold = part.bold and word.bold
    return parts


def _segment(number: int, word: Run, x0: float, x1: float, y: float) -> Segment:
    return Segment([number], x0, x1, y, word.size, word.bold, word.text, word.text)


def _is_mark(segment: Segment) -> bool:
    """Whether a segment is only a list mark or a number: what follows is its text."""
    return len(segment.words) == 1 and _is_item(segment)


def _is_item(segment: Segment) -> bool:
    known = rules()
    first = segment.first
    return (
        (len(first) == 1 and (first in known.bullets or first in known.dashes))
        or first[0] in known.bullets
        or bool(NUMBERED.match(first))
    )


def _text(page: Page, line: list[Segment]) -> str:
    return " ".join(page.runs[n].text for segment in line for n in segment.words)


def _repeated(pages: list[Page], lines_of: list[list[list[Segment]]]) -> set[str]:
    """Return the texts (digits aside) that stand near the top or foot of several pages."""
    counts: Counter[str] = Counter()
    for page, lines in zip(pages, lines_of, strict=True):
        counts.update({_shape(page, line) for line in lines[:2] + lines[-2:]})
    least = 2 if len(pages) == 2 else 3
    return {shape for shape, count in counts.items() if count >= least}


def _shape(page: Page, line: list[Segment]) -> str:
    return regex.sub(r"\d+", "#", _text(page, line))


def _is_furniture(page: Page, line: list[Segment], repeated: set[str]) -> bool:
    y = line[0].y
    at_edge = y < TOP_MARGIN or y > page.height - BOTTOM_MARGIN
    near_edge = y < 2 * TOP_MARGIN or y > page.height - 1.5 * BOTTOM_MARGIN
    # A line that fills its measure near the foot of the page is the text's last line.
    fills = line[-1].x1 - line[0].x0 > 0.6 * page.width and line[0].size > SMALL_PRINT
    if at_edge and page.height > 300 and not fills:
        return True
    text = _text(page, line)
    return near_edge and (text.isdigit() or _shape(page, line) in repeated)


def _is_contents(page: Page, lines: list[list[Segment]]) -> bool:
    """Whether a page is a table of contents: most of its lines end in a page number."""
    if not lines or not _text(page, lines[0]).startswith("Contents"):
        return False
    return sum(line[-1].last.isdigit() for line in lines) > 0.5 * len(lines)


def _write_tags(
    page: Page, lines: list[list[Segment]], repeated: set[str], usual: list[float]
) -> None:
    body = [line for line in lines if not _is_furniture(page, line, repeated)]
    if _is_contents(page, body):
        body = []
    gaps = _gaps(body)
    # On a page with few lines most gaps may part paragraphs; the other pages know better.
    pitch = min(median(gaps) if gaps else 14.0, median(usual) if usual else 14.0)
    right = max((line[-1].x1 for line in body), default=page.width)
    owner = [-1] * len(page.runs)
    tags: list[Tag] = []
    table = row = -1
    before: list[Segment] | None = None
    cells: dict[int, Segment] = {}
    after_row = False
    """Whether the open paragraph stands right under a row: it may be the next row's first cell."""
    block_x0 = 0.0
    for line in body:
        if len(line) > 1:
            above = _cell_above(line, before, cells, pitch)
            if not cells and not (above and after_row):
                table, row = table + 1, -1
            row += 1
            cells = {}
            for column, segment in enumerate(line):
                if column == 0 and above:
                    number = owner[before[0].words[0]] if before else 0
                    tags[number] = Tag(("Table", "TR", "TD", "P"), max(table, 0), row, 0)
                    _own(owner, segment, number)
                    cells[number] = segment
                    continue
                cells[len(tags)] = segment
                _own(owner, segment, len(tags))
                tags.append(Tag(("Table", "TR", "TD", "P"), max(table, 0), row, column))
        elif cells and (cell := _cell_below(line[0], cells, pitch)) is not None:
            _own(owner, line[0], cell)
            cells[cell] = line[0]
        elif before is not None and _is_beside(line[0], before[-1], pitch):
            if not cells and not after_row:
                table, row = table + 1, -1
            row += 1
            number = owner[before[-1].words[0]]
            tags[number] = Tag(("Table", "TR", "TD", "P"), max(table, 0), row, 0)
            cells = {number: before[-1], len(tags): line[0]}
            _own(owner, line[0], len(tags))
            tags.append(Tag(("Table", "TR", "TD", "P"), max(table, 0), row, 1))
        else:
            segment = line[0]
            if cells or _opens(segment, before, block_x0, pitch, right, page):
                tags.append(Tag(("L", "LI") if _is_item(segment) else ("P",)))
                block_x0 = segment.x0
                after_row = bool(cells)
            _own(owner, segment, len(tags) - 1)
            cells = {}
        before = line
    page.runs = [word._replace(mcid=number) for word, number in zip(page.runs, owner, strict=True)]
    page.tags = tags
    page.tag_of = {number: number for number in range(len(tags))}


def _own(owner: list[int], segment: Segment, number: int) -> None:
    for word in segment.words:
        owner[word] = number


def _cell_below(segment: Segment, cells: dict[int, Segment], pitch: float) -> int | None:
    """Return the cell that a single segment under a row goes on with."""
    if _is_item(segment):
        return None
    for number, above in cells.items():
        gap = segment.y - above.y
        most = min(PARAGRAPH_GAP * pitch, CELL_PITCH * segment.size)
        if abs(segment.x0 - above.x0) < OUTDENT and 0 < gap <= most:
            return number
    return None


def _cell_above(
    line: list[Segment], before: list[Segment] | None, cells: dict[int, Segment], pitch: float
) -> bool:
    """Tell whether the line above a row is the beginning of the row's first cell."""
    if before is None or cells or len(before) > 1:
        return False
    above, first = before[0], line[0]
    return (
        abs(above.size - first.size) < 0.6
        and abs(above.x0 - first.x0) < OUTDENT + COLUMN_GAP * first.size
        and 0 < first.y - above.y <= PARAGRAPH_GAP * pitch
        and above.x1 < line[1].x0
        and above.bold == first.bold
        and not STOPPED.search(above.last)
    )


def _is_beside(segment: Segment, before: Segment, pitch: float) -> bool:
    """Tell whether a segment stands right of the lines before it, centred on them: a cell."""
    rises = before.y - segment.y
    return 0 < rises < PARAGRAPH_GAP * pitch and segment.x0 > before.x1 + COLUMN_GAP * segment.size


def _opens(
    segment: Segment,
    before: list[Segment] | None,
    block_x0: float,
    pitch: float,
    right: float,
    page: Page,
) -> bool:
    """Tell whether a line opens a new paragraph."""
    if before is None or _is_item(segment):
        return True
    last = before[-1]
    gap = segment.y - last.y
    if last.first.isdigit() and len(last.words) == 1 and last.size < 0.75 * segment.size:
        return False  # the raised mark of a footnote stands on a line of its own
    if gap > PARAGRAPH_GAP * pitch or gap < 0:
        return True
    if abs(segment.size - last.size) > 0.6 or segment.bold != last.bold:
        return True
    if segment.x0 < block_x0 - OUTDENT:
        return True
    stopped = bool(STOPPED.search(last.last))
    first = page.runs[segment.words[0]].text
    if segment.bold and last.last.endswith(":") and first[0].islower():
        return False  # a heading whose grade stands on the next line
    if stopped and last.x1 < right - SHORT_LINE:
        return True
    width = len(first) * segment.size * 0.5
    return first[:1].isupper() and last.x1 + width + segment.size < right - SHORT_LINE
