"""Measuring a tagger: labelled sentences with their context, folds by authority, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.corpus.annotate import place_labelled
from ofstedmine.corpus.build import with_labels
from ofstedmine.corpus.manifest import Source
from ofstedmine.errors import DataError
from ofstedmine.evaluation.tags_metrics import compare, measure
from ofstedmine.evaluation.tags_predictions import (
    Prediction,
    Trainer,
    cross_predict,
    cross_train,
    predict,
    read_predictions,
)
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding
from ofstedmine.findings.tags import Tagger

if TYPE_CHECKING:
    import numpy as np

__all__ = ["TagsReport", "evaluate_tags", "join_context", "other_predictions", "trainer_named"]


@dataclass(frozen=True, slots=True)
class TagsReport:
    """What was measured.

    Attributes
    ----------
    metrics : dict
        See `ofstedmine.evaluation.tags_metrics.measure`; with ``model``, ``folds`` (None for a
        tagger that was trained before) and, where another tagger was measured on the same
        sentences, ``comparison``.
    predictions : list of Prediction
        One a sentence.
    soft : numpy.ndarray of float64, shape (n_sentences, n_labels), or None
        Answers that a tagger of all sentences can be calibrated on; see `cross_train`.
    """

    metrics: dict[str, Any]
    predictions: list[Prediction]
    soft: np.ndarray | None = None


def join_context(
    rows: Sequence[LabelledFinding],
    sources: list[Source],
    folder: Path,
    *,
    workers: int = 1,
    progress: bool = True,
) -> tuple[list[LabelledFinding], int]:
    """Give labelled sentences the context that their documents have for them.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The sentences.
    sources : list of Source
        Documents that are known by their hash.
    folder : Path
        Where the documents lie.
    workers : int, default 1
        Processes that read.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Returns
    -------
    list of LabelledFinding
        The sentences with heading, role, bullet, kind and the sentence before as we read them. One
        that was not found stays as it is, and so do all words and labels.
    int
        How many were found.

    Examples
    --------
    >>> join_context([], [], Path("."))
    ([], 0)
    """
    places = place_labelled(rows, sources, folder, workers=workers, progress=progress)
    joined = []
    for number, row in enumerate(rows):
        place = places.get(number)
        if place is not None:
            # The words that were labelled are the ones that are measured, however they were cut.
            own = {"text": row.text, "id": row.id, "authority": row.authority}
            row = with_labels(place, row, **own)  # noqa: PLW2901
        joined.append(row)
    return joined, len(places)


def evaluate_tags(
    rows: Sequence[LabelledFinding],
    *,
    trainer: Trainer | None = None,
    tagger: Tagger | None = None,
    folds: int = 5,
    unlabelled: Sequence[PlacedFinding] | None = None,
    against: Sequence[Prediction] | Trainer | None = None,
    workers: int = 1,
    progress: bool = True,
) -> TagsReport:
    """Measure a way of training, or a tagger that was trained before.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The sentences, with labels.
    trainer : callable, optional
        Makes a tagger of labelled findings; each sentence is tagged by one that saw nothing of
        its authority.
    tagger : Tagger, optional
        In place of `trainer`, a tagger that did not learn from these sentences.
    folds : int, default 5
        How many taggers are trained.
    unlabelled : sequence of PlacedFinding, optional
        More sentences for the trainer; never those of authorities that are held out.
    against : sequence of Prediction or callable, optional
        Another tagger's answers about the same sentences, or another way of training, to compare.
    workers : int, default 1
        Processes that train; the result is the same however many there are.
    progress : bool, default True
        Whether to draw bars where there is a terminal.

    Returns
    -------
    TagsReport
        Figures and predictions.

    Raises
    ------
    DataError
        If there are no sentences, too few authorities, or the other answers are about others.
    """
    if not rows:
        raise DataError("there are no labelled sentences to measure on")
    metrics: dict[str, Any]
    soft = None
    if tagger is not None:
        predictions = predict(tagger, rows)
        metrics = {"model": tagger.version, "folds": None}
    elif trainer is not None:
        predictions, soft = cross_train(
            rows,
            trainer,
            folds=folds,
            unlabelled=unlabelled,
            workers=workers,
            progress=progress,
        )
        metrics = {"model": getattr(trainer, "__qualname__", "trainer"), "folds": folds}
    else:
        raise ValueError("evaluate_tags needs a trainer or a tagger")
    metrics |= measure(predictions)
    metrics["comparison"] = None
    if against is not None:
        other = (
            cross_predict(rows, against, folds=folds, workers=workers, progress=progress)
            if callable(against)
            else against
        )
        metrics["comparison"] = compare(predictions, other)
    return TagsReport(metrics, predictions, soft)


def trainer_named(name: str) -> Trainer:
    """Return the callable that ``package.module:function`` names.

    Parameters
    ----------
    name : str
        Its name; ``baseline`` is the plain one that comes with the library.

    Returns
    -------
    callable
        The trainer.

    Raises
    ------
    DataError
        If there is none of that name.

    Examples
    --------
    >>> trainer_named("baseline").__name__
    'train_baseline'
    """
    if name == "baseline":
        name = "ofstedmine.evaluation.tags_baseline:train_baseline"
    module, _, function = name.partition(":")
    try:
        found: Trainer = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise DataError(f"no trainer {name!r}: write package.module:function ({error})") from error
    return found


def other_predictions(name: str) -> Sequence[Prediction] | Trainer:
    """Return what to compare with: saved predictions, or a trainer.

    Parameters
    ----------
    name : str
        A file of predictions, ``baseline``, or ``package.module:function``.

    Returns
    -------
    list of Prediction or callable
        For ``against`` of `evaluate_tags`.

    Examples
    --------
    >>> other_predictions("baseline").__name__
    'train_baseline'
    """
    path = Path(name)
    return read_predictions(path) if path.is_file() else trainer_named(name)
