"""A letter flattened to one line is cut where every letter has a seam.

Copying from some viewers, and some converters, lose all line ends, and the letterhead may come
after the first page's words. The cuts are made at anchors that letters share: letterhead, date,
addressee, salutation, title, known headings before a capital, sign-off.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from functools import cache
from itertools import pairwise

import regex

from . import forms, lists
from .known import APOSTROPHE, known
from .pieces import Piece

Mark = Callable[[int, int, str], None]
LEAST = 300  # characters: a shorter line needs no cutting

OPENER = (
    r"(?:This (?:letter|visit|inspection|report|was|is)|The (?:visit|inspection)"
    r"|I am (?:writing|pleased)|Thank you|Following (?:my|the|our)"
    r"|I write|On \d|Between \d|From \d|Inspectors|We (?:are|have|visited)|Ofsted)"
)
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|latest|short"
    r"|\d{1,2}(?:st|nd|rd|th)) "
)
SALUTATION = regex.compile(
    r"\bDear (?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Cllr|Councillor|Lord|Lady"
    r"|Baroness)\.? )?"
    r"(?:local partnership|colleagues?"
    r"|(?:(?:van|von|de|der|den|del|di|da|la|le|du|ap|ab|bin|al) ){0,3}"
    r"\p{Lu}[\p{L}’'-]+(?: (?:and |& )?\p{Lu}[\p{L}’'-]+){0,9}?),?"
    rf"(?= (?:{OPENER}|\d|(?i:(?:{ORDINAL})*+(?:monitoring|focus+ed|assurance|joint|inspection"
    r"|re-?inspection|ilacs|follow-up|local authority|children.s services|area send)\b)))"
)
SUMMARISES = regex.compile(r"\bThis letter (?:summari[sz]es|contains|outlines|sets out|reports)\b")
COPIES_SENTENCE = regex.compile(
    r"(?:I am (?:also )?copying this letter|This letter will be published|A copy of this letter)\b"
)
SIGN_OFF = regex.compile(r"\bYours (?:sincerely|faithfully|truly),?(?= |$)")
COPYING = regex.compile(rf"(?<=[.!?’”] ){COPIES_SENTENCE.pattern}")
LETTERHEAD = regex.compile(
    r"\b(?:Ofsted )?(?:Cumberland Place|Royal Exchange Buildings|\p{Lu}\w+ (?:House|Gate))"
    rf",? (?:[\p{{Lu}}\d][\w’'.-]*,? ){{1,9}}{forms.POSTCODE}"
)
CONTACTS = regex.compile(rf"(?: ?{forms.CONTACT.pattern})++", regex.I)
CONTACT_START = regex.compile(
    r"(?:\*\*T\*\*|\bT:?|\bTel(?:ephone)?:?) (?=0\d)|\bTextphone:? (?=0)"
    r"|(?<!\S)[\w.-]{1,60}@ofsted\.gov\.uk|\[email.protected\]|\b(?:www|https?)\S{0,60}ofsted\S*"
)
RECYCLED = regex.compile(r"\bOfsted is proud to use recycled paper\.?", regex.I)
DATE = regex.compile(
    r"(?<!\b(?:on|by|in|of|the|from|to|and|dated|since|until|between|before|after|for"
    r"|published|,) )"
    r"(?<![–-] )"
    rf"\b{forms.DATE}(?![\w/]| (?:and|to|–|-) )",
    regex.I,
)
WORD_START = regex.compile(r"(?<=\s)\p{Ll}")
FUNCTION_WORD = regex.compile(
    r"\b(?:a|an|the|of|and|or|to|for|in|on|by|with|under|these|those|their|following|section"
    r"|called|headed)$",
    regex.I,
)


def is_flat(text: str, whole: int) -> bool:
    """Say whether a paragraph holds the seams of a letter within it."""
    if len(text) < LEAST:
        return False
    seams = 0
    for pattern in (SALUTATION, SUMMARISES, SIGN_OFF, LETTERHEAD, COPYING):
        found = pattern.search(text)
        seams += found is not None and (found.start() > 0 or pattern is LETTERHEAD)
    if seams >= 2:
        return True
    return seams + len(_heading_cuts(text)) >= 2 and 2 * len(text) > whole


def cut(piece: Piece) -> list[Piece]:
    """Return the pieces of a flattened letter."""
    text = piece.text
    marks = _seams(text)
    places = sorted(marks)
    out: list[Piece] = []
    begun = False
    for start, end in pairwise([*places, len(text)]):
        part = slice_piece(piece, start, end)
        begun |= marks[start] in ("title", "opening", "heading")
        if part.text:
            part.why = f"flattened: {marks[start]}" if marks[start] else "flattened"
            if begun and marks[start] == "letterhead":  # it came after the first page's words
                part.kind = "furniture"
            out.extend(_items(part))
    return out


def _seams(text: str) -> dict[int, str]:
    """Return the places where pieces start, and the anchors found there ("" after one)."""
    marks: dict[int, str] = {0: ""}

    def mark(start: int, end: int, why: str) -> None:
        marks[start] = why
        marks.setdefault(end, "")

    greeting = SALUTATION.search(text)
    if greeting:
        mark(greeting.start(), greeting.end(), "salutation")
        _mark_title(text, greeting.end(), mark)
    opening = SUMMARISES.search(text)
    front = min(m.start() for m in (greeting, opening) if m) if greeting or opening else 600
    for found in DATE.finditer(text, 0, front):
        mark(found.start(), found.end(), "date")
    for found in SUMMARISES.finditer(text):
        if not FUNCTION_WORD.search(text[max(0, found.start() - 24) : found.start()].rstrip()):
            marks.setdefault(found.start(), "opening")
    for pattern, why in ((RECYCLED, "furniture"), (SIGN_OFF, "sign-off")):
        for found in pattern.finditer(text):
            mark(found.start(), found.end(), why)
    copies = -200
    for found in COPYING.finditer(text):
        if found.start() - copies > 120:  # the sentences about copies are one paragraph
            marks[found.start()] = "copies"
            copies = found.start()
    _mark_letterheads(text, mark)
    for start, end, _ in _heading_cuts(text, marks):
        mark(start, end, "heading")
    marks.pop(len(text), None)
    return marks


def _mark_title(text: str, at: int, mark: Mark) -> None:
    """Mark the title after a salutation: it ends where the letter's first sentence starts."""
    opening = regex.compile(rf" (?={OPENER}\b)").search(text, at + 1, at + 320)
    if opening and known().is_title(text[at : opening.start()].strip()):
        mark(at, opening.start(), "title")


def _mark_letterheads(text: str, mark: Mark) -> None:
    taken = 0
    for pattern in (LETTERHEAD, CONTACT_START):
        for found in pattern.finditer(text):
            if found.start() < taken:
                continue
            rest = CONTACTS.match(text, found.end() if pattern is LETTERHEAD else found.start())
            ofsted = (
                "ofsted" in text[found.start() : (rest.end() if rest else found.end())].casefold()
            )
            if not rest and not ofsted and found.start() > 0:
                continue  # a postcode of an addressee
            end = rest.end() if rest else found.end()
            mark(found.start(), end, "letterhead")
            taken = max(taken, end)


@cache
def _headings() -> tuple[regex.Pattern[str], dict[str, tuple[int, str]]]:
    """Return a pattern of all headings that may run in, and their levels and rules."""
    entries = [h for h in known().headings.values() if h.run_in != "never"]
    entries.sort(key=lambda h: -len(h.text))
    parts = []
    for heading in entries:
        words = regex.escape(APOSTROPHE.sub("'", heading.text).rstrip("?"), special_only=True)
        # Some letters print "Key Strengths".
        words = WORD_START.sub(lambda m: f"[{m[0]}{m[0].upper()}]", words).replace("'", "['’]")
        tail = rf"(?:: (?i:{'|'.join(known().grades)}))?" if heading.graded else ""
        parts.append(words + tail)
    # A sentence, a list or the first numbered paragraph may follow.
    pattern = regex.compile(
        rf"(?<![\w’'-])(?P<head>{'|'.join(parts)})[?:]?"
        rf"(?= +(?:[\p{{Lu}}‘“'\"•◼▪\uf06e−]|[-–*] \p{{L}}|\d{{1,3}}\. ?\p{{Lu}}))"
    )
    return pattern, {h.text.rstrip("?").casefold(): (h.level, h.run_in) for h in entries}


def _rule(head: str) -> tuple[int, str]:
    rules = _headings()[1]
    plain = APOSTROPHE.sub("'", head).rstrip("?:").casefold()
    return rules.get(plain) or rules.get(plain.rpartition(":")[0]) or (2, "after_stop")


def _heading_cuts(text: str, seams: Container[int] = ()) -> list[tuple[int, int, int]]:
    """Return start, end and level of the known headings inside flattened text."""
    out: list[tuple[int, int, int]] = []
    for found in _headings()[0].finditer(text):
        before = text[max(0, found.start() - 40) : found.start()].rstrip()
        level, run_in = _rule(found["head"])
        at = found.start()
        after_heading = bool(out) and out[-1][1] >= at - 1
        after_seam = at in seams or at - 1 in seams
        stopped = not before or forms.ends_sentence(before) or after_heading or after_seam
        if stopped or (run_in == "always" and not FUNCTION_WORD.search(before)):
            out.append((found.start(), found.end(), level))
    return out


def run_in(text: str) -> tuple[int, int] | None:
    """Return level and end of a known heading that a paragraph starts with.

    Examples
    --------
    >>> run_in("Areas covered by the visit Inspectors looked at the front door.")
    (2, 26)
    >>> run_in("Strengths and risks are known.") is None
    True
    """
    found = _headings()[0].match(text)
    if not found or not text[0].isupper():
        return None
    level, rule = _rule(found["head"])
    words = len(text[found.end() :].split(None, 8))
    if rule == "after_stop" and words < 6:
        return None
    return level, found.end()


def slice_piece(piece: Piece, start: int, end: int) -> Piece:
    """Return a part of a piece, without white space at its ends, on its own page."""
    text = piece.text[start:end]
    lead = len(text) - len(text.lstrip())
    at = start + lead
    text = text.strip()
    page = piece.page
    for offset, number in piece.breaks:
        if offset <= at:
            page = number
    breaks = tuple((o - at, n) for o, n in piece.breaks if at < o < at + len(text))
    return replace(piece, text=text, page=page, breaks=breaks)


def split_piece(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """Cut a piece in two."""
    first, second = slice_piece(piece, 0, at), slice_piece(piece, at, len(piece.text))
    second.apart = False
    return first, second


ITEM = regex.compile(
    rf"(?:(?<=[\s:;.,])|^)([{lists.GLYPHS}]|^[-–−*](?= \p{{L}})|(?<=: )[-–−*]"
    rf"|(?<=[;.] )[-–−](?= \p{{L}}))\s*+"
)


def _items(piece: Piece) -> list[Piece]:
    """Cut the list items of flattened text apart where their marks are left."""
    found = list(ITEM.finditer(piece.text))
    if not found:
        return [piece]
    mark = found[0][1]
    if mark in "-–−*":  # the same dash between spaces parts the items that end in no stop
        dashes = regex.compile(rf"(?<=\s){regex.escape(mark)}\s++(?=\p{{L}})")
        found = [found[0], *dashes.finditer(piece.text, found[0].end())]
    if len(found) < 2 and found[0].start() > 0:
        return [piece]
    out: list[Piece] = []
    if found[0].start() > 0:
        out.append(slice_piece(piece, 0, found[0].start()))
    for i, item in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(piece.text)
        rest = None
        if i + 1 == len(found):  # the last item ends with its sentence; a paragraph may follow
            stop = regex.compile(r"[.!?][”’\"]?(?= \p{Lu})").search(piece.text, item.end())
            if stop and stop.end() < end:
                rest, end = slice_piece(piece, stop.end(), end), stop.end()
        part = slice_piece(piece, item.end(), end)
        if part.text:
            out.append(
                replace(part, kind="bullet", marker=mark.strip(), level=1, why="flattened: mark")
            )
        if rest is not None and rest.text:
            out.append(rest)
    return out
