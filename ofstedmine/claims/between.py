"""Figures that documents of one authority give differently: a difference, no error of either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.claims.figures import agree, same_noun
from ofstedmine.claims.models import Difference
from ofstedmine.claims.wording import content

if TYPE_CHECKING:
    from ofstedmine.claims.models import FigureClaim, Paper

__all__ = ["differences"]

_SHARED = 2


def differences(papers: Sequence[Paper]) -> list[Difference]:
    """Find the figures that documents of one authority give differently.

    Totals are compared: a count that is part of another is left out. Each document speaks of a day
    of its own, so the figures may all be right.

    Parameters
    ----------
    papers : sequence of Paper
        The documents.

    Returns
    -------
    list of Difference
        What is counted, and the claims, in the order of the documents.

    Examples
    --------
    >>> from ofstedmine.claims import read_paper
    >>> first = read_paper(b"Northmoor Council has done 298 actions of its improvement plan.")
    >>> second = read_paper(b"Northmoor Council has done 306 actions of its improvement plan.")
    >>> [one.figure.value for one in differences([first, second])[0].claims]
    [298.0, 306.0]
    """
    found: list[Difference] = []
    for i, first in enumerate(papers):
        for second in papers[i + 1 :]:
            if not set(first.authorities[:1]) & set(second.authorities[:1]):
                continue
            for one in _totals(first):
                for other in _totals(second):
                    if _same_thing(one, other):
                        names = [paper.uri or paper.sha256[:12] for paper in (first, second)]
                        noun = _in_common(one, other)
                        found.append(Difference(noun=noun, documents=names, claims=[one, other]))
    return found


def _totals(paper: Paper) -> list[FigureClaim]:
    """Return the counts that are no parts of others."""
    return [
        one
        for one in paper.claims
        if one.kind == "figure" and one.figure.unit == "count" and one.whole is None
    ]


def _noun(claim: FigureClaim) -> frozenset[str]:
    return content(claim.figure.noun or "")


def _in_common(one: FigureClaim, other: FigureClaim) -> str:
    """Return the words of a noun that another shares, as they are written."""
    shared = _noun(one) & _noun(other)
    return " ".join(word for word in (one.figure.noun or "").split() if content(word) & shared)


def _same_thing(one: FigureClaim, other: FigureClaim) -> bool:
    """Tell whether two counts are of one thing and not the same."""
    if agree(one.figure, other.figure) or not same_noun(one.figure, other.figure):
        return False
    sizes = sorted((one.figure.value, other.figure.value))
    if sizes[1] > 2 * sizes[0]:
        return False
    wholes = any(note.rule == "parts_sum_to_whole" for note in (*one.notes, *other.notes))
    return wholes or len(content(one.text) & content(other.text)) >= _SHARED
