"""A plain tagger to be better than: TF-IDF and balanced logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_union

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.labelled import LabelledFinding
from ofstedmine.findings.tags import TagInput, Tags

__all__ = ["BaselineTagger", "train_baseline"]

UNSURE = 0.5
"""Below this score of its best sentiment a sentence is marked."""


class BaselineTagger:
    """A tagger that sees the words of the sentence and nothing else.

    Parameters
    ----------
    features : scikit-learn transformer
        Fitted.
    models : dict of str to scikit-learn classifier
        Fitted: one for each theme, ``sentiment``, ``progress``.
    """

    version = "baseline"
    validated_kinds: frozenset[str] = frozenset()

    def __init__(self, features: Any, models: dict[str, Any]) -> None:
        self._features = features
        self._models = models

    def tag(self, inputs: Sequence[TagInput]) -> list[Tags]:
        """Tag sentences.

        Parameters
        ----------
        inputs : sequence of TagInput
            The sentences; their context is not looked at.

        Returns
        -------
        list of Tags
            One an input.
        """
        if not inputs:
            return []
        found = self._features.transform([one.text for one in inputs])
        scores = {name: model.predict_proba(found) for name, model in self._models.items()}
        slugs = load_codebook().theme_slugs
        tags = []
        for row in range(len(inputs)):
            # A theme that was never seen in training is never given.
            themes = {
                slug: round(float(scores[slug][row, 1]), 4) if slug in scores else 0.0
                for slug in slugs
            }
            single = {
                name: {
                    label: round(float(score), 4)
                    for label, score in zip(
                        self._models[name].classes_, scores[name][row], strict=True
                    )
                }
                for name in ("sentiment", "progress")
            }
            best = {name: max(each, key=lambda slug: each[slug]) for name, each in single.items()}
            tags.append(
                Tags(
                    themes=tuple(slug for slug in slugs if themes[slug] >= 0.5),
                    sentiment=best["sentiment"],
                    progress=best["progress"],
                    theme_scores=themes,
                    sentiment_scores=single["sentiment"],
                    progress_scores=single["progress"],
                    uncertain=single["sentiment"][best["sentiment"]] < UNSURE,
                )
            )
        return tags


def train_baseline(rows: Sequence[LabelledFinding], **_: Any) -> BaselineTagger:
    """Train the tagger that others are compared with.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        What it learns from.
    **_ : object
        What other trainers take, and this one leaves aside.

    Returns
    -------
    BaselineTagger
        Words 1 to 3 and characters 3 to 5 by TF-IDF, a balanced logistic regression for each
        theme and one for each of the others.
    """
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True),
    )
    found = features.fit_transform([row.text for row in rows])
    models: dict[str, Any] = {
        slug: _regression().fit(found, labels)
        for slug in load_codebook().theme_slugs
        if len(set(labels := [slug in row.themes for row in rows])) == 2
    }
    for name in ("sentiment", "progress"):
        classes = np.array([getattr(row, name) for row in rows])
        models[name] = OneVsRestClassifier(_regression()).fit(found, classes)
    return BaselineTagger(features, models)


def _regression() -> LogisticRegression:
    # The dual problem: there are far more features than sentences.
    return LogisticRegression(
        C=4.0,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        max_iter=2000,
        random_state=0,
    )
