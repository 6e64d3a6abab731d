"""What a secondary document is: its kind, its date, its authority, its sentences."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.wording import load_table, patterns
from ofstedmine.findings.sentences import cut_sentences
from ofstedmine.parsing.date_grammar import find_dates, find_months
from ofstedmine.parsing.gazetteer import load_gazetteer
from ofstedmine.parsing.profiles import compile_pattern
from ofstedmine.records import Evidence

if TYPE_CHECKING:
    from ofstedmine.claims.models import DocumentKind, Precision
    from ofstedmine.parsing.gazetteer import Gazetteer
    from ofstedmine.reading.letter import Block, Letter

__all__ = ["Source", "Span", "last_day", "look_at"]

_TOP = 1_200
_FEW_WORDS, _LINE_WORDS = 6, 14
_HEAD_BLOCKS, _TAIL_BLOCKS = 12, 6
_MOST = 200_000
"""Characters of a document that are looked at: no press release or paper of a meeting is longer."""
_STRONG, _WEAK = 3, 1
_PASSING = 5
"""A name with so many times less to speak for it is named in passing."""
_MOST_NAMES = 16
_WORD = r"(?-i:\p{Lu}(?:\p{L}|-){1,24}+)"
_NAME = rf"{_WORD}(?: (?:(?:and|upon|on|with|the|&) ){{0,2}}{_WORD}){{0,2}}"
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence: its place, and the block that it stands in."""

    start: int
    end: int
    block: int


@dataclass(slots=True)
class Source:
    """A document that was read, and what is known of it before its claims are looked for."""

    letter: Letter
    kind: DocumentKind = "other"
    dated: date | None = None
    precision: Precision | None = None
    inferred: bool = False
    authorities: list[str] = field(default_factory=list)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The document's words."""
        return self.letter.text

    def cite(self, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence of a span."""
        return Evidence(
            quote=self.text[start:end],
            page=self.letter.page_at(start),
            start=start,
            end=end,
            rule=rule,
        )


def look_at(letter: Letter, gazetteer: Gazetteer | None = None) -> Source:
    r"""Find out what a document is.

    Parameters
    ----------
    letter : Letter
        The document, as it was read.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.

    Returns
    -------
    Source
        Its kind, date, authorities and sentences.

    Examples
    --------
    >>> import ofstedmine as om
    >>> paper = om.read(b"Press release\n\nPublished: 4 June 2024\n\nChildren in Northmoor wait.\n")
    >>> source = look_at(paper)
    >>> source.kind, str(source.dated), source.authorities
    ('press_release', '2024-06-04', ['Northmoor'])
    """
    source = Source(letter)
    source.blocks = [block for block in letter.body() if block.start < _MOST]
    for number, block in enumerate(source.blocks):
        for start, end in cut_sentences(block.text[:_MOST]):
            source.sentences.append(Span(block.start + start, block.start + end, number))
    source.kind = _kind(source)
    _date(source)
    _authorities(source, gazetteer or load_gazetteer())
    return source


def last_day(year: int, month: int) -> date:
    """Return the last day of a month.

    Examples
    --------
    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


# -- kind ---------------------------------------------------------------------------------------


def _kind(source: Source) -> DocumentKind:
    """Return the kind that most speaks for."""
    text = source.text[:_MOST]
    kinds: tuple[DocumentKind, ...] = ("committee_paper", "press_release", "news_article")
    scores: dict[DocumentKind, int] = {}
    for kind in kinds:
        cues = load_table("papers")[kind]
        scores[kind] = sum(
            weight
            for name, weight in (("strong", _STRONG), ("weak", _WEAK))
            for cue in cues[name]
            if _cue(cue).search(text)
        )
    best = max(kinds, key=lambda kind: scores[kind])
    return best if scores[best] else "other"


@cache
def _cue(source: str) -> regex.Pattern[str]:
    return compile_pattern(source, "papers.toml")


# -- date ---------------------------------------------------------------------------------------


def _date(source: Source) -> None:
    """Set the document's date: written as such, else of its issue, else told by its last day."""
    for start, end, day, rule in _days(source):
        source.dated, source.precision = day, "day"
        source.evidence["/dated"] = [source.cite(start, end, rule)]
        return
    if _issue(source):
        return
    told = [
        (run.end, found.start, found.end)
        for found in find_dates(source.text, 0, _MOST)
        if found.has_year and not _is_future(source.text, found.start)
        for run in found.resolve().runs
    ]
    if told:
        day, start, end = max(told)
        source.dated, source.precision, source.inferred = day, "day", True
        source.evidence["/dated"] = [source.cite(start, end, "latest-day-told")]


def _days(source: Source) -> Iterator[tuple[int, int, date, str]]:
    """Yield what may be the day of the document, the surest first."""
    cues = patterns("papers", "dates")
    head, tail = source.blocks[:_HEAD_BLOCKS], source.blocks[_HEAD_BLOCKS:][-_TAIL_BLOCKS:]
    meetings: list[tuple[int, int, date, str]] = []
    alone: list[tuple[int, int, date, str]] = []
    for block in (*head, *tail):
        stop = min(block.end, block.start + 400)
        label = cues["published"].match(source.text, block.start, stop)
        for found in find_dates(source.text, block.start, stop):
            runs = found.resolve().runs
            if not (found.has_year and found.is_one_day and runs):
                continue
            before = source.text[block.start : found.start]
            if label and not source.text[label.end() : found.start].strip(" :,-"):
                yield found.start, found.end, runs[0].start, "published-label"
            elif cues["told"].search(before):
                meetings.insert(0, (found.start, found.end, runs[0].start, "published-today"))
            elif block in head and cues["meeting"].search(before) and len(before) < 200:
                meetings.append((found.start, found.end, runs[0].start, "day-of-meeting"))
            elif (not before.strip(" ,:-|") and found.end - block.start > len(block.text) - 24) or (
                block in head and _ends_line(source.text, found.start, found.end)
            ):
                alone.append((found.start, found.end, runs[0].start, "date-line"))
    yield from meetings[:1]
    yield from alone
    for block in source.blocks:
        for found in find_dates(source.text, block.start, min(block.end, block.start + 600)):
            before = source.text[block.start : found.start]
            if found.has_year and found.is_one_day and cues["told"].search(before):
                yield found.start, found.end, found.resolve().runs[0].start, "published-today"


def _ends_line(text: str, start: int, end: int) -> bool:
    """Tell whether a date ends a line that names who publishes: "The Gazette, 3 May 2019"."""
    cues = patterns("papers", "dates")
    stop = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : stop if stop >= 0 else None]
    return (
        not after.strip(" .*_|")
        and len(before.split()) <= _LINE_WORDS
        and cues["apart"].search(before) is not None
        and not cues["happened"].search(before)
    )


def _issue(source: Source) -> bool:
    """Set a month or season that stands in a line at the top; tell whether there is one."""
    cues = patterns("papers", "dates")
    seasons = load_table("papers")["seasons"]["words"]
    for block in source.blocks[:6]:
        stop = min(block.end, block.start + 160)
        line = source.text[block.start : stop]
        is_short = cues["issue"].search(line) or len(line.split()) <= _FEW_WORDS
        for month in find_months(source.text, block.start, stop):
            if month.year and (is_short or _ends_line(source.text, month.start, month.end)):
                source.dated, source.precision = last_day(month.year, month.month), "month"
                source.evidence["/dated"] = [source.cite(month.start, month.end, "month-of-issue")]
                return True
        if not is_short:
            continue
        lowered = line.lower()
        for number, season in enumerate(seasons):
            at = lowered.find(season)
            year = _YEAR.search(line, max(at, 0), at + 24) if at >= 0 else None
            if year:
                last = 3 * number + 5 if season != "winter" else 12
                source.dated, source.precision = last_day(int(year.group()), last), "season"
                where = block.start + at, block.start + year.end()
                source.evidence["/dated"] = [source.cite(*where, "season-of-issue")]
                return True
    return False


def _is_future(text: str, at: int) -> bool:
    return bool(patterns("papers", "dates")["future"].search(text[max(0, at - 80) : at]))


# -- authority ----------------------------------------------------------------------------------


def _authorities(source: Source, gazetteer: Gazetteer) -> None:
    """Set the names of authorities, the one that is named most and nearest to the top first."""
    scores: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    text = source.text[:_MOST]
    for mention in gazetteer.find(text):
        name = mention.authority.name
        scores[name] += 2 + 2 * (mention.start < _TOP) + mention.formal
        places.setdefault(name, (mention.start, mention.end))
    sure = set(scores)
    never = frozenset(load_table("papers")["authority"]["never"])
    named = list(_names(source, never))
    names = Counter(name for name, _, _ in named)
    for key, weight in (("council", 4), ("beside", 2)):
        for pattern in _named(key):
            for match in pattern.finditer(text):
                unknown = _as_name(match["name"], never)
                if unknown is None or gazetteer.find(unknown):
                    continue
                if key == "beside" and unknown not in names:
                    # "Black children": a word that only begins sentences is no name.
                    continue
                scores[unknown] += weight + 2 * (match.start("name") < _TOP)
                places.setdefault(unknown, match.span("name"))
                sure.add(unknown)
    for name, start, end in named:
        scores[name] += 1
        places.setdefault(name, (start, end))
    for name in list(scores):
        # A name inside a longer one is the longer one's.
        longer = [other for other in scores if other != name and f" {name} " in f" {other} "]
        longer = [other for other in longer if other in sure or name not in sure]
        if longer and name not in longer and all(scores[o] >= scores[name] for o in longer):
            del scores[name]
    least = max(scores.values(), default=0) / _PASSING
    likely = [name for name, score in scores.most_common() if score >= least]
    source.authorities = sorted(likely, key=lambda name: name not in sure)[:_MOST_NAMES]
    if source.authorities:
        start, end = places[source.authorities[0]]
        source.evidence["/authorities/0"] = [source.cite(start, end, "authority-named-most")]


def _names(source: Source, never: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Yield what is written as a name inside sentences: its first word, two or three, and all."""
    for span in source.sentences:
        for match in _capitals().finditer(source.text, span.start, span.end):
            if match.start() == span.start or source.text[match.start() - 1] in "“‘\"'":
                continue
            words = [one for one in match.group().split() if not one.isupper()]
            while words and words[0].islower():
                words.pop(0)
            for size in range(1, len(words) + 1):
                name = _as_name(" ".join(words[:size]), never)
                if name and words[size - 1][0].isupper():
                    yield name, *match.span()


@cache
def _capitals() -> regex.Pattern[str]:
    return compile_pattern(rf"(?<!\p{{L}}|\p{{L}}'|-){_NAME}", "papers.toml")


def _as_name(written: str, never: frozenset[str]) -> str | None:
    """Return a name without a possessive, or None where it is none."""
    words = regex.sub(r"['’]s?$", "", written).split()
    while words and words[0].lower() in never:
        words.pop(0)
    while words and words[-1].lower() in never:
        words.pop()
    name = " ".join(words)
    if not name or name.lower() in never:
        return None
    return name.title() if name.isupper() else name


@cache
def _named(key: str) -> tuple[regex.Pattern[str], ...]:
    sources = load_table("papers")["authority"][key]
    return tuple(
        compile_pattern(
            source.replace("<name>", rf"(?<!\p{{L}}|\p{{L}}')(?P<name>{_NAME})"),
            "papers.toml",
        )
        for source in sources
    )
