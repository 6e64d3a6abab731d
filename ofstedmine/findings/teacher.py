"""The teacher: slow and good, it labels sentences for the tagger to learn from.

Kernel ridge regression on two views of a sentence: its n-grams, and its meaning to a pretrained
encoder where vectors are at hand. It answers in soft labels, about a hundred thousand sentences in
a minute; the tagger that learns from them needs no encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.features import Features, load_settings
from ofstedmine.findings.folds import folds_by_authority
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding
from ofstedmine.findings.labels import columns, labels_of

if TYPE_CHECKING:
    import numpy as np

    from ofstedmine.findings.vectors import Vectors

__all__ = ["Teacher"]

ALPHA = {"themes": 0.8, "tone": 0.5}
"""How much the regression is held back; measured on folds by authority."""
MEANING = 4.0
"""What the meaning counts beside the n-grams."""
SHARPNESS = 1.5
"""How fast the likeness of two meanings falls with the angle between them."""
FOLDS = 5
_CHUNK = 4000


class Teacher:
    """Learns from labelled sentences and answers for others.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        What it learns from.
    vectors : Vectors, optional
        Meanings of sentences. Without them it has the n-grams alone.

    Examples
    --------
    >>> rows = [
    ...     LabelledFinding(text=f"{what} {how} in team {team}.", themes=(), sentiment=tone,
    ...                     progress="not_stated", authority=str(team))
    ...     for team in range(6)
    ...     for what in ("Plans are", "Visits are")
    ...     for how, tone in (("good", "positive"), ("late", "negative"))
    ... ]
    >>> soft = Teacher(rows).answer([PlacedFinding(text="Plans are late in team 9.")])
    >>> columns().slugs[columns().sentiment][int(soft[0, columns().sentiment].argmax())]
    'negative'
    """

    def __init__(self, rows: Sequence[LabelledFinding], vectors: Vectors | None = None) -> None:
        self._rows = rows
        self._vectors = vectors
        sets = load_settings().sets
        inputs = [row.input for row in rows]
        self._features = {
            name: Features.fit(inputs, sets[name], at_least=max(1, len(rows) // 1000))
            for name in ("teacher", "tone")
        }
        self._seen = self._views(rows)
        self._labels = labels_of(rows)
        kernels = self._kernels(self._seen)
        self._models = self._fit(kernels, self._labels)
        self._own = kernels

    def answer(self, rows: Sequence[PlacedFinding]) -> np.ndarray:
        """Return soft labels of sentences.

        Parameters
        ----------
        rows : sequence of PlacedFinding
            The sentences.

        Returns
        -------
        numpy.ndarray of float32, shape (n_rows, n_labels)
            About 1 where a label fits and about 0 where it does not.
        """
        import numpy as np

        parts = [
            self._predict(self._kernels(self._views(rows[start : start + _CHUNK])), self._models)
            for start in range(0, len(rows), _CHUNK)
        ]
        return np.vstack([np.zeros((0, len(columns().slugs)), dtype=np.float32), *parts])

    def answer_unseen(self) -> np.ndarray:
        """Return soft labels of the sentences that it learnt from, as if it had not.

        Returns
        -------
        numpy.ndarray of float32, shape (n_rows, n_labels)
            Each by a teacher that saw nothing of the sentence's authority.
        """
        import numpy as np

        found = np.zeros_like(self._labels)
        for learn, ask in folds_by_authority(self._rows, FOLDS):
            models = self._fit(
                {name: kernel[np.ix_(learn, learn)] for name, kernel in self._own.items()},
                self._labels[learn],
            )
            asked = {name: kernel[np.ix_(ask, learn)] for name, kernel in self._own.items()}
            found[ask] = self._predict(asked, models)
        return found

    def _views(self, rows: Sequence[PlacedFinding]) -> dict[str, Any]:
        inputs = [row.input for row in rows]
        views: dict[str, Any] = {
            name: features.transform(inputs) for name, features in self._features.items()
        }
        if self._vectors is not None:
            views["meaning"] = self._vectors.of(rows)
        return views

    def _kernels(self, views: dict[str, Any]) -> dict[str, np.ndarray]:
        """Return how alike each of the given sentences is to each that was learnt from."""
        import numpy as np

        themes = np.asarray((views["teacher"] @ self._seen["teacher"].T).todense())
        if "meaning" in views:
            alike = views["meaning"] @ self._seen["meaning"].T
            # Sentences without a vector are like none, also not like each other.
            known = np.abs(views["meaning"]).any(1)[:, None] & np.abs(self._seen["meaning"]).any(1)
            themes += MEANING * np.where(known, np.exp((alike - 1) * SHARPNESS), 0)
        tone = themes + np.asarray((views["tone"] @ self._seen["tone"].T).todense())
        return {"themes": themes, "tone": tone}

    @staticmethod
    def _fit(kernels: dict[str, np.ndarray], labels: np.ndarray) -> dict[str, Any]:
        from sklearn.kernel_ridge import KernelRidge

        models: dict[str, Any] = {"mean": labels.mean(axis=0)}
        first = columns().sentiment.start
        for name, which in (("themes", slice(0, first)), ("tone", slice(first, None))):
            model = KernelRidge(alpha=ALPHA[name], kernel="precomputed")
            models[name] = model.fit(kernels[name], (labels - models["mean"])[:, which])
        return models

    @staticmethod
    def _predict(kernels: dict[str, np.ndarray], models: dict[str, Any]) -> np.ndarray:
        import numpy as np

        parts = [models[name].predict(kernels[name]) for name in ("themes", "tone")]
        answers: np.ndarray = (np.hstack(parts) + models["mean"]).astype(np.float32)
        return answers
