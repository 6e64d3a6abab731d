"""Claims with figures held against the figures that letters give of the same thing.

A figure differs only from a sentence that is about the same: it shares most of what the claim says,
and counts in the same unit. Where a letter says nothing of the kind the figure is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import regex

from ofstedmine.claims.figures import agree, same_noun
from ofstedmine.claims.outcome import Outcome, Sureness
from ofstedmine.claims.wording import content

if TYPE_CHECKING:
    from ofstedmine.claims.models import Figure, FigureClaim
    from ofstedmine.claims.shelf import Held, Said

__all__ = ["Tie", "check_figure"]

Tie = Literal["own", "about", "near", "unknown", "none"]

_SUPPORTS, _SUPPORTS_ELSEWHERE = 0.3, 0.42
_DIFFERS = 0.5
_NEARER = 0.08
_NAMELESS = 0.6
_OWN = 0.1
"""A figure that is not said to be Ofsted's must match by so much more."""
_CLAUSE = regex.compile(r"[;:—–]\s|,\s(?:and|but|while|compared|which|when|up|down|from)\b|\s–\s")
_ORDER_OF_SIZE = 3.0


class _Match(NamedTuple):
    score: float
    agrees: bool
    held: Held
    said: Said
    figure: Figure
    about: frozenset[str]


def check_figure(
    claim: FigureClaim, tied: Held | None, letters: Sequence[Held], *, tie: Tie
) -> Outcome:
    """Hold a figure against the letters.

    Parameters
    ----------
    claim : FigureClaim
        The claim.
    tied : Held or None
        The letter that the claim is about, where that is told.
    letters : sequence of Held
        The authority's letters up to the document's day, in order.
    tie : str
        How it is told: by its own sentence or time, as what the document is about, by a sentence
        before, or not at all; ``none`` where the figure is of a time of which there is no visit.

    Returns
    -------
    Outcome
        With the sentence of the letter that gives the figure, or another for the same thing.
    """
    if not letters:
        return Outcome("not_checkable", "the dataset has no letter of this authority by then")
    order = [tied] if tied is not None else []
    order += [one for one in reversed(letters) if one is not tied]
    about = _about(claim)
    matches = [m for held in order for m in _matches(claim.figure, about, held)]
    matches.sort(key=lambda m: (-m.score, not m.agrees))
    here = [m for m in matches if m.held is tied]
    own = claim.attributed_to in ("council", "document", "unknown")
    good = [m for m in here if m.agrees and m.score >= _SUPPORTS + _OWN * own]
    if good:
        return _found(claim, good[0])
    least = _SUPPORTS_ELSEWHERE if claim.attributed_to == "ofsted" else _DIFFERS
    elsewhere = [m for m in matches if m.agrees and m.score >= least]
    against = None
    if tie != "none":
        against = _against(claim, here if tied is not None else matches, about)
    if elsewhere and (against is None or not _is_nearer(against, elsewhere[0], tie)):
        return _found(claim, elsewhere[0])
    weak = [m for m in matches if m.agrees and m.score >= _SUPPORTS / 2]
    if claim.attributed_to == "council":
        return Outcome("not_checkable", "the council's own figure: no letter gives it")
    if against and not (weak and weak[0].score >= against.score):
        why = f"the letter gives {against.figure.as_written!r}"
        return Outcome(
            "differs_from_letter",
            why,
            [against.held.passage(against.said)],
            _sureness(against.score),
            held=against.held,
        )
    if weak and claim.attributed_to == "ofsted":
        return _found(claim, weak[0])
    if claim.attributed_to != "ofsted":
        return Outcome("not_checkable", "the document's own figure: no letter gives it")
    return Outcome("not_found", "no sentence of the letters gives such a figure of this")


def _is_nearer(against: _Match, other: _Match, tie: Tie) -> bool:
    """Tell whether the letter that is meant speaks against a figure that another one gives."""
    if tie == "own":
        return True
    return tie == "about" and against.score > other.score + _NEARER


def _about(claim: FigureClaim) -> frozenset[str]:
    """Return the words of the clause that a figure stands in."""
    at = claim.start - claim.sentence_start
    before = [m.end() for m in _CLAUSE.finditer(claim.text, 0, max(at, 0))]
    after = _CLAUSE.search(claim.text, min(at + claim.end - claim.start, len(claim.text)))
    start = before[-1] if before else 0
    stop = after.start() if after else len(claim.text)
    found = content(claim.text[start:stop])
    return found if len(found) >= 2 else content(claim.text)


def _matches(figure: Figure, about: frozenset[str], held: Held) -> list[_Match]:
    """Return the figures of a letter in the same unit, with how much their sentences share."""
    total = held.weights.sum(about)
    if not total:
        return []
    found = []
    for said, figures, said_about in held.figures:
        shared = held.weights.sum(about & said_about) / total
        if not shared:
            continue
        for other in figures:
            if other.unit == figure.unit:
                near = 0.12 if same_noun(figure, other) else 0.0
                found.append(
                    _Match(
                        min(1.0, shared + near), agree(figure, other), held, said, other, said_about
                    )
                )
    return found


def _against(claim: FigureClaim, matches: Sequence[_Match], about: frozenset[str]) -> _Match | None:
    """Return the figure of the same thing that a claim differs from, or None."""
    for match in sorted(matches, key=lambda m: -m.score):
        if match.agrees or match.score < _DIFFERS:
            continue
        sizes = sorted((claim.figure.value, match.figure.value))
        if not sizes[0] or sizes[1] / sizes[0] > _ORDER_OF_SIZE:
            continue
        if claim.figure.unit == "count" and not _may_be_same(claim.figure, match):
            continue
        if len(about & match.about) < 2:
            continue
        return match
    return None


def _may_be_same(figure: Figure, match: _Match) -> bool:
    """Tell whether two counts may be of one thing: of one name, or a name stands with neither."""
    if figure.noun and match.figure.noun:
        return same_noun(figure, match.figure)
    return match.score >= _NAMELESS


def _found(claim: FigureClaim, match: _Match) -> Outcome:
    exact = abs(match.figure.value - claim.figure.value) < 0.051
    why = "the letter gives it" if exact else f"a fair telling of {match.figure.as_written!r}"
    return Outcome(
        "supported", why, [match.held.passage(match.said)], _sureness(match.score), held=match.held
    )


def _sureness(score: float) -> Sureness:
    return "sure" if score >= 0.7 else "likely" if score >= 0.45 else "possible"
