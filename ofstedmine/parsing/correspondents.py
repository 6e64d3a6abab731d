"""Who a letter is addressed to, signed by and copied to, and which bodies inspected.

People keep their names as printed, post-nominals with them; of honorifics, Mr, Mrs, Ms and Miss
are left out. Role and organisation
give the printed words again when a comma is put between them; where a joint letter's sign-off has
its bodies as headings of columns, the organisation is that heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer import Gazetteer, load_gazetteer
from ofstedmine.parsing.header import address_lines, salutation
from ofstedmine.parsing.names import same_person
from ofstedmine.parsing.people import read_lines
from ofstedmine.parsing.sign_off import Signatory, read_sign_off
from ofstedmine.parsing.who_words import people_words
from ofstedmine.records import Person

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_correspondents"]

_OPENING = 6_000
_CLOSE = 1_500
_LINE_WORDS = 14
_MOST_LINES = 12
_SURNAME = regex.compile(r"(?:(?:van|von|de|der|den|la|le|al|el)\s){0,5}\p{Lu}[\p{L}'’-]{0,60}+$")
_NAMED = regex.compile(r"Dear\s++|\s(?:and|&)\s")
_SENTENCE_END = regex.compile(r"\.(?=\s|$)|\n|\sThis letter\b|\sYours\b|$")
_CUT = regex.compile(
    r"(?:;|,?\s{1,9}+(?:and|as well as)\s++(?:also\s++)?(?:to\s++)?(?=the\s|your\s|\p{Lu})|,)\s*+"
)
_ITEM = regex.compile(r"[^;\s][^;]*+")
_ARTICLE = regex.compile(r"(?:(?:also\s++)?to\s++)?(?:the|your|our)\s++", regex.IGNORECASE)
_JOINT = regex.compile(
    r"(?:undertook|carr(?:ied|y) out|conducted|completed|made)\s++(?:a|an|this|the|our)?\s*+"
    r"(?:joint|inspection|JTAI)"
    r"|(?:carried out|undertaken|conducted|led|made)\s++(?:jointly\s++)?by\b"
    r"|joint(?:ly)?\b[^.]{0,80}\b(?:inspect|visit)",
    regex.IGNORECASE,
)
_JOINT_KINDS = frozenset({"jtai", "area_send"})


def find_correspondents(draft: Draft, gazetteer: Gazetteer | None = None) -> None:
    """Write ``/addressees``, ``/signatories``, ``/copied_to`` and ``/inspectorates``: a step.

    Parameters
    ----------
    draft : Draft
        The sheet; the title is used to tell it from the address.
    gazetteer : Gazetteer, optional
        To tell councils from people; the shipped one where none is given.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> lines = ["Ms Jo Archer Bexley Council Civic Offices", "Dear Ms Archer"]
    >>> blocks = [Block("paragraph", line) for line in lines]
    >>> draft = Draft(Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 57, "text"))
    >>> find_correspondents(draft)
    >>> draft.get("/addressees")
    [Person(name='Jo Archer', role=None, organisation='Bexley Council')]
    """
    gazetteer = gazetteer or load_gazetteer()
    _find_addressees(draft, gazetteer)
    _find_signatories(draft)
    _find_copies(draft, gazetteer)
    _find_inspectorates(draft)


def _find_addressees(draft: Draft, gazetteer: Gazetteer) -> None:
    text = draft.letter.text
    greeting = salutation(draft.letter)
    if greeting is None:
        return
    words = _NAMED.split(text[slice(*greeting)].strip(" ,"))
    surnames = [found.group() for word in words if (found := _SURNAME.search(word))]
    lines = list(address_lines(draft))
    known = [draft.get("/authority"), *(draft.get("/other_authorities") or [])]
    places = [name for one in known if one for name in (one.name, one.as_written)]
    for one in read_lines(text, lines, gazetteer, surnames, places):
        cited = draft.cite(one.start, one.end, "addressee")
        draft.add("/addressees", one.person(text, gazetteer), cited)


def _find_signatories(draft: Draft) -> None:
    written: list[str] = []
    for one in read_sign_off(draft.letter):
        # A list of the team below the signature names the one who signs again.
        if any(same_person(one.name, name) for name in written):
            continue
        written.append(one.name)
        cited = [draft.cite(start, end, "sign-off") for start, end in one.spans]
        draft.add("/signatories", _signatory(one), *cited)


def _signatory(one: Signatory) -> Person:
    """Return a signatory's record: a body at the end of a role is the organisation."""
    role = "; ".join(one.roles) or None
    organisation = one.organisation
    if role and organisation is None and len(one.roles) == 1:
        role, organisation = _without_body(role)
    return Person(name=one.name, role=role, organisation=organisation)


def _without_body(role: str) -> tuple[str, str | None]:
    """Part a role from the body at its end: "Her Majesty's Inspector, Ofsted"."""
    for body in people_words().bodies:
        for match in body.pattern.finditer(role):
            before = role[: match.start()].rstrip()
            parted = before.endswith(",") or before.casefold().endswith(("inspector", "director"))
            if match.end() == len(role) and before and parted:
                return before.rstrip(" ,"), match.group()
    return role, None


def _find_copies(draft: Draft, gazetteer: Gazetteer) -> None:
    """Write who gets a copy: the names after "I am copying this letter to"."""
    text = draft.letter.text
    for block in draft.letter.body():
        lowered = block.text.casefold()
        if "cop" not in lowered and not lowered.startswith("cc"):
            continue
        found = people_words().copies.search(text, block.start, block.end)
        if not found:
            continue
        if found.group().casefold().strip("\n: ").split()[0] in ("cc", "copied", "copies", "copy"):
            # A line for each: "cc Jo Archer, Chief Executive".
            items = [*_parted(text, found.end(), block.end), *_lines_after(draft, block.end)]
        else:
            stop = _SENTENCE_END.search(text, found.end(), block.end)
            end = stop.start() if stop else block.end
            items = _recipients(text, found.end(), end, gazetteer)
        for start, last in items:
            said = " ".join(text[start:last].split()).strip(" .,;")
            if said:
                draft.add("/copied_to", said, draft.cite(start, last, "copied-to"))
        return


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return what stands on the line of a "cc": several where semicolons part them."""
    return [part.span() for part in _ITEM.finditer(text, start, end)]


def _lines_after(draft: Draft, start: int) -> list[tuple[int, int]]:
    """Return the short lines that go on with a list headed "cc"."""
    lines: list[tuple[int, int]] = []
    for block in draft.letter.body():
        if block.start <= start:
            continue
        is_line = len(block.text.split()) <= _LINE_WORDS and not block.text.endswith(".")
        if not is_line or people_words().stop.match(block.text) or len(lines) == _MOST_LINES:
            break
        lines.append((block.start, block.end))
    return lines


def _recipients(text: str, start: int, end: int, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Cut a list of recipients, without their articles; names that hold "and" stay whole."""
    whole = [m.span() for m in people_words().whole.finditer(text, start, end)]
    whole += [(mention.start, mention.end) for mention in gazetteer.find(text, start, end)]
    cuts = [
        cut.span()
        for cut in _CUT.finditer(text, start, end)
        if not any(first < cut.start() < last for first, last in whole)
    ]
    items = []
    for at, last in zip([start, *(c[1] for c in cuts)], [*(c[0] for c in cuts), end], strict=True):
        article = _ARTICLE.match(text, at, last)
        first = article.end() if article else at
        if text[first:last].strip(" .,;"):
            items.append((first, len(text[:last].rstrip(" .,;"))))
    return items


def _find_inspectorates(draft: Draft) -> None:
    """Write which bodies inspected: those that the opening of a joint letter names."""
    if draft.kind not in _JOINT_KINDS:
        return
    text = draft.letter.text
    for block in draft.letter.body():
        if block.start > _OPENING:
            return
        if not _JOINT.search(text, block.start, block.end):
            continue
        found = _bodies(text, block.start, min(block.end, block.start + _CLOSE))
        if len(found) > 1:
            for start, end, code in found:
                draft.add("/inspectorates", code, draft.cite(start, end, "inspectorate"))
            return


def _bodies(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the bodies that a passage names, each once, by the fullest of its names."""
    spans: list[tuple[int, int, str]] = []
    for body in people_words().bodies:
        for match in body.office.finditer(text, start, end):
            if not any(a < match.end() and match.start() < b for a, b, _ in spans):
                spans.append((match.start(), match.end(), body.code))
    found: dict[str, tuple[int, int, str]] = {}
    for span in sorted(spans):
        found.setdefault(span[2], span)
    if "HMICFRS" in found:
        # "HMI Constabulary (HMICFRS)": one body under its old and its new name.
        found.pop("HMIC", None)
    return list(found.values())
