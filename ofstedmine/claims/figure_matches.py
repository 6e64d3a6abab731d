"""How near the sentences of letters that have figures are to the words of a claim with one.

A retelling parts a sentence, joins two, and says "of them" for what the sentence before names. So
the clause of a figure is compared first, then its sentence, and what leads up to both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.figures import agree, comparable, same_noun
from ofstedmine.claims.wording import content, load_table, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.claims.models import Figure, FigureClaim
    from ofstedmine.claims.shelf import Held, Said

__all__ = ["About", "Match", "about", "is_telling", "matches", "subject", "taken"]

_CLAUSE = regex.compile(
    r"[;:—–(]\s?|\)|,\s(?:and|but|while|compared|which|when|up|down|from|of|with)\b"
    r"|\s–\s|\band\s(?:are|is|was|were|have|has)\b"
)
_LEAST = 2
_NOUN, _LEAD, _AROUND = 0.12, 0.2, 0.6
_PIECE = 0.8
_TELLING = 13
"""A smaller number stands in most letters."""
_ROUND = (25, 50, 75)


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is about: the words of its clause, its sentence, and what leads up to it.

    ``piece`` has the words up to the commas around, if they say something.
    """

    clause: frozenset[str]
    sentence: frozenset[str]
    before: frozenset[str]
    piece: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a letter beside one of a document.

    ``near`` is how much the clauses share and decides whether they part; ``wide`` counts the whole
    sentences and what leads up to them, which is enough where the figures agree.
    """

    near: float
    wide: float
    shared: int
    agrees: bool
    held: Held
    said: Said
    figure: Figure


def about(claim: FigureClaim) -> About:
    """Return what a claim's figure is about.

    Examples
    --------
    >>> from ofstedmine.claims import read_paper
    >>> text = b"Ofsted found that plans are good, but 12 audits were late."
    >>> claim = next(one for one in read_paper(text).claims if one.kind == "figure")
    >>> sorted(about(claim).clause)
    ['audit', 'delay']
    """
    at = claim.start - claim.sentence_start
    before = [m.end() for m in _CLAUSE.finditer(claim.text, 0, max(at, 0))]
    after = _CLAUSE.search(claim.text, min(at + claim.end - claim.start, len(claim.text)))
    start = before[-1] if before else 0
    stop = after.start() if after else len(claim.text)
    clause, sentence = subject(claim.text[start:stop]), subject(claim.text)
    lead = subject(claim.before)
    piece = subject(_piece(claim.text, at, at + claim.end - claim.start))
    if len(clause) < _LEAST:
        clause = sentence
    if len(clause) < _LEAST:
        clause = sentence | lead
    return About(clause, sentence, lead, piece if _LEAST <= len(piece) < len(clause) else clause)


def _piece(text: str, start: int, end: int) -> str:
    """Return what stands around a place up to the commas."""
    first = text.rfind(", ", 0, start) + 1
    last = text.find(", ", end)
    return text[first : last if last >= 0 else len(text)]


def subject(text: str) -> frozenset[str]:
    """Return the words that tell what is counted: no numbers, and no "nearly".

    Examples
    --------
    >>> sorted(subject("Almost seven in ten plans"))
    ['plan']
    """
    return content(text) - _numbers()


@cache
def _numbers() -> frozenset[str]:
    words = load_table("figures")["words"]
    return frozenset(stem(word) for one in words.values() for word in one)


def matches(figure: Figure, words: About, held: Held) -> list[Match]:
    """Return the figures of a letter in a like unit, with how much their sentences share."""
    weights = held.weights
    total, whole = weights.sum(words.clause), weights.sum(words.sentence)
    if not total:
        return []
    lead = weights.sum(words.before) or 1.0
    found = []
    for said, figures, there, around in held.figures:
        told = words.clause & there
        told_around = (words.clause - there) & around
        sentence = words.sentence & there
        led = words.before & there
        shared = len(told | told_around | sentence | led)
        if not shared:
            continue
        near = weights.sum(told) / total
        piece = weights.sum(words.piece & there) / weights.sum(words.piece)
        if piece >= _PIECE:
            near = max(near, piece)
        wide = max(near, weights.sum(sentence) / whole if whole else 0.0)
        wide += _AROUND * weights.sum(told_around) / total
        wide += min(_LEAD, weights.sum(led) / lead)
        for other in figures:
            if comparable(figure, other):
                noun = _NOUN if same_noun(figure, other) else 0.0
                found.append(
                    Match(
                        min(1.0, near + noun),
                        min(1.0, wide + noun),
                        len(told | told_around),
                        agree(figure, other),
                        held,
                        said,
                        other,
                    )
                )
    return found


def is_telling(figure: Figure) -> bool:
    """Tell whether a figure is one that two sentences hardly share by chance.

    Examples
    --------
    >>> from ofstedmine.claims.figures import find_figures
    >>> [is_telling(one) for one in find_figures("three plans, 37 plans, half of plans")]
    [False, True, False]
    """
    if figure.unit == "percent":
        return figure.hedge is None and figure.value not in _ROUND and figure.value % 10 != 0
    return figure.value >= _TELLING


def taken(match: Match, beside: Sequence[Figure]) -> bool:
    """Tell whether a letter's figure is what another figure of the claim's sentence tells."""
    return any(agree(one, match.figure) for one in beside)
