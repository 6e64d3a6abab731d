"""Who inspected: names beside an inspector's title, or where the letter says "inspectors".

Looked for under labels ("Lead inspector:", "Team inspectors:") on covers and in the team lists at
the end of reports, in the sentences of a letter's header, beside titles there, and in the team
lists of joint area inspections. Directors, councillors and commissioners are never inspectors: no
title of an inspector stands beside them. A person who is named twice is one inspector, spelled as
first printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer import load_gazetteer
from ofstedmine.parsing.header import opening, salutation
from ofstedmine.parsing.inspector_lists import Listed, is_plural, read_list, title_as_written
from ofstedmine.parsing.names import Name, read_name, same_person
from ofstedmine.parsing.sign_off import read_sign_off
from ofstedmine.parsing.who_words import Label, title_words
from ofstedmine.records import Inspector

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Block

__all__ = ["find_inspectors"]

# A title that several share is written in the plural; each of them has it in the singular.
_SHARED = regex.compile(r"(?<=inspector|HMI)s$", regex.IGNORECASE)

_HEADER = 8_000
_LABELLED = 400
_LABEL_WORDS = 90
_BEFORE = 60
_LEAD = regex.compile(r"\blead\b(?<!deputy lead)", regex.IGNORECASE)
_HINT = regex.compile(r"inspector|quality assurance", regex.IGNORECASE)
_TEAM = regex.compile(r"(?:the )?(?:\w+ )?inspection team(?: members)?:?", regex.IGNORECASE)
_TEAM_END = regex.compile(
    r"the office for standards|©|crown copyright|if you would like a copy", regex.IGNORECASE
)
_BODY_LABEL = regex.compile(
    r"\s*+(?:Ofsted|CQC|Care Quality Commission|HMICFRS|HMI Probation)\s*+:?\s*+"
)
_LISTED = regex.compile(r"(?:\band|&|,)\s++$")
_COUNCILLOR = regex.compile(r"(?:Cllr|Councillor)\b")
_SENTENCE_LEAD = regex.compile(r"\bled by\b|\blead inspectors?\b", regex.IGNORECASE)


def find_inspectors(draft: Draft) -> None:
    """Write ``/inspectors``: a step.

    Parameters
    ----------
    draft : Draft
        The sheet, with kind and sections.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("paragraph", "Lead inspector: Jo Archer, His Majesty's Inspector")]
    >>> draft = Draft(Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 50, "text"))
    >>> find_inspectors(draft)
    >>> draft.get("/inspectors")
    [Inspector(name='Jo Archer', role="His Majesty's Inspector", lead=True)]
    """
    if draft.kind == "jtai":
        draft.miss("/inspectors", "not_in_framework")
        return
    found: list[tuple[Inspector, list[tuple[int, int]], str]] = []
    for listed, label, rule in _all(draft):
        if not _is_inspector(draft.letter.text, listed):
            continue
        title = listed.title
        lead = label.lead or bool(title and _LEAD.search(title))
        role = _SHARED.sub("", title or label.role or "") or None
        one = Inspector(name=listed.name.bare, role=role, lead=lead)
        for known, known_spans, _ in found:
            if same_person(known.name, one.name):
                known_spans.extend(listed.spans)
                known.lead = known.lead or lead
                known.role = known.role or one.role
                break
        else:
            found.append((one, list(listed.spans), rule))
    for one, spans, rule in found:
        cited = [draft.cite(start, end, rule) for start, end in dict.fromkeys(spans)]
        draft.add("/inspectors", one, *cited)
    if not found:
        draft.miss(
            "/inspectors", draft.profile.why_absent("/inspectors") if draft.profile else "not_found"
        )


def _all(draft: Draft) -> Iterator[tuple[Listed, Label, str]]:
    """Yield all that are named, the surest places first."""
    labelled = list(_labelled(draft))
    for listed, label in labelled:
        if not label.skip:
            yield listed, label, "inspector-label"
    off_site = [listed.name.bare for listed, label in labelled if label.skip]
    in_team = list(_in_team_lists(draft)) if draft.kind == "area_send" else []
    for listed, label in in_team:
        yield listed, label, "inspection-team"
    if draft.kind == "area_send":
        yield from _in_sign_off(draft)
    if labelled and draft.profile and draft.profile.has_judgements:
        return
    for listed, label, rule in _in_header(draft):
        if not any(same_person(listed.name.bare, name) for name in off_site):
            yield listed, label, rule


# -- labels ---------------------------------------------------------------------------------------


def _labelled(draft: Draft) -> Iterator[tuple[Listed, Label]]:
    """Yield the names under labels, wherever they stand as a line of their own."""
    blocks = list(draft.letter.body())
    for n, block in enumerate(blocks):
        if not _HINT.search(block.text) or (block.start > _HEADER and not _is_line(block)):
            continue
        yield from _labels_in(draft, blocks, n)


def _is_line(block: Block) -> bool:
    """Say whether a block is short, or begins with a label: prose of a report is neither."""
    if len(block.text.split()) <= _LABEL_WORDS and title_words().label.match(block.text):
        return True
    return bool(_TEAM.match(block.text)) or block.text.startswith("The inspection team")


def _labels_in(draft: Draft, blocks: list[Block], n: int) -> Iterator[tuple[Listed, Label]]:
    """Yield the names after each label of a block, or in the blocks after it."""
    text = draft.letter.text
    block = blocks[n]
    found = [
        m
        for m in title_words().label.finditer(text, block.start, block.end)
        if _stands(text, m, block)
    ]
    for i, match in enumerate(found):
        label = _label(match)
        end = found[i + 1].start() if i + 1 < len(found) else block.end
        end = min(end, match.end() + _LABELLED * 3)
        listing = read_list(text, match.end(), end, full_stops=True)
        yield from ((listed, label) for listed in listing.people)
        last = i + 1 == len(found)
        if last and end == block.end:
            yield from _below(draft, blocks, n, label, listing.people, listing.is_open)


def _label(match: regex.Match[str]) -> Label:
    """Return what a label means: who does not lead has it for a role, where no title is given."""
    label = next(one for name, one in title_words().labels.items() if match.group(name) is not None)
    if label.lead:
        return label
    words = " ".join(match.group().split("(")[0].split()).rstrip(" :–")
    return replace(label, role=words.removesuffix(" s").removesuffix("s"))


def _stands(text: str, match: regex.Match[str], block: Block) -> bool:
    """Say whether a label is one: at the start of a line, or with a colon after it."""
    if match.start() == block.start:
        return True
    return ":" in match.group() or (
        text[: match.start()].endswith(". ") and read_name(text, match.end(), block.end) is not None
    )


def _below(
    draft: Draft, blocks: list[Block], n: int, label: Label, people: list[Listed], is_open: bool
) -> Iterator[tuple[Listed, Label]]:
    """Yield the names that follow in the next blocks; a title alone is that of the last name."""
    text = draft.letter.text
    last = people[-1] if people else None
    for block in blocks[n + 1 : n + 14]:
        if title_words().label.match(text, block.start, block.end):
            return
        title = title_words().title.match(text, block.start, block.end)
        if last is not None and last.title is None and title and title.end() >= block.end - 1:
            last.title = title_as_written(title.group())
            last.spans.append((block.start, block.end))
            if not is_open and people:
                return
            continue
        if people and not is_open:
            return
        listing = read_list(text, block.start, block.end, full_stops=True)
        if not listing.people or text[listing.end : block.end].strip(" ."):
            return
        for listed in listing.people:
            yield listed, label
            last = listed
        is_open = listing.is_open if people else True


# -- the header -----------------------------------------------------------------------------------


def _in_header(draft: Draft) -> Iterator[tuple[Listed, Label, str]]:
    """Yield the names in sentences about inspectors, and those beside an inspector's title."""
    text = draft.letter.text
    start, end = opening(draft)
    end = min(end, start + _HEADER)
    greeting = salutation(draft.letter)
    if greeting is not None and greeting[1] < end:
        start = greeting[1]
    for block in draft.letter.body():
        if block.end <= start or block.start >= end:
            continue
        first, last = max(start, block.start), min(end, block.end)
        for match in title_words().sentence.finditer(text, first, last):
            lead = bool(_SENTENCE_LEAD.search(match.group()))
            title = _title_in(text, match, first)
            role = title_as_written(title.group()) if title else None
            for listed in read_list(text, match.end(), last).people:
                yield _shared(listed, title), Label(lead=lead, role=role), "inspectors-sentence"
        yield from _beside_titles(text, first, last)
        for match in title_words().before.finditer(text, first, last):
            for listed in read_list(text, match.end(), last).people:
                yield _shared(listed, match), Label(role=match.group().strip(" ,")), "beside-title"


def _beside_titles(text: str, first: int, last: int) -> Iterator[tuple[Listed, Label, str]]:
    """Yield the names right before and right after the titles of a passage."""
    read_to = first
    for match in title_words().title.finditer(text, first, last):
        if match.start() < read_to:
            continue
        before = _before(text, match, first)
        listing = read_list(text, before.start if before else match.start(), last)
        read_to = listing.end
        for listed in listing.people:
            if listed.title is not None:
                yield listed, Label(), "beside-title"


def _shared(listed: Listed, title: regex.Match[str] | None) -> Listed:
    """Cite a title that stands before several names for each that has none of its own."""
    if title is not None and listed.title is None:
        start = title.start() + len(title.group()) - len(title.group().lstrip(" ,"))
        listed.spans.append((start, start + len(title.group().strip(" ,"))))
    return listed


def _title_in(text: str, match: regex.Match[str], first: int) -> regex.Match[str] | None:
    """Return the title that a sentence names its inspectors by: "Her Majesty's Inspectors were"."""
    for title in title_words().title.finditer(text, max(first, match.start() - 40), match.end()):
        if title.end() > match.start():
            return title
    return None


def _is_inspector(text: str, listed: Listed) -> bool:
    """Say whether a name is a person's, and no director's or councillor's."""
    if load_gazetteer().get(listed.name.bare) is not None:
        return False
    if listed.title is None and title_words().others.match(text, listed.name.end):
        return False
    return not _COUNCILLOR.match(text, listed.name.start)


def _before(text: str, match: regex.Match[str], first: int) -> Name | None:
    """Return the name that ends where a title begins."""
    window = max(first, match.start() - _BEFORE)
    for word in regex.finditer(
        r"(?<![\p{L}'’-])(?=\p{Lu})", text, pos=window, endpos=match.start()
    ):
        name = read_name(text, word.start(), match.end())
        if name is None or name.end > match.start():
            continue
        gap = text[name.end : match.start()]
        if gap.strip(" (") in ("", ","):
            # "..., Jo Archer, Ofsted inspectors said": several are never one.
            if is_plural(match.group()) and not _LISTED.search(text, window, name.start):
                return None
            if title_words().post.search(text, window, name.start):
                return None
            return name
    return None


def _in_sign_off(draft: Draft) -> Iterator[tuple[Listed, Label, str]]:
    """Yield those who sign a joint letter as its inspectors: its regional directors do not."""
    text = draft.letter.text
    for one in read_sign_off(draft.letter):
        title = title_words().title.match(one.roles[0]) if one.roles else None
        roles = "; ".join(one.roles)
        if title is None or title_words().others.search(", " + roles.replace("; ", ", ")):
            continue
        name = read_name(text, *one.spans[0])
        if name is not None:
            listed = Listed(name, one.roles[0], [one.spans[0], one.spans[1]])
            yield listed, Label(lead=bool(_LEAD.search(roles))), "sign-off"


# -- team lists -----------------------------------------------------------------------------------


def _in_team_lists(draft: Draft) -> Iterator[tuple[Listed, Label]]:
    """Yield the team at the end of a joint area inspection's letter or report."""
    text = draft.letter.text
    is_open = False
    for block in draft.letter.body():
        if _TEAM.fullmatch(block.text.strip()):
            is_open = True
            continue
        if not is_open:
            continue
        if _TEAM_END.search(block.text):
            return
        at = block.start
        body = _BODY_LABEL.match(text, at, block.end)
        at = body.end() if body else at
        while at < block.end:
            listing = read_list(text, at, block.end)
            for listed in listing.people:
                yield listed, Label()
            body = _BODY_LABEL.match(text, listing.end, block.end)
            if body is None or body.end() == at:
                break
            at = body.end()
