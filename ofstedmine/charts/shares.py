"""A share of findings with its interval: never a number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.journeys.intervals import wilson
from ofstedmine.showing.words import load_words

if TYPE_CHECKING:
    from ofstedmine.records import Finding

__all__ = ["LEAST", "Share", "What", "classes", "shares"]

What = Literal["sentiment", "progress"]
LEAST = 10
"""Fewer findings than this in a cell are no ground for a share: the cell is left out."""
_UNSTATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some findings have a label.

    Attributes
    ----------
    label : str
        The label's slug.
    count, n : int
        How many have it, of how many.
    low, high : float
        The ends of the interval of 95%, from 0 to 1.
    """

    label: str
    count: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself, from 0 to 1."""
        return self.count / self.n

    @property
    def words(self) -> str:
        """The share, its interval and what it was counted from, in words."""
        return (
            f"{self.share:.0%} ({100 * self.low:.0f}–{100 * self.high:.0f}), "
            f"{self.count} of {self.n}"
        )


def classes(what: What) -> dict[str, str]:
    """Return the labels that shares are made of, each with its name and sign.

    Parameters
    ----------
    what : {"sentiment", "progress"}
        Which labels. Of progress only what is stated.

    Returns
    -------
    dict of str to str
        In the order of the codebook.

    Raises
    ------
    ValueError
        If `what` is neither.

    Examples
    --------
    >>> list(classes("progress"))
    ['improved', 'early', 'no_progress', 'declined']
    """
    book = load_codebook()
    known = {"sentiment": book.sentiments, "progress": book.progresses}
    if what not in known:
        raise ValueError(f"what={what!r}: there are 'sentiment' and 'progress'")
    signs = load_words()["signs"]
    return {
        one.slug: f"{signs[one.slug]} {one.label}" for one in known[what] if one.slug != _UNSTATED
    }


def shares(
    findings: Sequence[Finding], labels: Iterable[str], has: Callable[[Finding, str], bool]
) -> list[Share]:
    """Return the share of each label among findings.

    Parameters
    ----------
    findings : sequence of Finding
        Those that count.
    labels : iterable of str
        The labels.
    has : callable
        Says whether a finding has a label.

    Returns
    -------
    list of Share
        One a label; none where there are too few findings.
    """
    n = len(findings)
    if n < LEAST:
        return []
    counts = {label: sum(has(one, label) for one in findings) for label in labels}
    return [Share(label, count, n, *wilson(count, n)) for label, count in counts.items()]
