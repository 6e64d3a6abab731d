"""Page numbers and running headers and footers of paged text: lines that repeat at page edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import regex

from . import forms
from .known import known
from .lines import Line

DIGITS = regex.compile(r"\d+")
FIRST = 30  # lines within which a title stands
EDGE = 3  # a running header has a few lines at most


def mark_running(lines: list[Line]) -> list[Line]:
    """Return lines with page numbers and running lines as furniture."""
    numbers = _page_numbers(lines)
    edges = _edges(lines, numbers)
    seen = Counter(_form(lines[i].text) for i in edges)
    least = 2 if len(numbers) < 4 else 3
    # a long title takes two lines where it stands, one where it runs
    met = {_form(f"{a.text} {b.text}") for a, b in pairwise(lines[:FIRST])}
    out: list[Line] = []
    for i, line in enumerate(lines):
        if i in numbers:
            out.append(replace(line, kind="furniture", why="page number"))
        elif i in edges and seen[_form(line.text)] >= least and _may_run(line.text):
            first = _form(line.text) not in met
            met.add(_form(line.text))
            if first and known().is_title(line.text):
                out.append(line)  # where the title stands, before it runs on the other pages
            else:
                out.append(replace(line, kind="furniture", why="running line"))
        else:
            out.append(line)
    return out


def _form(text: str) -> str:
    return DIGITS.sub("#", text.casefold())


def _may_run(text: str) -> bool:
    """Say whether a line may run on every page: sentences and grades of tables may not."""
    return (
        len(text) < 160
        and not (forms.ends_sentence(text) and len(text) > 80)
        and known().level_of(text) in (None, 1)
    )


def _page_numbers(lines: list[Line]) -> set[int]:
    """Return the places of lines that are page numbers: alone, and counting up."""
    found: set[int] = set()
    expected: int | None = None
    for i, line in enumerate(lines):
        number = forms.page_number(line.text)
        if number is None or line.kind not in ("paragraph", "heading"):
            continue
        edge = i == 0 or i == len(lines) - 1 or line.first_on_page or lines[i + 1].first_on_page
        last_gap = i + 1 < len(lines) and lines[i + 1].gap > 0
        counts = expected is not None and number in (expected, expected + 1)
        worded = not line.text.strip("-–—|[]() ").isdecimal()  # "Page 2 of 4"
        if worded or edge or counts or ((line.gap > 0 or last_gap) and number <= 3):
            found.add(i)
            expected = number + 1
    return found


def _edges(lines: list[Line], numbers: set[int]) -> set[int]:
    """Return the places of lines near a page's edge: a form feed, or a page number."""
    edges: set[int] = set()
    starts = [i for i, line in enumerate(lines) if line.first_on_page]
    for start in starts:
        edges.update(range(start, min(start + EDGE, len(lines))))
        edges.update(range(max(0, start - EDGE), start))
    if starts:
        edges.update(range(min(EDGE, len(lines))))
        edges.update(range(max(0, len(lines) - EDGE), len(lines)))
    else:
        for i in numbers:
            edges.update(j for j in range(i - 2, i + 3) if 0 <= j < len(lines))
    return edges - numbers
