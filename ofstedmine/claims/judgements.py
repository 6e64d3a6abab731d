"""The grades that a document says were given, when and for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.when import When, find_times
from ofstedmine.claims.wording import patterns
from ofstedmine.parsing.grades import grade_of, grade_source, is_grade

if TYPE_CHECKING:
    from ofstedmine.claims.paper import Source, Span
    from ofstedmine.records import Grade

__all__ = ["JudgementReference", "find_judgements"]

_REACH = 110
_LABEL = 16
"""A label of a row has no more words."""
_MARKS = (":", "|", " – ", " — ", " - ")
"""What parts an area from its grade in one line."""
_OVERALL = regex.compile(r"\boverall\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JudgementReference:
    """A grade as a sentence tells of it."""

    grade: Grade
    area: str | None
    start: int
    end: int
    when: When | None
    published: bool


def find_judgements(source: Source, spoken: list[tuple[int, int]]) -> list[JudgementReference]:
    r"""Find the judgements that a document tells of.

    Parameters
    ----------
    source : Source
        The document.
    spoken : list of (int, int)
        Spans of speech that is not Ofsted's: it is left out.

    Returns
    -------
    list of JudgementReference
        In order.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.claims.paper import look_at
    >>> text = b"Northmoor was judged 'inadequate' in 2016 and rated good in May 2019."
    >>> [one.grade for one in find_judgements(look_at(om.read(text)), [])]
    ['inadequate', 'good']
    """
    found = list(_in_rows(source))
    rows = [(one.start, one.end) for one in found]
    for span in source.sentences:
        if not any(a < span.end and span.start < b for a, b in rows):
            found += _in_sentence(source, span, spoken)
    return sorted(found, key=lambda one: one.start)


def _in_rows(source: Source) -> Iterator[JudgementReference]:
    """Yield the rows of a table or a list: an area, and its grade beside or below it."""
    before: tuple[int, int] | None = None
    for block in source.blocks:
        start = block.start
        for line in source.text[block.start : block.end].split("\n"):
            end = start + len(line)
            if before is not None and is_grade(line):
                area = _named_area(source.text[slice(*before)])
                if area is not None:
                    grade = grade_of(line.strip(" .*"))
                    yield JudgementReference(grade, area or None, before[0], end, None, False)
            for mark in _MARKS:
                label, found, grade_words = line.strip(" |").rpartition(mark)
                area = _named_area(label) if found and is_grade(grade_words) else None
                if area is not None and len(label.split()) <= _LABEL:
                    grade = grade_of(grade_words.strip(" .*"))
                    yield JudgementReference(grade, area or None, start, end, None, False)
                    break
            before = (start, end) if len(line.split()) <= _LABEL else None
            start = end + 1


def _named_area(label: str) -> str | None:
    """Return the area that a label names, "" for the whole, None where it names none."""
    if _OVERALL.search(label):
        return ""
    places = [
        (found.start(), slug)
        for slug, pattern in patterns("visits", "areas").items()
        if slug != "all" and (found := pattern.search(label))
    ]
    return min(places)[1] if places else None


@cache
def _grade() -> regex.Pattern[str]:
    return regex.compile(grade_source(), regex.IGNORECASE)


def _in_sentence(
    source: Source, span: Span, spoken: list[tuple[int, int]]
) -> list[JudgementReference]:
    text = source.text
    grades = [
        match
        for match in _grade().finditer(text, span.start, span.end)
        if not any(a <= match.start() < b for a, b in spoken) and _is_judged(text, span, match)
    ]
    found: list[JudgementReference] = []
    taken: set[int] = set()
    for i, match in enumerate(grades):
        floor = grades[i - 1].end() if i else span.start
        stop = grades[i + 1].start() if i + 1 < len(grades) else span.end
        when = _when(source, floor, match, stop, taken)
        if when:
            taken.add(when.start)
        lead = text[min(match.start(), when.start) : max(match.end(), when.start)] if when else ""
        begin, end = match.span()
        if when:
            begin, end = min(begin, when.start), max(end, when.end)
        published = bool(patterns("visits", "words")["published"].search(lead))
        area = _area(text, floor, match, stop)
        found.append(JudgementReference(grade_of(match.group()), area, begin, end, when, published))
    return found


def _is_judged(text: str, span: Span, match: regex.Match[str]) -> bool:
    """Tell whether a word of praise or blame is a grade that was given."""
    words = patterns("visits", "judgement")
    if words["never"].match(text, match.end(), span.end):
        return False
    if words["reverse"].match(text, match.end(), span.end):
        return True
    ahead = text[span.start : match.start()].rstrip("'‘“\"")
    if words["given"].search(ahead):
        return True
    if match.group().lower().startswith("require ") and words["plural"].search(ahead):
        return True
    if words["was"].search(ahead) and (
        words["inspected"].search(ahead) or words["widely"].match(text, match.end(), span.end)
    ):
        return True
    if words["before_never"].search(text[max(span.start, match.start() - 8) : match.start()]):
        return False
    before = text[max(span.start, match.start() - _REACH) : match.start()]
    judged = list(words["judged"].finditer(before))
    return bool(judged) and not regex.search(r"[;:]|\bbut\b", before[judged[-1].end() :])


def _when(
    source: Source, floor: int, match: regex.Match[str], stop: int, taken: set[int]
) -> When | None:
    """Return the time that stands with a grade: after it in its clause, else before it."""
    text = source.text
    clause = regex.compile(r"[,;]|\bto\sour\b|\bwhere\b|\band\s(?:then|now)\b").search(
        text, match.end(), min(stop, match.end() + _REACH)
    )
    end = clause.start() if clause else min(stop, match.end() + _REACH)
    after = [t for t in find_times(text, match.end(), end, source.dated) if t.start not in taken]
    if after:
        return after[0]
    before = find_times(text, max(floor, match.start() - 2 * _REACH), match.start(), source.dated)
    before = [t for t in before if t.start not in taken]
    return before[-1] if before else None


def _area(text: str, floor: int, match: regex.Match[str], stop: int) -> str | None:
    """Return which judgement a grade is said to be, by the words before or right after it."""
    areas, words = patterns("visits", "areas"), patterns("visits", "judgement")
    after = min(stop, match.end() + 60)
    if areas["all"].search(text, match.end(), after):
        return "all"
    start = max(floor, match.start() - 140)
    places: dict[str, int] = {}
    for slug, pattern in areas.items():
        for found in pattern.finditer(text, start, match.start()):
            if not words["whole"].search(text, found.end(), match.start()):
                places[slug] = found.start()
    if not places:
        for slug, pattern in areas.items():
            near = pattern.search(text, match.end(), min(after, match.end() + 40))
            if near and text[match.end() : near.start()].strip(" '’”\"").startswith(("for", "in")):
                return slug
        return None
    return max(places, key=lambda slug: places[slug])
