"""Words in quotation marks, and whose they are said to be.

Marks are paired inside a block: a speech that goes on in the next block opens again there, and one
that never closes ends with its block. An apostrophe closes nothing while a letter follows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import regex

from ofstedmine.claims.wording import patterns, words_of
from ofstedmine.parsing.grades import is_grade

if TYPE_CHECKING:
    from ofstedmine.claims.models import Attribution
    from ofstedmine.claims.paper import Source

__all__ = ["Quotation", "find_quotations"]

_MARK = regex.compile("[“”\"‘’']")
_BEFORE, _AFTER = 240, 130
_BESIDE = 70
_TERM = 3
"""A quotation of nobody in particular is no more than a term where it has so few words."""
_CLOSES = frozenset(" \n\t.,;:!?)]—–-”’\"'")
_OPENS = frozenset(" \n\t([—–-“‘\"'/")
_STOPS = regex.compile(r"[.!?][”’\"')\]]{0,2}\s++(?=[\p{Lu}“‘\"'])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: the span inside the marks, the span with them, and whose words it is."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    by: Attribution = "unknown"
    speaker: tuple[int, int] | None = None


class _Who(NamedTuple):
    by: Attribution
    span: tuple[int, int] | None


def find_quotations(source: Source) -> list[Quotation]:
    r"""Find the quotations of a document, each with its speaker.

    Parameters
    ----------
    source : Source
        The document.

    Returns
    -------
    list of Quotation
        In order; marks around a single term ("the 'front door'") are left out.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.claims.paper import look_at
    >>> text = "Cllr Ann Lee said: ‘We are proud.’ Inspectors noted that ‘plans are clear’."
    >>> [one.by for one in find_quotations(look_at(om.read(text.encode())))]
    ['council', 'ofsted']
    """
    text = source.text
    found: list[Quotation] = []
    for number, block in enumerate(source.blocks):
        last = found[-1] if found else None
        here: list[Quotation] = []
        for one in _paired(text, block.start, block.end):
            previous = here[-1] if here else None
            who = _speaker(text, one, previous, block.start, block.end)
            if who.by == "unknown" and not text[block.start : one.outer_start].strip():
                who = _going_on(source, last, number)
            if who.by == "unknown" and previous and _joined(text, one, previous):
                who = _Who(previous.by, previous.speaker)
            if who.by == "unknown" and block.kind == "bullet":
                who = _led_in(source, number)
            here.append(replace(one, by=who.by, speaker=who.span))
        found += here
    return [one for one in found if _counts(text, one)]


def _counts(text: str, one: Quotation) -> bool:
    """Tell whether a quotation is more than a term, a name or a grade."""
    words = text[one.start : one.end]
    count = len(words_of(words))
    if not count or is_grade(words):
        return False
    if one.by == "council":
        return count >= _TERM
    if count > _TERM or (one.by == "ofsted" and count > 1):
        return True
    return not _is_term(text, one)


def _is_term(text: str, one: Quotation) -> bool:
    """Tell whether a few words in marks are a name or a term: "the 'front door'"."""
    terms = patterns("speakers", "terms")
    before = text[max(0, one.outer_start - 30) : one.outer_start]
    after = text[one.outer_end : one.outer_end + 30]
    return (
        bool(terms["before"].search(before) or terms["after"].match(after))
        or terms["title"].match(text, one.start, one.end) is not None
    )


def _joined(text: str, one: Quotation, previous: Quotation) -> bool:
    """Tell whether a quotation goes on with the one before: "'Now,' she says. 'Then.'"."""
    if previous.by in ("council", "told_inspectors"):
        return True
    if previous.by != "ofsted":
        return False
    # "It describes this as 'clear' and records that 'all is well'": one sentence, one speaker.
    between = text[previous.outer_end : one.outer_start]
    verb = patterns("speakers", "verbs")["speech"].search(between)
    # Behind the verb stands of whom something is said: "and adds that the council 'is slow'".
    others = patterns("speakers", "who")["council"].search(
        between, 0, verb.start() if verb else None
    )
    return len(between) <= _BESIDE and others is None and _STOPS.search(between) is None


# -- marks --------------------------------------------------------------------------------------


def _paired(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yield the outermost quotations of a block."""
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    at = 0
    while at < len(marks):
        place = marks[at]
        if not _opens(text, place, start, end):
            at += 1
            continue
        closer = _closer(text, marks, at, end)
        if closer is not None:
            yield Quotation(place + 1, marks[closer], place, marks[closer] + 1, closed=True)
            at = closer + 1
        elif text[place] in '“"' or text[max(start, place - 2) : place].rstrip().endswith(":"):
            yield Quotation(place + 1, end, place, end, closed=False)
            return
        else:
            at += 1


def _opens(text: str, at: int, start: int, end: int) -> bool:
    if text[at] in "”’" or at + 1 >= end:
        return False
    before = text[at - 1] if at > start else " "
    return before in _OPENS and not text[at + 1].isspace()


def _closer(text: str, marks: list[int], opener: int, end: int) -> int | None:
    """Return the number of the mark that closes another, or None."""
    double = text[marks[opener]] in '“"'
    wanted = '”"' if double else "’'"
    depth = 0
    fallback: int | None = None
    for number in range(opener + 1, len(marks)):
        place = marks[number]
        mark = text[place]
        if not double and mark == "‘" and text[place - 1] in _OPENS:
            depth += 1
        if mark not in wanted or text[place - 1].isspace():
            continue
        after = text[place + 1] if place + 1 < end else " "
        if after not in _CLOSES:
            continue
        if depth:
            depth -= 1
            continue
        plural = (
            not double and text[place - 1] == "s" and text[place + 1 : place + 3].strip().islower()
        )
        if plural and fallback is None:
            # "the inspectors’ letter": it may be an apostrophe, if another mark closes.
            fallback = number
            continue
        if fallback is not None and any(
            text[m] in '“"' or (text[m] == "‘" and text[m - 1] in _OPENS)
            for m in marks[fallback + 1 : number]
        ):
            return fallback
        return number
    return fallback


# -- speakers -----------------------------------------------------------------------------------


def _speaker(text: str, one: Quotation, previous: Quotation | None, start: int, end: int) -> _Who:
    """Return whose words a quotation is, from the sentence around it."""
    floor = max(start, one.outer_start - _BEFORE, previous.outer_end if previous else start)
    before = _last_sentence(text, floor, one.outer_start)
    after = (one.outer_end, _first_sentence(text, one.outer_end, min(end, one.outer_end + _AFTER)))
    if text[one.end - 1] in ".!?" and not _is_byline(text, *after):
        after = (one.outer_end, one.outer_end)
    context = text[max(start, one.outer_start - 2 * _BEFORE) : one.outer_start]
    # Right after a quotation that ends with a comma or a stop the speaker is named.
    leads = text[one.end - 1 : one.end] in ",?!" or text[one.outer_end : one.outer_end + 1] == ","
    orders = ((after, True), (before, False)) if leads else ((before, False), (after, True))
    for (begin, stop), follows in orders:
        who = _named(text, begin, stop, context, follows=follows)
        if who.by != "unknown":
            return _same_person(who, previous)
    return _Who("unknown", None)


def _is_byline(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a full stop is no sentence of its own: "'Yes.' Cllr Lee said."."""
    rest = text[start:end].strip(" .:,")
    if not rest[:1].isupper():
        return True
    verbs = list(patterns("speakers", "verbs")["speech"].finditer(rest))
    return bool(verbs) and verbs[-1].end() == len(rest)


def _same_person(who: _Who, previous: Quotation | None) -> _Who:
    """Give "she" the speaker before, if there is one."""
    if who.span is None and previous is not None and previous.by == who.by:
        return _Who(who.by, previous.speaker)
    return who


def _named(text: str, start: int, end: int, context: str, *, follows: bool) -> _Who:
    """Return who speaks in a stretch before or after a quotation."""
    kinds = patterns("speakers", "who")
    if kinds["told"].search(text, start, end):
        return _Who("told_inspectors", None)
    if kinds["told_them"].search(text, start, end) and kinds["ofsted"].search(context):
        return _Who("told_inspectors", None)
    if not follows and (cited := kinds["cited"].search(text, max(start, end - 70), end)):
        whose = kinds["council"].search(text, cited.start(), end)
        return _Who("council", whose.span()) if whose else _Who("ofsted", None)
    verbs = list(patterns("speakers", "verbs")["speech"].finditer(text, start, end))
    if not verbs:
        return _Who("unknown", None)
    if follows:
        verb = verbs[0]
        # "' is reported in the letter", "', says the leader": who comes after, or right before.
        spans = [(start, verb.start()), (verb.end(), end)]
    else:
        verb = verbs[-1]
        spans = [(start, verb.start())]
        if regex.match(r"according", text[verb.start() : verb.end()], regex.IGNORECASE):
            spans = [(verb.end(), end)]
    for begin, stop in spans:
        who = _nearest(text, begin, stop, context, last=not follows)
        if who.by != "unknown":
            return who
    return _Who("unknown", None)


def _nearest(text: str, start: int, end: int, context: str, *, last: bool) -> _Who:
    """Return who is named nearest to the end, or to the beginning, of a stretch."""
    kinds = patterns("speakers", "who")
    spare = [m.span() for m in kinds["aside"].finditer(text, start, end)]
    named: list[tuple[int, Attribution, tuple[int, int]]] = []
    sides: tuple[Attribution, ...] = ("ofsted", "council")
    for by in sides:
        named += [
            (match.start(), by, match.span())
            for match in kinds[by].finditer(text, start, end)
            if not any(a <= match.start() < b for a, b in spare)
        ]
    if named:
        _, by, span = max(named) if last else min(named)
        return _Who(by, span)
    if kinds["pronoun"].search(text, start, end):
        return _Who("council", None)
    if kinds["they"].search(text, start, end) and kinds["ofsted"].search(context):
        return _Who("ofsted", None)
    for name in kinds["name"].finditer(text, start, end):
        # A word that only begins a sentence is no name, unless it speaks: "Gwen said".
        first = not text[start : name.start()].strip(" \n”’\"'")
        if " " in name.group() or not first or not text[name.end() : end].strip():
            return _Who("council", name.span())
    return _Who("unknown", None)


def _going_on(source: Source, last: Quotation | None, number: int) -> _Who:
    """Return the speaker of the block before, where a speech goes on in this one."""
    if last is None or number == 0:
        return _Who("unknown", None)
    before = source.blocks[number - 1]
    ends = last.outer_end >= before.end - 1
    if before.start <= last.start and ends:
        return _Who(last.by, last.speaker)
    return _Who("unknown", None)


def _led_in(source: Source, number: int) -> _Who:
    """Return who is named in the paragraph that leads in a list."""
    lead = patterns("retelling", "telling")["lead_in"]
    for block in reversed(source.blocks[:number]):
        if block.kind == "bullet":
            continue
        return _Who("ofsted" if lead.search(block.text[-300:]) else "unknown", None)
    return _Who("unknown", None)


def _last_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    stops = [m.end() for m in _STOPS.finditer(text, start, end)]
    return (stops[-1] if stops else start), end


def _first_sentence(text: str, start: int, end: int) -> int:
    stop = _STOPS.search(text, start, end)
    return stop.start() + 1 if stop else end
