"""How a visit was made, and what it looked at.

``/visit/remote`` is true where the letter says that inspectors worked off site, false where it says
that they worked on site, and ambiguous where it says both. Where it says neither nothing is known:
most letters do not.

``/visit/focus`` lists the topics that the front of the letter names, in the letter's words
("children in care"), and the theme of a joint inspection. Areas in a list of their own are the
business of another step.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.wording import inside, opening, patterns_of, sentences

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_circumstances"]

_FOCUSED = frozenset({"focused_visit", "assurance_visit", "monitoring_visit"})
_WORDS = 30
"""A topic with more words is no topic."""
_AND = regex.compile(r",?\s{1,9}+and\s++|,\s++|\s{1,9}+or\s++")
_EDGES = " \t\n,.;:’‘'\"“”()"


def find_circumstances(draft: Draft) -> None:
    """Write ``/visit/remote`` and ``/visit/focus`` (a step).

    Parameters
    ----------
    draft : Draft
        The sheet, with the kind and, where they are known, sections and title.
    """
    if draft.kind == "other":
        return
    _find_place(draft)
    if draft.kind == "jtai":
        _find_theme(draft)
    elif draft.kind in _FOCUSED:
        _find_topics(draft)


def _front(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the sentences before the findings, and those about method."""
    text = draft.letter.text
    known = list(draft.spans("header", "areas", "method", "context"))
    for start, end in opening(draft):
        if not draft.sections or inside((start, end), known):
            yield from sentences(text, start, end)


# -- where ---------------------------------------------------------------------------------------


def _find_place(draft: Draft) -> None:
    """Write whether inspectors worked off site."""
    cues = patterns_of("circumstances", "place")
    text = draft.letter.text
    found: dict[str, tuple[int, int]] = {}
    for start, end in _front(draft):
        if cues["not_ours"].search(text, start, end):
            continue
        for name in ("remote", "on_site"):
            hit = cues[name].search(text, start, end)
            if hit and name not in found:
                found[name] = hit.span()
    evidence = [draft.cite(*span, f"visit-{name}") for name, span in found.items()]
    if len(found) == 1:
        draft.put("/visit/remote", "remote" in found, *evidence)
    elif found:
        draft.miss("/visit/remote", "ambiguous", *evidence)
        draft.warn("remote_in_part", "the letter says that inspectors worked on and off site")


# -- what ----------------------------------------------------------------------------------------


def _find_theme(draft: Draft) -> None:
    """Write the theme of a joint inspection, from its title or else its first sentences."""
    text = draft.letter.text
    cited = [(e.start, e.end) for e in draft.evidence.get("/title", ())]
    spans = [(a, b) for a, b in cited if a is not None and b is not None]
    theme = patterns_of("circumstances", "focus")["theme"]
    for start, end in (*spans, *opening(draft)):
        for hit in theme.finditer(text, start, end):
            first, last = hit.span("topic")
            first = _opened(text, first, last)
            cut = patterns_of("circumstances", "focus")["place"].search(text, first, last)
            # A theme that no place follows is still one in a title, which may name no place.
            if cut is None and (start, end) not in spans:
                continue
            if _add(draft, first, cut.start() if cut else last, "theme"):
                return


def _find_topics(draft: Draft) -> None:
    """Write the topics that the front names; in letters without areas a list of them too."""
    text = draft.letter.text
    focus = patterns_of("circumstances", "focus")
    monitoring = draft.kind == "monitoring_visit"
    for start, end in _front(draft):
        hit = focus["sentence"].search(text, start, end)
        if hit is None and not monitoring:
            hit = focus["looked"].search(text, start, end)
        if hit is None:
            continue
        first, last = hit.span("topic")
        if text[first:last].strip(_EDGES):
            cut = focus["remark"].search(text, first, last)
            for a, b in _parted(text, first, cut.start() if cut else last):
                _add(draft, a, b, "focus-sentence")
        elif not monitoring:
            for a, b in _bullets_after(draft, end):
                _add(draft, a, b, "focus-list")
        if draft.get("/visit/focus"):
            return


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a list of topics where each is a known one; anything else stays whole."""
    known = patterns_of("circumstances", "topics")["known"]
    start = _opened(text, start, end)
    cuts = [(start, start), *(m.span() for m in _AND.finditer(text, start, end)), (end, end)]
    pieces = [(a[1], b[0]) for a, b in itertools.pairwise(cuts) if a[1] < b[0]]
    if all(known.fullmatch(text[a:b].strip(_EDGES)) for a, b in pieces):
        yield from pieces
    else:
        yield start, end


def _opened(text: str, start: int, end: int) -> int:
    """Return where a topic begins behind words such as "the arrangements for"."""
    lead = patterns_of("circumstances", "focus")["opener"].match(text, start, end)
    return lead.end() if lead else start


def _bullets_after(draft: Draft, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the list that follows an offset."""
    for block in draft.letter.body():
        if block.start < offset:
            continue
        if block.kind != "bullet":
            return
        yield block.start, block.end


def _add(draft: Draft, start: int, end: int, rule: str) -> bool:
    """Write one topic, without the marks around it; tell whether it was one."""
    text = draft.letter.text
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    topic = " ".join(text[start:end].split())
    if not topic or len(topic.split()) > _WORDS or topic in (draft.get("/visit/focus") or []):
        return False
    draft.add("/visit/focus", topic, draft.cite(start, end, rule))
    return True
