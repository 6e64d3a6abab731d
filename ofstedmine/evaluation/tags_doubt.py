"""Whether a tagger knows when it is wrong: calibration, and errors among what it is sure of."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from ofstedmine.evaluation.tags_predictions import Prediction

__all__ = ["calibration_error", "doubt"]

BINS = 15
SURE = 0.85
"""Share of the sentences that counts as the least uncertain ones."""


def calibration_error(scores: Any, right: Any, bins: int = BINS) -> float:
    """Return the expected calibration error, over bins of equally many scores.

    Parameters
    ----------
    scores : array_like
        Probabilities.
    right : array_like
        1 where what they are about is so, else 0.
    bins : int, default 15
        How many bins.

    Returns
    -------
    float
        Mean distance between the score and the share that is right; 0 is perfect.

    Examples
    --------
    >>> calibration_error([0.5] * 4, [1, 0, 1, 0], bins=1)
    0.0
    """
    scores, right = np.asarray(scores, dtype=float), np.asarray(right, dtype=float)
    if not len(scores):
        return 0.0
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, min(bins, len(scores)))
    gaps = [len(part) * abs(scores[part].mean() - right[part].mean()) for part in parts]
    return float(sum(gaps) / len(scores))


def doubt(rows: Sequence[Prediction]) -> dict[str, Any]:
    """Measure what the uncertainty of tags is worth.

    Parameters
    ----------
    rows : sequence of Prediction
        Labels and tags.

    Returns
    -------
    dict
        ``marked``: the share marked as uncertain. For ``sentiment``, ``progress``, ``themes``
        (all of them right) and ``any`` (all three right): the error rate of all sentences, of
        those that are not marked and of the 85 % least uncertain, and the last in parts of the
        first. Least uncertain are the most probable: by the score of the class that was given, by
        the product of the decisions about all themes, by the product of all these.
    """
    marked = np.array([one.uncertain for one in rows])
    sure = {
        "sentiment": np.array([max(one.sentiment_scores.values(), default=0.0) for one in rows]),
        "progress": np.array([max(one.progress_scores.values(), default=0.0) for one in rows]),
        "themes": np.array([_theme_certainty(one) for one in rows]),
    }
    wrong = {
        "sentiment": np.array([one.sentiment != one.sentiment_given for one in rows]),
        "progress": np.array([one.progress != one.progress_given for one in rows]),
        "themes": np.array([set(one.themes) != set(one.themes_given) for one in rows]),
    }
    sure["any"] = np.multiply.reduce(list(sure.values()))
    wrong["any"] = np.logical_or.reduce(list(wrong.values()))
    found: dict[str, Any] = {"marked": round(float(marked.mean()), 4), "share_sure": SURE}
    for name, errors in wrong.items():
        order = np.argsort(-sure[name], kind="stable")
        kept = errors[order[: round(SURE * len(rows))]]
        overall = float(errors.mean())
        found[name] = {
            "error": round(overall, 4),
            "error_unmarked": round(float(errors[~marked].mean()), 4) if not marked.all() else None,
            "error_marked": round(float(errors[marked].mean()), 4) if marked.any() else None,
            "error_sure": round(float(kept.mean()), 4) if len(kept) else None,
            "ratio_sure": round(float(kept.mean()) / overall, 4) if overall and len(kept) else None,
        }
    return found


def _theme_certainty(one: Prediction) -> float:
    """Return the probability that every decision about a theme is right, each by itself."""
    given = set(one.themes_given)
    scores = one.theme_scores.items()
    return prod(score if slug in given else 1 - score for slug, score in scores)
