"""From soft labels to probabilities, and from probabilities to tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofstedmine.findings.labelled import LabelledFinding
from ofstedmine.findings.labels import columns, labels_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Calibration", "calibrate", "confidence"]

UNSURE = 0.15
"""The share of findings that a person is asked to look at."""
_STEEPEST = 10.0
_LEAST = 1e-4  # of a probability: the last digit that is kept
_ENOUGH = 500  # sentences


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes soft labels probabilities.

    Attributes
    ----------
    weights : numpy.ndarray of float64, shape (n_labels, n_labels)
        One column a label: the logit of each theme hangs on its own soft label, that of each
        sentiment and progress on all of them.
    bias : numpy.ndarray of float64, shape (n_labels,)
        What is added.
    thresholds : numpy.ndarray of float64, shape (n_themes,)
        From which probability on a theme is given.
    favour : numpy.ndarray of float64, shape (n_labels,)
        What is added to the logarithm of a probability before the likeliest is chosen: rare
        directions of travel would else hardly ever be.
    unsure : float
        Below this confidence a finding is marked as uncertain.
    """

    weights: np.ndarray
    bias: np.ndarray
    thresholds: np.ndarray
    favour: np.ndarray
    unsure: float

    def probabilities(self, soft: np.ndarray) -> np.ndarray:
        """Return probabilities: of each theme by itself, of sentiments and progress together.

        Parameters
        ----------
        soft : numpy.ndarray, shape (n_rows, n_labels)
            Soft labels.

        Returns
        -------
        numpy.ndarray of float64, shape (n_rows, n_labels)
            Rounded to four digits.
        """
        import numpy as np

        where = columns()
        logits = self._logits(soft)
        found = np.empty_like(logits)
        found[:, where.themes] = 1 / (1 + np.exp(-logits[:, where.themes]))
        for group in (where.sentiment, where.progress):
            powers = np.exp(logits[:, group] - logits[:, group].max(axis=1, keepdims=True))
            found[:, group] = powers / powers.sum(axis=1, keepdims=True)
        return found.round(4)

    def log_odds(self, soft: np.ndarray) -> np.ndarray:
        """Return the logarithm of the odds of each label against what else there is.

        Parameters
        ----------
        soft : numpy.ndarray, shape (n_rows, n_labels)
            Soft labels.

        Returns
        -------
        numpy.ndarray of float64, shape (n_rows, n_labels)
            Above zero where a label is more likely than not.
        """
        import numpy as np

        where = columns()
        logits = self._logits(soft)
        for group in (where.sentiment, where.progress):
            powers = np.exp(logits[:, group] - logits[:, group].max(axis=1, keepdims=True))
            others = np.maximum(powers.sum(axis=1, keepdims=True) - powers, 1e-12)
            logits[:, group] = np.log(np.maximum(powers, 1e-12)) - np.log(others)
        return logits

    def _logits(self, soft: np.ndarray) -> np.ndarray:
        import numpy as np
        from scipy.sparse import csr_matrix

        # As in the student: row by row, so that no row hangs on the others.
        logits: np.ndarray = np.asarray(csr_matrix(soft) @ self.weights) + self.bias
        return logits

    def given(self, probabilities: np.ndarray) -> np.ndarray:
        """Return which themes are given.

        Parameters
        ----------
        probabilities : numpy.ndarray, shape (n_rows, n_labels)
            What `probabilities` returned.

        Returns
        -------
        numpy.ndarray of bool, shape (n_rows, n_themes)
            True where a theme is given.
        """
        given: np.ndarray = probabilities[:, columns().themes] >= self.thresholds
        return given

    def chosen(self, probabilities: np.ndarray, group: slice) -> np.ndarray:
        """Return which sentiment, or which progress, is chosen.

        Parameters
        ----------
        probabilities : numpy.ndarray, shape (n_rows, n_labels)
            What `probabilities` returned.
        group : slice
            The columns of sentiments or of progress.

        Returns
        -------
        numpy.ndarray of int, shape (n_rows,)
            The number of the class in its group.
        """
        import numpy as np

        likely = np.log(np.maximum(probabilities[:, group], _LEAST)) + self.favour[group]
        chosen: np.ndarray = likely.argmax(axis=1)
        return chosen


def confidence(probabilities: np.ndarray) -> np.ndarray:
    """Return how sure the tagger is of a finding, from its tone above all.

    Parameters
    ----------
    probabilities : numpy.ndarray, shape (n_rows, n_labels)
        What `Calibration.probabilities` returned.

    Returns
    -------
    numpy.ndarray of float64, shape (n_rows,)
        The probability that sentiment and progress are both right, times (to the power of a
        half, for a theme more or less misleads less) that all themes are.
    """
    import numpy as np

    where = columns()
    themes = probabilities[:, where.themes]
    sure: np.ndarray = (
        probabilities[:, where.sentiment].max(axis=1)
        * probabilities[:, where.progress].max(axis=1)
        * np.sqrt(np.maximum(themes, 1 - themes).prod(axis=1))
    )
    return sure.round(4)


def calibrate(soft: np.ndarray, rows: Sequence[LabelledFinding], *, seed: int) -> Calibration:
    """Learn what makes soft labels probabilities, and the thresholds of themes.

    Parameters
    ----------
    soft : numpy.ndarray, shape (n_rows, n_labels)
        The student's answers on sentences whose labels it was not told.
    rows : sequence of LabelledFinding
        The sentences. Probabilities of sentiments are learnt on those of a random draw, where
        there are enough: only these have the shares of running letters.
    seed : int
        Where chance begins.

    Returns
    -------
    Calibration
        For the student's answers on other sentences.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    where = columns()
    labels = labels_of(rows)
    width = len(where.slugs)
    weights = np.zeros((width, width))
    bias = np.zeros(width)
    for column in range(where.sentiment.start):
        if 0 < labels[:, column].sum() < len(labels):
            model = LogisticRegression(C=100.0).fit(soft[:, [column]], labels[:, column])
            weights[column, column], bias[column] = model.coef_[0, 0], model.intercept_[0]
        else:
            # Never seen, or never absent: there is nothing to learn but that.
            bias[column] = _STEEPEST if labels[:, column].all() else -_STEEPEST
    spread = np.maximum(soft.std(axis=0), 1e-6)
    every = np.ones(len(labels), dtype=bool)
    drawn = np.array([row.draw == "random" for row in rows])
    if drawn.sum() < _ENOUGH:
        drawn = every
    # The rare directions of travel stand mostly in the sentences that were selected for them.
    for group, used in ((where.sentiment, drawn), (where.progress, every)):
        kind = labels[used][:, group].argmax(axis=1)
        seen = np.unique(kind)
        bias[group] = -_STEEPEST
        if len(seen) == 1:
            bias[group.start + seen[0]] = _STEEPEST
            continue
        model = LogisticRegression(C=0.3, max_iter=2000).fit(soft[used] / spread, kind)
        coefficients, intercepts = model.coef_, model.intercept_
        if len(seen) == 2:
            # Of two classes scikit-learn keeps one: the other is its mirror.
            coefficients = np.vstack([-coefficients, coefficients]) / 2
            intercepts = np.hstack([-intercepts, intercepts]) / 2
        for row, one in enumerate(seen):
            weights[:, group.start + one] = coefficients[row] / spread
            bias[group.start + one] = intercepts[row]
    still = np.zeros(width)
    free = Calibration(weights, bias, np.full(where.sentiment.start, 0.5), still, 0.0)
    found = free.probabilities(soft)
    rng = np.random.default_rng(seed)
    thresholds = np.array(
        [_threshold(found[:, i], labels[:, i], rng) for i in range(where.sentiment.start)]
    )
    favour = still.copy()
    # Of sentiment the likeliest is given: favouring rare ones was tried, and gained nothing.
    favour[where.progress] = _favour(
        found[:, where.progress], labels[:, where.progress].argmax(axis=1)
    )
    unsure = float(np.quantile(confidence(found[drawn]), UNSURE))
    return Calibration(weights, bias, thresholds, favour, round(unsure, 4))


def _favour(found: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return what to favour each class by, for the best macro F1."""
    import numpy as np

    likely = np.log(np.maximum(found, _LEAST))
    width = found.shape[1]

    def worth(favour: np.ndarray) -> float:
        chosen = (likely + favour).argmax(axis=1)
        table = np.bincount(kind * width + chosen, minlength=width**2).reshape(width, width)
        right = np.diag(table)
        f1 = 2 * right / np.maximum(table.sum(axis=0) + table.sum(axis=1), 1)
        return float(f1.mean())

    favour = np.zeros(width)
    best = worth(favour)
    for step in (0.4, 0.2, 0.1):
        for one, by in ((one, by) for one in range(width) for by in (-2, -1, 1, 2)):
            tried = favour.copy()
            tried[one] += by * step
            if (reached := worth(tried)) > best + 1e-9:
                favour, best = tried, reached
    return favour


def _threshold(scores: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> float:
    """Return the threshold of the highest F1: the middle one of several draws, for rare themes."""
    import numpy as np

    if not labels.any():
        return 1.0
    best = []
    for _ in range(30):
        draw = rng.integers(0, len(labels), len(labels))
        order = draw[np.argsort(-scores[draw], kind="stable")]
        right = np.cumsum(labels[order])
        f1 = 2 * right / (np.arange(1, len(order) + 1) + max(right[-1], 1))
        best.append(scores[order[f1.argmax()]])
    return round(float(np.median(best).clip(0.1, 0.9)), 3)
