"""Whose services a letter is about: the authority, others beside it, and a trust that runs them.

Looked for where letters name it, in order of trust: the title, a cover line that is nothing but a
name, the sentence that opens the letter, the salutation, the addressee. The first place that names
one decides. Mentions in the rest of the text are never counted: a letter about one council may
speak of its neighbours all the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer import Gazetteer, LocalAuthority, Provider, load_gazetteer
from ofstedmine.parsing.gazetteer_words import alternatives, load_words, loosely, spelling
from ofstedmine.parsing.header import address_lines, salutation
from ofstedmine.records import Authority, Evidence

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["check_authority", "find_authority"]

_FRONT = 6_000
_COVER_BLOCKS = 12
_COVER_WORDS = 14
_TITLE_WORDS = 45
_CODES = ("ons_code", "la_code", "ofsted_urn", "region")
_BETWEEN = regex.compile(r"\s*+(?:,|&|\band\b)?\s*+(?:(?:and|the)\s++)*+", regex.IGNORECASE)
_OWNER = regex.compile(r"['’‘][sS]?$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the letter, of an authority that the gazetteer may not know."""

    start: int
    end: int
    name: str
    known: LocalAuthority | None = None


def find_authority(draft: Draft, gazetteer: Gazetteer | None = None) -> None:
    """Write ``/authority``, ``/other_authorities`` and ``/provider``: a step.

    Parameters
    ----------
    draft : Draft
        The sheet; the title is used where it is known.
    gazetteer : Gazetteer, optional
        The names to look for; the shipped ones where none is given. For names of your own, put
        ``functools.partial(find_authority, gazetteer=load_gazetteer(path))`` among the steps.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("heading", "Focused visit to Bexley children's services")]
    >>> draft = Draft(Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 43, "text"))
    >>> find_authority(draft)
    >>> draft.get("/authority").ons_code
    'E09000004'
    """
    gazetteer = gazetteer or load_gazetteer()
    providers = _providers(draft, gazetteer)
    for rule, look in _PLACES:
        found = look(draft, gazetteer)
        if found:
            _write(draft, found, rule)
            break
    else:
        _from_provider(draft, gazetteer, providers)
    _write_provider(draft, providers)


def check_authority(draft: Draft, gazetteer: Gazetteer | None = None) -> None:
    """Warn where a letter is dated after its authority was abolished: a step, after the dates.

    Parameters
    ----------
    draft : Draft
        The sheet, with authority and dates.
    gazetteer : Gazetteer, optional
        As for `find_authority`.
    """
    gazetteer = gazetteer or load_gazetteer()
    day = draft.get("/letter_date") or draft.get("/published")
    authorities = [draft.get("/authority"), *(draft.get("/other_authorities") or [])]
    for authority in authorities:
        known = gazetteer.get(authority.name) if authority and day else None
        if known and known.abolished and day > known.abolished:
            heirs = " and ".join(known.successors) or "no authority that is known"
            message = (
                f"{known.name} was abolished on {known.abolished.isoformat()}, "
                f"before the letter's date {day.isoformat()}; {heirs} took over"
            )
            draft.warn("authority_abolished", message)


# -- the places, in order of trust --------------------------------------------------------------


def _in_title(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
    for start, end in _title_spans(draft):
        found = _after_lead_in(draft, gazetteer, start, end, strict=False)
        if found:
            return found
    return []


def _on_cover(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
    """Return the name that is all of a line at the top."""
    text = draft.letter.text
    titles = list(_title_spans(draft))
    for start, end in _top(draft):
        for mention in gazetteer.find(text, start, end)[:1]:
            left = text[start : mention.start] + text[mention.end : end]
            if regex.fullmatch(r"(?:\W|(?i:the|local|authority|children['’]?s|services))*+", left):
                return [
                    _Found(mention.start, mention.end, mention.authority.name, mention.authority)
                ]
        name = _form(text[start:end].strip(" .:"))
        if name and draft.profile and draft.profile.has_judgements:
            return [_Found(start, end, name)]
    # A title without a lead-in that is known ("Northmoor: inspection report").
    for start, end in titles:
        mentions = gazetteer.find(text, start, end)
        if mentions:
            return [_Found(m.start, m.end, m.authority.name, m.authority) for m in mentions]
    return []


def _in_sentence(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
    if draft.kind == "other":
        return []
    start, end = draft.header()
    return _after_lead_in(draft, gazetteer, start, min(end, start + _FRONT), strict=True)


def _in_salutation(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
    greeting = salutation(draft.letter)
    if greeting is None:
        return []
    mentions = gazetteer.find(draft.letter.text, *greeting)
    return [_Found(m.start, m.end, m.authority.name, m.authority) for m in mentions]


def _in_address(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
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
    return [_Found(first.start, first.end, first.authority.name, first.authority)]


def _in_opening(draft: Draft, gazetteer: Gazetteer) -> list[_Found]:
    """Return the one council that the letter's opening calls a council, if it is one only."""
    if draft.kind == "other":
        return []
    text = draft.letter.text
    start, end = draft.header()
    mentions = [
        mention
        for mention in gazetteer.find(text, start, min(end, start + _FRONT))
        if mention.formal or _follow_up().match(text, mention.end)
    ]
    if len({mention.authority.name for mention in mentions}) != 1:
        return []
    first = mentions[0]
    return [_Found(first.start, first.end, first.authority.name, first.authority)]


_PLACES: tuple[tuple[str, Callable[[Draft, Gazetteer], list[_Found]]], ...] = (
    ("authority-in-title", _in_title),
    ("authority-on-cover", _on_cover),
    ("authority-in-sentence", _in_sentence),
    ("authority-in-salutation", _in_salutation),
    ("authority-in-address", _in_address),
    ("authority-in-opening", _in_opening),
)


def _title_spans(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the span of the title, else those of short blocks at the top."""
    cited = [
        e for e in draft.evidence.get("/title", ()) if e.start is not None and e.kind == "text"
    ]
    if cited:
        start = min(e.start or 0 for e in cited)
        end = max(e.end or 0 for e in cited)
        yield start, end
        return
    for block in draft.letter.body():
        if block.start > _FRONT:
            break
        if len(block.text.split()) <= _TITLE_WORDS:
            yield block.start, block.end


def _top(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the short lines at the top of the letter."""
    for n, block in enumerate(draft.letter.body()):
        if n >= _COVER_BLOCKS or block.start > _FRONT:
            break
        if len(block.text.split()) <= _COVER_WORDS:
            yield block.start, block.end


def _after_lead_in(
    draft: Draft, gazetteer: Gazetteer, start: int, end: int, *, strict: bool
) -> list[_Found]:
    """Return the names after "visit to" and its like, in the first place that has any."""
    text = draft.letter.text
    best: list[_Found] = []
    for match in _lead_in().finditer(text, start, end, overlapped=True):
        found = _named(text, gazetteer, *match.span("name"))
        if not found:
            continue
        if all(one.known for one in found):
            return found
        follows = _follow_up().match(text, match.end("name"), end)
        if not best and (not strict or follows):
            best = found
    return best


def _named(text: str, gazetteer: Gazetteer, start: int, end: int) -> list[_Found]:
    """Return the authorities that a name or a list of names stands for, known and unknown."""
    if any(first == start for first, _, _ in gazetteer.find_providers(text, start, end + 60)):
        known = gazetteer.find(text, start, end)
        return [_Found(m.start, m.end, m.authority.name, m.authority) for m in known]
    found: list[_Found] = []
    at = start
    for mention in gazetteer.find(text, start, end):
        found += _unknown(text, at, mention.start, joined=True)
        found.append(_Found(mention.start, mention.end, mention.authority.name, mention.authority))
        at = mention.end
    return found + _unknown(text, at, end, joined=bool(found))


def _unknown(text: str, start: int, end: int, *, joined: bool) -> list[_Found]:
    """Return the name of no known authority that a span holds, if it holds one."""
    opening = _BETWEEN.match(text, start, end)
    if opening is None or (joined and start and opening.end() == start):
        return []
    start = opening.end()
    words = text[start:end]
    trimmed = _OWNER.sub("", regex.sub(r"(?:\s*+(?:,|&|\band))++\s*+$", "", words).rstrip())
    if joined and not regex.search(r",|&|\band\b", opening.group() + words):
        return []
    name = _bare(trimmed)
    if not name or not name[0].isupper():
        return []
    return [_Found(start, start + len(trimmed), name)]


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


# -- writing ------------------------------------------------------------------------------------


def _write(draft: Draft, found: list[_Found], rule: str) -> None:
    """Write the first name as the authority, the others beside it."""
    written: set[str] = set()
    for one in found:
        if one.name in written:
            continue
        pointer = f"/other_authorities/{len(written) - 1}" if written else "/authority"
        written.add(one.name)
        as_written = " ".join(draft.letter.text[one.start : one.end].split())
        if one.known:
            value = one.known.as_record(as_written)
        else:
            value = Authority(name=one.name, as_written=as_written)
            page = draft.letter.page_at(one.start)
            message = f"{one.name!r} is no authority that the gazetteer knows: no codes, no region"
            draft.warn("authority_not_in_gazetteer", message, page)
        cited = draft.cite(one.start, one.end, rule)
        if pointer == "/authority":
            draft.put(pointer, value, cited)
        else:
            draft.add("/other_authorities", value, cited)
        _derive(draft, pointer, value)


def _derive(draft: Draft, pointer: str, value: Authority) -> None:
    """Say where the codes come from, or that there are none."""
    for code in _CODES:
        if getattr(value, code) is None:
            draft.miss(f"{pointer}/{code}", "not_found")
        else:
            draft.evidence[f"{pointer}/{code}"] = [
                Evidence(quote=value.name, rule="gazetteer", kind="derived")
            ]


def _providers(draft: Draft, gazetteer: Gazetteer) -> list[tuple[int, int, Provider]]:
    """Return the trusts that the title, the address and the opening name, the title's first."""
    text = draft.letter.text
    spans = [next(_title_spans(draft), (0, 0)), *address_lines(draft)]
    if draft.kind != "other":
        start, end = draft.header()
        spans.append((start, min(end, start + _FRONT)))
    found = [one for start, end in spans for one in gazetteer.find_providers(text, start, end)]
    return list(dict.fromkeys(found))


def _from_provider(
    draft: Draft, gazetteer: Gazetteer, providers: list[tuple[int, int, Provider]]
) -> None:
    """Write the one authority that a named trust works for."""
    for start, end, provider in providers:
        served = [one for one in map(gazetteer.get, provider.authorities) if one]
        if not served:
            continue
        today = [one for one in served if one.abolished is None] or served
        if len(today) == 1:
            value = today[0].as_record(draft.letter.text[start:end])
            draft.put("/authority", value, draft.cite(start, end, "authority-of-provider"))
            _derive(draft, "/authority", value)
            return
        draft.miss("/authority", "ambiguous")
        names = ", ".join(one.name for one in today)
        message = f"{provider.name} works for several authorities ({names}); the letter names none"
        draft.warn("authority_ambiguous", message, draft.letter.page_at(start))
        return
    if "/authority" not in draft.missing:
        draft.miss("/authority", "not_found")


def _write_provider(draft: Draft, providers: list[tuple[int, int, Provider]]) -> None:
    """Write the first trust that may work for the authority."""
    names = {
        one.name
        for one in (draft.get("/authority"), *(draft.get("/other_authorities") or []))
        if one is not None
    }
    for start, end, provider in providers:
        if not provider.authorities or not names or names & set(provider.authorities):
            draft.put("/provider", provider.name, draft.cite(start, end, "provider"))
            return
    draft.miss("/provider", "not_found")
