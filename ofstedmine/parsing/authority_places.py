"""Where letters name the authority that they are about, in order of trust.

Each place is a function that returns the names found there; the step `find_authority` takes the
first place that has any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer import Gazetteer, LocalAuthority
from ofstedmine.parsing.gazetteer_words import alternatives, load_words, loosely, spelling
from ofstedmine.parsing.header import address_lines, opening, salutation

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["COVER_BLOCKS", "FRONT", "PLACES", "Found", "title_spans"]

FRONT = 6_000
"""The authority is named in the first so many characters."""
COVER_BLOCKS = 12
"""A cover's lines are among the first so many blocks."""
_COVER_WORDS = 14
_FIRST = 3
_TITLE_WORDS = 45
_BETWEEN = regex.compile(r"\s*+(?:,|&|\band\b)?\s*+(?:(?:and|the)\s++)*+", regex.IGNORECASE)
_OWNER = regex.compile(r"['’‘][sS]?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the letter, of an authority that the gazetteer may not know."""

    start: int
    end: int
    name: str
    known: LocalAuthority | None = None


def _in_title(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    for start, end in title_spans(draft):
        found = _after_lead_in(draft, gazetteer, start, end, strict=False)
        if found:
            return found
    return []


def _on_cover(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    """Return the name that is all of a line at the top."""
    text = draft.letter.text
    titles = list(title_spans(draft))
    for start, end in _top(draft):
        for mention in gazetteer.find(text, start, end)[:1]:
            left = text[start : mention.start] + text[mention.end : end]
            if regex.fullmatch(r"(?:\W|(?i:the|local|authority|children['’]?s|services))*+", left):
                return [
                    Found(mention.start, mention.end, mention.authority.name, mention.authority)
                ]
        name = _form(text[start:end].strip(" .:"))
        if name and draft.profile and draft.profile.has_judgements:
            return [Found(start, end, name)]
    # A title without a lead-in that is known ("Northmoor: inspection report").
    for start, end in titles:
        mentions = gazetteer.find(text, start, end)
        if mentions:
            return [Found(m.start, m.end, m.authority.name, m.authority) for m in mentions]
    return []


def _in_sentence(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    if draft.kind == "other":
        return []
    start, end = opening(draft)
    return _after_lead_in(draft, gazetteer, start, min(end, start + FRONT), strict=True)


def _in_salutation(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    greeting = salutation(draft.letter)
    if greeting is None:
        return []
    mentions = gazetteer.find(draft.letter.text, *greeting)
    return [Found(m.start, m.end, m.authority.name, m.authority) for m in mentions]


def _in_address(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    """Return the one council that the lines above the salutation name."""
    mentions = [
        mention
        for start, end in address_lines(draft)
        for mention in gazetteer.find(draft.letter.text, start, end)
    ]
    mentions = [m for m in mentions if m.formal] or mentions
    names = {mention.authority.name for mention in mentions}
    if len(names) > 1:
        draft.miss("/authority", "ambiguous")
        listed = ", ".join(sorted(names))
        draft.warn("authority_ambiguous", f"the address names several authorities: {listed}")
    if len(names) != 1:
        return []
    first = mentions[0]
    return [Found(first.start, first.end, first.authority.name, first.authority)]


def _in_opening(draft: Draft, gazetteer: Gazetteer) -> list[Found]:
    """Return the one council that the letter's opening calls a council, if it is one only."""
    if draft.kind == "other":
        return []
    text = draft.letter.text
    start, end = opening(draft)
    mentions = [
        mention
        for mention in gazetteer.find(text, start, min(end, start + FRONT))
        if mention.formal or _follow_up().match(text, mention.end)
    ]
    if len({mention.authority.name for mention in mentions}) != 1:
        return []
    first = mentions[0]
    return [Found(first.start, first.end, first.authority.name, first.authority)]


PLACES: tuple[tuple[str, Callable[[Draft, Gazetteer], list[Found]]], ...] = (
    ("authority-in-title", _in_title),
    ("authority-on-cover", _on_cover),
    ("authority-in-sentence", _in_sentence),
    ("authority-in-salutation", _in_salutation),
    ("authority-in-address", _in_address),
    ("authority-in-opening", _in_opening),
)


def title_spans(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the span of the title, else those of the headings and first lines."""
    cited = [
        e for e in draft.evidence.get("/title", ()) if e.start is not None and e.kind == "text"
    ]
    if cited:
        start = min(e.start or 0 for e in cited)
        end = max(e.end or 0 for e in cited)
        yield start, end
        return
    is_letter = salutation(draft.letter) is not None
    for n, block in enumerate(draft.letter.body()):
        if n >= COVER_BLOCKS or block.start > FRONT:
            break
        is_line = n < _FIRST and not is_letter and not block.text.endswith(".")
        if (is_line or block.kind == "heading") and len(block.text.split()) <= _TITLE_WORDS:
            yield block.start, block.end


def _top(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the short lines at the top, but those of an address."""
    greeting = salutation(draft.letter)
    for n, block in enumerate(draft.letter.body()):
        if n >= COVER_BLOCKS or block.start > FRONT:
            break
        if greeting is not None and block.start < greeting[1]:
            continue
        if len(block.text.split()) <= _COVER_WORDS:
            yield block.start, block.end


def _after_lead_in(
    draft: Draft, gazetteer: Gazetteer, start: int, end: int, *, strict: bool
) -> list[Found]:
    """Return the names after "visit to" and its like, in the first place that has any."""
    text = draft.letter.text
    best: list[Found] = []
    for match in _lead_in().finditer(text, start, end, overlapped=True):
        found = _named(text, gazetteer, *match.span("name"))
        if not found:
            continue
        if all(one.known for one in found):
            return found
        # What is no letter of a known kind may speak of visits to anything.
        if draft.kind == "other":
            continue
        follows = _follow_up().match(text, match.end("name"), end)
        if not best and (not strict or follows):
            best = found
    return best


def _named(text: str, gazetteer: Gazetteer, start: int, end: int) -> list[Found]:
    """Return the authorities that a name or a list of names stands for, known and unknown."""
    if any(first == start for first, _, _ in gazetteer.find_providers(text, start, end + 60)):
        known = gazetteer.find(text, start, end)
        return [Found(m.start, m.end, m.authority.name, m.authority) for m in known]
    found: list[Found] = []
    at = start
    for mention in gazetteer.find(text, start, end):
        found += _unknown(text, at, mention.start, joined=True)
        found.append(Found(mention.start, mention.end, mention.authority.name, mention.authority))
        at = mention.end
    return found + _unknown(text, at, end, joined=bool(found))


def _unknown(text: str, start: int, end: int, *, joined: bool) -> list[Found]:
    """Return the name of no known authority that a span holds, if it holds one."""
    opening = _BETWEEN.match(text, start, end)
    if opening is None or (joined and start and opening.end() == start):
        return []
    start = opening.end()
    words = text[start:end]
    trimmed = _OWNER.sub(
        "", regex.sub(r"(?:\s{0,9}+(?:,|&|\band)){1,9}+\s{0,9}+$", "", words).rstrip()
    )
    if joined and not regex.search(r",|&|\band\b", opening.group() + words):
        return []
    name = _bare(trimmed)
    if not name or not name[0].isupper():
        return []
    return [Found(start, start + len(trimmed), name)]


def _bare(name: str) -> str:
    """Return a name without "London Borough of" and "City Council"."""
    words = load_words()
    if prefix := words.prefix.match(name):
        name = name[prefix.end() :]
    suffix = regex.search(rf"(?:{words.suffix.pattern})$", name, regex.IGNORECASE)
    return " ".join((name[: suffix.start()] if suffix else name).split())


def _form(line: str) -> str | None:
    """Return the name of a line that has the form of a council's whole name, or None."""
    name = _bare(line)
    if name == " ".join(line.split()) or not regex.fullmatch(_name_pattern(), name):
        return None
    return name


@cache
def _name_pattern() -> str:
    word = rf"(?!(?i:{alternatives(spelling('ends'))})\b)\p{{Lu}}[\p{{L}}.'’‘-]*+"
    small = r"(?:(?:,|\s++and|\s++&|\s++upon|\s++on|\s++with|\s++of|\s++the|\s++in)(?=\s))"
    return rf"{word}(?:{small}{{0,2}}\s++{word}){{0,8}}+"


@cache
def _lead_in() -> regex.Pattern[str]:
    lead_ins = "|".join(map(loosely, spelling("lead_ins")))
    return regex.compile(rf"\b(?i:{lead_ins})(?<name>{_name_pattern()})")


@cache
def _follow_up() -> regex.Pattern[str]:
    return regex.compile("|".join(map(loosely, spelling("follow_ups"))), regex.IGNORECASE)
