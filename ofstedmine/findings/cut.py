"""The findings of a letter: sentences and list items of its evaluative sections, untagged.

What is evaluative follows from the roles of the sections, which the parser sets. Context (what an
area is like, what a service did before) and method are no findings, nor are the areas covered,
next steps, headers and closings; a case study is kept, under a role of its own.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any, Literal, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.findings.sentences import cut_sentences
from ofstedmine.reading.letter import Block, Letter
from ofstedmine.records import Finding, Kind, Section, SectionRole
from ofstedmine.resources import find

__all__ = ["EVALUATIVE", "LISTS", "Exclusion", "cut_findings", "load_exclusions", "read_exclusions"]

LISTS: frozenset[SectionRole] = frozenset({"improvements", "strengths", "priority_actions"})
"""Roles of sections that list items; a numbered paragraph there is an item."""
EVALUATIVE: frozenset[SectionRole] = LISTS | {"overview", "findings", "judgements", "case_study"}
"""Roles of sections whose sentences are findings."""

_NUMBER = regex.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?")
_MARKER = regex.compile(
    r"(?:(?:[0-9]{1,3}(?:\.[0-9]{1,3})*\.|\([0-9a-z]{1,3}\))\s*+(?=[‘“\"'(]?\p{Lu})"
    r"|[\p{Co}•◼▪■●–—-]\s*+)"
)
_REFERENCE = regex.compile(r"(?<=[.?!…][’”'\")]?)\s++\([^().?!…]{1,80}+\.?\)\.?$")
_NOTE = regex.compile(
    r"(?<=(?:[^0-9.?!…]|(?<![0-9])(?:19|20)[0-9]{2})[.?!…]{1,3}[’”'\"»)\]]{0,2})"
    r"(?:\s?[0-9]{1,2}|[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3})$"
)
_LETTERS = regex.compile(r"\p{L}{2}")
_CLOSED = regex.compile(r"[.?!…:;][’”'\"»)\]]{0,3}$")
_VERB = regex.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must)\b"
)
_LABEL = 9  # words, at most, of a label or a lost heading: it has neither a verb nor a stop


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pattern of sentences that are no findings.

    Attributes
    ----------
    rule : str
        Its table and list in ``findings/data/courtesy.toml``: ``courtesy.copies``.
    pattern : regex.Pattern
        What to search for in a sentence.
    kinds : frozenset of str
        The kinds of letter that it holds for; all of them if empty.
    roles : frozenset of str
        The roles of sections that it holds for; all of them if empty.

    Examples
    --------
    >>> rule = load_exclusions()[0]
    >>> rule.rule, rule.applies("jtai", "findings")
    ('courtesy.copies', True)
    """

    rule: str
    pattern: regex.Pattern[str]
    kinds: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def applies(self, kind: str, role: str) -> bool:
        """Tell whether the pattern holds for letters of a kind and sections of a role.

        Parameters
        ----------
        kind : str
            The kind of the letter.
        role : str
            The role of the section.

        Returns
        -------
        bool
            True if sentences that it matches are left out there.
        """
        return (not self.kinds or kind in self.kinds) and (not self.roles or role in self.roles)


def read_exclusions(data: dict[str, Any]) -> tuple[Exclusion, ...]:
    """Check the patterns of a data file.

    Parameters
    ----------
    data : dict
        The file's tables, as ``tomllib`` reads them.

    Returns
    -------
    tuple of Exclusion
        The patterns, in the order of the file.

    Raises
    ------
    DataError
        If a row has no pattern or one that does not compile, or names something unknown.

    Examples
    --------
    >>> rows = [{"pattern": "^thank you", "kinds": ["jtai"]}]
    >>> read_exclusions({"courtesy": {"thanks": rows}})[0].rule
    'courtesy.thanks'
    """
    known = {"kinds": set(get_args(Kind)), "roles": set(EVALUATIVE)}
    found: list[Exclusion] = []
    for table, lists in data.items():
        for name, rows in lists.items():
            rule = f"{table}.{name}"
            for row in rows:
                if not {"pattern"} <= set(row) <= {"pattern", *known}:
                    raise DataError(f"courtesy.toml: {rule}: keys are {sorted(row)}")
                for key, values in known.items():
                    if unknown := set(row.get(key, [])) - values:
                        raise DataError(f"courtesy.toml: {rule}: unknown {key} {sorted(unknown)}")
                try:
                    pattern = regex.compile(row["pattern"], regex.IGNORECASE)
                except (regex.error, TypeError) as error:
                    raise DataError(f"courtesy.toml: {rule}: {error}") from error
                kinds, roles = (frozenset(row.get(key, [])) for key in known)
                found.append(Exclusion(rule, pattern, kinds, roles))
    return tuple(found)


@lru_cache(maxsize=1)
def load_exclusions() -> tuple[Exclusion, ...]:
    """Return the patterns that come with the library, checked.

    Returns
    -------
    tuple of Exclusion
        The patterns.

    Examples
    --------
    >>> {rule.rule.partition(".")[0] for rule in load_exclusions()} == {
    ...     "courtesy", "method", "lead_in"
    ... }
    True
    """
    path = find("findings/data/courtesy.toml")
    return read_exclusions(tomllib.loads(path.read_text(encoding="utf-8")))


def cut_findings(
    letter: Letter,
    sections: list[Section],
    document_id: str,
    kind: str,
    *,
    everything: bool = False,
) -> list[Finding]:
    """Cut a letter into findings.

    Every sentence of a paragraph, and every sentence of a list item, is a finding if its section
    is evaluative and no pattern of courtesy, method or procedure holds for it. The text of a
    finding is ``letter.text[start:end]``: numbers of paragraphs, footnote digits after the last
    stop and references in brackets after it are left out.

    Parameters
    ----------
    letter : Letter
        The letter as it was read.
    sections : list of Section
        Its sections. They may lie in each other: the innermost one counts. What lies in none is
        no finding.
    document_id : str
        The letter's identity, part of the identity of each finding.
    kind : str
        The kind of the letter.
    everything : bool, default False
        Whether to cut all of the letter in the same way: sections of every role, tables, courtesy
        and method. What lies in no section then has the role ``other``.

    Returns
    -------
    list of Finding
        The findings in the order of the letter, without tags.

    Examples
    --------
    >>> from ofstedmine.reading.letter import assemble
    >>> blocks = [Block("paragraph", "Plans are clear. They are used.3", page=2)]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "", 0, "text")
    >>> section = Section(heading=None, level=1, role="findings", start=0, end=len(letter.text))
    >>> [(f.text, f.page) for f in cut_findings(letter, [section], "letter-1", "other")]
    [('Plans are clear.', 2), ('They are used.', 2)]
    """
    findings: list[Finding] = []
    passages = _passages(letter, sections, everything=everything)
    for paragraph, block, section, passage in passages:
        source = _source(block, section.role)
        for start, end in _sentences(letter.text, *passage):
            text = letter.text[start:end]
            if not everything and (
                _is_scrap(text, source, section.role) or _is_excluded(text, kind, section.role)
            ):
                continue
            place = f"{document_id}:{start}:{end}"
            findings.append(
                Finding(
                    id=sha256(place.encode()).hexdigest()[:16],
                    text=text,
                    page=letter.page_at(start),
                    paragraph=paragraph,
                    start=start,
                    end=end,
                    section=section.heading,
                    role=section.role,
                    source=source,
                )
            )
    return findings


def _passages(
    letter: Letter, sections: list[Section], *, everything: bool
) -> Iterator[tuple[int, Block, Section, tuple[int, int]]]:
    """Yield the prose of evaluative sections, or all: number of the block, block, section, offsets.

    A block is cut where a section begins or ends inside it, as in a letter flattened to one line.
    """
    ordered = sorted(sections, key=lambda section: (section.start, -section.end, section.level))
    borders = sorted({offset for section in ordered for offset in (section.start, section.end)})
    following = iter(ordered)
    waiting = next(following, None)
    whole = Section(heading=None, level=1, role="other", start=0, end=len(letter.text))
    around: list[Section] = []
    kinds = ("paragraph", "bullet", "table_cell") if everything else ("paragraph", "bullet")
    for paragraph, block in enumerate(letter.body(), 1):
        if block.kind not in kinds:
            continue
        inner = borders[bisect_right(borders, block.start) : bisect_left(borders, block.end)]
        for start, end in pairwise([block.start, *inner, block.end]):
            while waiting is not None and waiting.start <= start:
                around.append(waiting)
                waiting = next(following, None)
            around = [section for section in around if section.end > start]
            section = around[-1] if around else whole
            if everything or section.role in EVALUATIVE:
                yield paragraph, block, section, (_after_heading(letter, section, start), end)


def _after_heading(letter: Letter, section: Section, start: int) -> int:
    """Return where the prose begins: behind a heading that runs into its first sentence."""
    heading = section.heading
    if heading and start == section.start and letter.text.startswith(heading, start):
        return start + len(heading)
    return start


def _source(block: Block, role: SectionRole) -> Literal["sentence", "bullet"]:
    """Tell items of a list from prose; numbered paragraphs are prose except in lists."""
    if block.marker and _NUMBER.fullmatch(block.marker):
        return "bullet" if role in LISTS else "sentence"
    return "bullet" if block.kind == "bullet" else "sentence"


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage without their markers, notes and references."""
    words = text[start:end]
    for first, last in cut_sentences(words):
        marker = _MARKER.match(words, first, last)
        begin = marker.end() if marker else first
        stop = _clean_end(words, begin, last)
        if begin < stop:
            yield start + begin, start + stop


def _clean_end(words: str, begin: int, end: int) -> int:
    """Return where a sentence ends without a reference and the digits of a note after its stop."""
    if words[end - 1] in ").":
        reference = _REFERENCE.search(words, begin, end)
        end = reference.start() if reference else end
    if words[end - 1].isdigit():
        note = _NOTE.search(words, begin, end)
        end = note.start() if note else end
    return end


@lru_cache(maxsize=128)
def _excluding(kind: str, role: SectionRole) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns of sentences that are left out: those of their beginning, the others."""
    rules = [rule.pattern.pattern for rule in load_exclusions() if rule.applies(kind, role)]
    parts = ([r for r in rules if r[0] == "^"], [r for r in rules if r[0] != "^"])
    first, anywhere = ("|".join(f"(?:{rule})" for rule in part) or r"(?!)" for part in parts)
    return regex.compile(first, regex.IGNORECASE), regex.compile(anywhere, regex.IGNORECASE)


def _is_excluded(text: str, kind: str, role: SectionRole) -> bool:
    """Tell courtesy, method, procedure and bare lead-ins from findings."""
    plain = text.replace("‘", "'").replace("’", "'")
    first, anywhere = _excluding(kind, role)
    return bool(first.match(plain) or anywhere.search(plain))


def _is_scrap(text: str, source: str, role: SectionRole) -> bool:
    """Tell a label or a lost heading from a sentence."""
    if not _LETTERS.search(text):
        return True
    if source == "bullet" or _CLOSED.search(text):
        return False
    count = len(text.split())
    return role == "judgements" or count < 3 or (count <= _LABEL and not _VERB.search(text))
