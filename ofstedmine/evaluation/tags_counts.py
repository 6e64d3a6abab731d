"""What figures are made of, counted by authority, so that a resample is a sum.

Sentences of one authority resemble each other: intervals come from drawing authorities, not
sentences. With the counts of each authority apart, a thousand draws are one matrix product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ofstedmine.evaluation.tags_predictions import Prediction
from ofstedmine.findings.codebook import load_codebook

__all__ = ["HEADLINES", "Counts", "count", "draws_of", "interval"]

Numbers = npt.NDArray[np.float64]

DRAWS = 1000
SEED = 20240601
LEVEL = 95
HEADLINES = (
    "themes.micro_f1",
    "themes.macro_f1",
    "sentiment.accuracy",
    "sentiment.macro_f1",
    "progress.accuracy",
    "progress.macro_f1",
)
"""The figures that two taggers are compared by."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Right and wrong tags of each authority.

    Attributes
    ----------
    authorities : tuple of str
        In order.
    themes : ndarray of (authority, theme, 3)
        True positives, false positives, false negatives.
    sentiment, progress : ndarray of (authority, label, tag)
        Confusion of the classes.
    """

    authorities: tuple[str, ...]
    themes: Numbers
    sentiment: Numbers
    progress: Numbers

    def figures(self, weights: Numbers) -> dict[str, Numbers]:
        """Return figures of weighted sums over the authorities.

        Parameters
        ----------
        weights : ndarray of (draw, authority)
            How often each draw has each authority.

        Returns
        -------
        dict of str to ndarray
            The headline figures, one a draw, and F1 of each label (``themes.f1``,
            ``sentiment.f1``, ``progress.f1``), one row a draw.
        """
        right, over, under = np.moveaxis(np.tensordot(weights, self.themes, axes=1), -1, 0)
        given = self.themes[..., 0].sum(0) + self.themes[..., 2].sum(0) > 0
        theme = _f1(right, over, under)
        found = {
            "themes.micro_f1": _f1(right.sum(-1), over.sum(-1), under.sum(-1)),
            "themes.macro_f1": theme[:, given].mean(-1) if given.any() else np.zeros(len(weights)),
            "themes.f1": theme,
        }
        for name, confusion in (("sentiment", self.sentiment), ("progress", self.progress)):
            table = np.tensordot(weights, confusion, axes=1)
            hits = np.diagonal(table, axis1=1, axis2=2)
            each = _f1(hits, table.sum(1) - hits, table.sum(2) - hits)
            given = confusion.sum((0, 2)) > 0
            found[f"{name}.f1"] = each
            found[f"{name}.macro_f1"] = each[:, given].mean(-1)
            found[f"{name}.accuracy"] = hits.sum(-1) / np.maximum(1, table.sum((1, 2)))
        return found


def count(predictions: Sequence[Prediction]) -> Counts:
    """Count right and wrong tags by authority.

    Parameters
    ----------
    predictions : sequence of Prediction
        Labels and tags.

    Returns
    -------
    Counts
        The counts.
    """
    book = load_codebook()
    slugs = (book.theme_slugs, book.sentiment_slugs, book.progress_slugs)
    theme, sentiment, progress = ({slug: n for n, slug in enumerate(each)} for each in slugs)
    names = tuple(sorted({one.authority for one in predictions}))
    number = {name: n for n, name in enumerate(names)}
    themes = np.zeros((len(names), len(theme), 3))
    sentiments = np.zeros((len(names), len(sentiment), len(sentiment)))
    progresses = np.zeros((len(names), len(progress), len(progress)))
    for one in predictions:
        at = number[one.authority]
        labels, tags = set(one.themes), set(one.themes_given)
        for outcome, found in enumerate((labels & tags, tags - labels, labels - tags)):
            for slug in found:
                themes[at, theme[slug], outcome] += 1
        sentiments[at, sentiment[one.sentiment], sentiment[one.sentiment_given]] += 1
        progresses[at, progress[one.progress], progress[one.progress_given]] += 1
    return Counts(names, themes, sentiments, progresses)


def draws_of(authorities: int, draws: int = DRAWS) -> Numbers:
    """Return how often each draw has each authority; the same every time.

    Parameters
    ----------
    authorities : int
        How many there are.
    draws : int, optional
        How many draws.

    Returns
    -------
    ndarray of (draw, authority)
        Counts; each row sums to the number of authorities.

    Examples
    --------
    >>> draws_of(4, 2).sum(1).tolist()
    [4.0, 4.0]
    """
    random = np.random.default_rng(SEED)
    even = np.full(authorities, 1 / authorities)
    return random.multinomial(authorities, even, size=draws).astype(float)


def interval(values: Any) -> list[float]:
    """Return the middle 95 % of the values of draws.

    Parameters
    ----------
    values : array_like
        One a draw.

    Returns
    -------
    list of float
        Lower and upper end.

    Examples
    --------
    >>> interval(range(1001))
    [25.0, 975.0]
    """
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(np.asarray(values, dtype=float), [tail, 100 - tail])
    return [round(float(low), 4), round(float(high), 4)]


def _f1(right: Numbers, over: Numbers, under: Numbers) -> Numbers:
    """Return F1 of counts; 0 where there is nothing to find and nothing found."""
    total: Numbers = 2 * right + over + under
    return np.divide(2 * right, total, out=np.zeros_like(total), where=total > 0)
