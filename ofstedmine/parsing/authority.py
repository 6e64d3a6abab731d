"""Whose services a letter is about: the authority, others beside it, and a trust that runs them.

Looked for where letters name it, in order of trust: the title, a cover line that is nothing but a
name, the sentence that opens the letter, the salutation, the addressee. The first place that names
one decides. Mentions in the rest of the text are never counted: a letter about one council may
speak of its neighbours all the time.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.authority_places import COVER_BLOCKS, FRONT, PLACES, Found, title_spans
from ofstedmine.parsing.gazetteer import Gazetteer, Provider, load_gazetteer
from ofstedmine.parsing.header import address_lines, opening
from ofstedmine.records import Authority, Evidence

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["check_authority", "find_authority"]

_AND = regex.compile(r" (?:and|&) ")
_CODES = ("ons_code", "la_code", "ofsted_urn", "region")


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
    for rule, look in PLACES:
        found = look(draft, gazetteer)
        if found:
            _write(draft, _several(draft, _fuller(draft, gazetteer, found)), rule)
            break
    else:
        _from_provider(draft, gazetteer, providers)
    _write_provider(draft, providers)


def _fuller(draft: Draft, gazetteer: Gazetteer, found: list[Found]) -> list[Found]:
    """Return what is known for a name that was cut off: "Telford and" for Telford and Wrekin."""
    if len(found) != 1 or found[0].known:
        return found
    for _, look in PLACES:
        for one in look(draft, gazetteer):
            if one.known and one.name.casefold().startswith(found[0].name.casefold()):
                return [one]
    return found


def _several(draft: Draft, found: list[Found]) -> list[Found]:
    """Part "A and B", which nobody knows, where the address or the opening has a council of each.

    One name may hold an "and" as well, so the title alone does not tell.
    """
    if len(found) != 1 or found[0].known or not (joined := _AND.search(found[0].name)):
        return found
    text = draft.letter.text
    whole = found[0]
    start, end = opening(draft)
    places = [*address_lines(draft), (start, min(end, start + FRONT))]
    names = [whole.name[: joined.start()], whole.name[joined.end() :]]
    for name in names:
        council = regex.compile(rf"\b{regex.escape(name)}(?: \p{{Lu}}[\p{{L}}]+){{0,2}} Council\b")
        own = [m for a, b in places for m in council.finditer(text, a, b)]
        # "South" of "North and South Wolden" is no council, nor is "A and B Council" two.
        if not any(not text[: m.start()].rstrip().endswith((" and", "&")) for m in own):
            return found
    second = text.find(names[1], whole.start, whole.end)
    if second < 0:
        return found
    first_end = whole.start + len(names[0])
    return [Found(whole.start, first_end, names[0]), Found(second, whole.end, names[1])]


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


# -- writing ------------------------------------------------------------------------------------


def _write(draft: Draft, found: list[Found], rule: str) -> None:
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
    spans = [*islice(title_spans(draft), COVER_BLOCKS), *address_lines(draft)]
    if draft.kind != "other":
        start, end = opening(draft)
        spans.append((start, min(end, start + FRONT)))
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
