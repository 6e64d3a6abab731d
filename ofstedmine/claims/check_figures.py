"""Claims with figures held against the figures that letters give of the same thing.

A figure differs only from a sentence that is about the same: it shares most of what the claim says,
and counts in the same unit. Where a letter says nothing of the kind the figure is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ofstedmine.claims.figure_matches import about as words_about
from ofstedmine.claims.figure_matches import is_telling, matches, taken
from ofstedmine.claims.figures import same_noun
from ofstedmine.claims.outcome import Outcome, Sureness

if TYPE_CHECKING:
    from ofstedmine.claims.figure_matches import Match
    from ofstedmine.claims.models import Figure, FigureClaim
    from ofstedmine.claims.shelf import Held

__all__ = ["Tie", "check_figure"]

Tie = Literal["own", "about", "near", "unknown", "none"]

_SUPPORTS, _SUPPORTS_ELSEWHERE = 0.3, 0.42
_TELLING = 0.15
"""So much less is enough for a figure that two sentences hardly share by chance."""
_DIFFERS = 0.5
_NEARER, _MUCH_NEARER = 0.08, 0.3
_NAMELESS = 0.6
_WHOLE = 0.62
_OWN = 0.1
"""A figure that is not said to be Ofsted's must match by so much more."""
_ORDER_OF_SIZE = 3.0


def check_figure(
    claim: FigureClaim,
    tied: Held | None,
    letters: Sequence[Held],
    *,
    tie: Tie,
    beside: Sequence[Figure] = (),
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
    beside : sequence of Figure, optional
        The other figures of the sentence: what one of them tells is not what this one differs from.

    Returns
    -------
    Outcome
        With the sentence of the letter that gives the figure, or another for the same thing.
    """
    if not letters:
        return Outcome("not_checkable", "the dataset has no letter of this authority by then")
    order = [tied] if tied is not None else []
    order += [one for one in reversed(letters) if one is not tied]
    words = words_about(claim)
    found = [m for held in order for m in matches(claim.figure, words, held)]
    found.sort(key=lambda m: (-m.wide, not m.agrees))
    here = [m for m in found if m.held is tied]
    against = None
    if tie != "none":
        against = _against(claim, here if tied is not None else found, beside)
    less = _TELLING if is_telling(claim.figure) else 0.0
    own = _OWN * (claim.attributed_to != "ofsted")
    good = next((m for m in here if m.agrees and m.wide >= _SUPPORTS + own - less), None)
    if good is None and less and tie == "about":
        good = next((m for m in here if m.agrees), None)
    if good and not (against and against.near > good.wide + _MUCH_NEARER):
        return _found(claim, good)
    least = _SUPPORTS_ELSEWHERE if claim.attributed_to == "ofsted" else _DIFFERS
    elsewhere = next((m for m in found if m.agrees and m.wide >= least - less), None)
    if elsewhere and (against is None or not _is_nearer(against, elsewhere, tie)):
        return _found(claim, elsewhere)
    if claim.attributed_to == "council":
        return Outcome("not_checkable", "the council's own figure: no letter gives it")
    weak = next((m for m in found if m.agrees and m.wide >= _SUPPORTS / 2), None)
    if against and not (weak and weak.wide >= against.near):
        return Outcome(
            "differs_from_letter",
            f"the letter gives {against.figure.as_written!r}",
            [against.held.passage(against.said)],
            _sureness(against.near),
            held=against.held,
        )
    if weak and claim.attributed_to == "ofsted":
        return _found(claim, weak)
    if claim.attributed_to != "ofsted":
        return Outcome("not_checkable", "the document's own figure: no letter gives it")
    return Outcome("not_found", "no sentence of the letters gives such a figure of this")


def _is_nearer(against: Match, other: Match, tie: Tie) -> bool:
    """Tell whether the letter that is meant speaks against a figure that another one gives."""
    if tie == "own":
        return True
    return tie == "about" and against.near > other.wide + _NEARER


def _against(claim: FigureClaim, found: Sequence[Match], beside: Sequence[Figure]) -> Match | None:
    """Return the figure of the same thing that a claim differs from, or None."""
    for match in sorted(found, key=lambda m: -m.near):
        same = match.near >= _DIFFERS and match.shared > 1
        if match.agrees or not (same or match.wide >= _WHOLE) or taken(match, beside):
            continue
        sizes = sorted((claim.figure.value, match.figure.value))
        if not sizes[0] or sizes[1] / sizes[0] > _ORDER_OF_SIZE:
            continue
        if claim.figure.unit == "count" and not _may_be_same(claim.figure, match):
            continue
        return match
    return None


def _may_be_same(figure: Figure, match: Match) -> bool:
    """Tell whether two counts may be of one thing: of one name, or a name stands with neither."""
    if figure.noun and match.figure.noun:
        return same_noun(figure, match.figure)
    return match.wide >= _NAMELESS


def _found(claim: FigureClaim, match: Match) -> Outcome:
    exact = abs(match.figure.value - claim.figure.value) < 0.051
    why = "the letter gives it" if exact else f"a fair telling of {match.figure.as_written!r}"
    return Outcome(
        "supported", why, [match.held.passage(match.said)], _sureness(match.wide), held=match.held
    )


def _sureness(score: float) -> Sureness:
    return "sure" if score >= 0.7 else "likely" if score >= 0.45 else "possible"
