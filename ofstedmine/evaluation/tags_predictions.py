"""What a tagger said of labelled sentences, beside what it should have said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from tqdm.auto import tqdm

from ofstedmine.errors import DataError
from ofstedmine.findings.folds import folds_of
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding
from ofstedmine.findings.tags import Tagger, TagInput, Tags

__all__ = [
    "Calibrated",
    "Prediction",
    "Trainer",
    "cross_predict",
    "cross_train",
    "predict",
    "read_predictions",
    "write_predictions",
]

Trainer = Callable[..., Tagger]
"""Called with labelled findings, and with ``unlabelled=`` where there are some; gives a tagger."""


@runtime_checkable
class Calibrated(Protocol):
    """A tagger whose probabilities can be learnt anew, on sentences that it did not see."""

    def soft(self, inputs: Sequence[TagInput]) -> np.ndarray:
        """Return its answers before they become probabilities."""
        ...

    def calibrate(self, soft: np.ndarray, rows: Sequence[LabelledFinding]) -> None:
        """Learn what makes such answers probabilities."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One sentence: its labels and its tags; the sentence itself is left out.

    Attributes
    ----------
    id, document, authority, kind, year, draw
        As in `ofstedmine.findings.labelled.LabelledFinding`.
    themes, sentiment, progress
        The labels.
    themes_given, sentiment_given, progress_given
        The tags.
    theme_scores, sentiment_scores, progress_scores : dict of str to float
        As in `ofstedmine.findings.tags.Tags`.
    uncertain : bool
        Whether the tagger marked it.
    """

    id: str
    document: str
    authority: str
    kind: str
    year: int | None
    draw: str
    themes: tuple[str, ...]
    sentiment: str
    progress: str
    themes_given: tuple[str, ...]
    sentiment_given: str
    progress_given: str
    theme_scores: dict[str, float]
    sentiment_scores: dict[str, float]
    progress_scores: dict[str, float]
    uncertain: bool


def cross_predict(
    rows: Sequence[LabelledFinding],
    trainer: Trainer,
    *,
    folds: int = 5,
    unlabelled: Sequence[PlacedFinding] | None = None,
    workers: int = 1,
    progress: bool = True,
) -> list[Prediction]:
    """Tag each sentence with a tagger that saw nothing of its authority.

    A tagger that can be calibrated (`Calibrated`) is calibrated for each fold on the answers that
    the other folds' taggers gave about the other folds.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The sentences.
    trainer : callable
        Makes a tagger of labelled findings.
    folds : int, default 5
        How many taggers are trained.
    unlabelled : sequence of PlacedFinding, optional
        More sentences for the trainer; those of the authorities that are held out are kept from it.
    workers : int, default 1
        Processes that train; the result is the same however many there are.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Returns
    -------
    list of Prediction
        One a row, in order.
    """
    return cross_train(
        rows, trainer, folds=folds, unlabelled=unlabelled, workers=workers, progress=progress
    )[0]


def cross_train(
    rows: Sequence[LabelledFinding],
    trainer: Trainer,
    *,
    folds: int = 5,
    unlabelled: Sequence[PlacedFinding] | None = None,
    workers: int = 1,
    progress: bool = True,
) -> tuple[list[Prediction], np.ndarray | None]:
    """Do what `cross_predict` does, and keep what a tagger of all rows can be calibrated on.

    Parameters
    ----------
    rows, trainer, folds, unlabelled, workers, progress
        As for `cross_predict`.

    Returns
    -------
    list of Prediction
        One a row, in order.
    numpy.ndarray of float64, shape (n_rows, n_labels), or None
        The soft answers about each row, where the taggers give them.
    """
    from joblib import Parallel, delayed

    fold_of = np.array(folds_of(rows, folds))
    held = [np.flatnonzero(fold_of == fold).tolist() for fold in range(folds)]
    done = Parallel(n_jobs=workers, return_as="generator")(
        delayed(_fold)(rows, trainer, unlabelled, one) for one in held
    )
    bar = tqdm(done, total=folds, desc="Training", unit="fold", disable=None if progress else True)
    taggers = list(bar)
    soft: np.ndarray | None = None
    if all(isinstance(tagger, Calibrated) for tagger in taggers):
        answers = [
            tagger.soft([rows[at].input for at in one])
            for tagger, one in zip(taggers, held, strict=True)
        ]
        soft = np.zeros((len(rows), answers[0].shape[1]))
        for one, answer in zip(held, answers, strict=True):
            soft[one] = answer
    found: dict[int, Prediction] = {}
    for fold, (tagger, one) in enumerate(zip(taggers, held, strict=True)):
        if soft is not None:
            others = np.flatnonzero(fold_of != fold).tolist()
            tagger.calibrate(soft[others], [rows[at] for at in others])
        found |= zip(one, predict(tagger, [rows[at] for at in one]), strict=True)
    return [found[at] for at in range(len(rows))], soft


def _fold(
    rows: Sequence[LabelledFinding],
    trainer: Trainer,
    unlabelled: Sequence[PlacedFinding] | None,
    held: Sequence[int],
) -> Any:
    """Train a tagger that sees nothing of the authorities of the rows that are held out."""
    away = {rows[at].authority for at in held}
    taught = [row for row in rows if row.authority not in away]
    if unlabelled is None:
        return trainer(taught)
    seen = {rows[at].id for at in held}
    more = [one for one in unlabelled if one.authority not in away and one.id not in seen]
    return trainer(taught, unlabelled=more)


def predict(tagger: Tagger, rows: Sequence[LabelledFinding]) -> list[Prediction]:
    """Tag labelled sentences.

    Parameters
    ----------
    tagger : Tagger
        What tags them.
    rows : sequence of LabelledFinding
        The sentences.

    Returns
    -------
    list of Prediction
        One a row, in order.
    """
    tags = tagger.tag([row.input for row in rows])
    return [_prediction(row, one) for row, one in zip(rows, tags, strict=True)]


def write_predictions(predictions: Iterable[Prediction], path: Path) -> None:
    """Write predictions as JSON lines; no sentence is among them.

    Parameters
    ----------
    predictions : iterable of Prediction
        What to write.
    path : Path
        The file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for one in predictions:
            out.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def read_predictions(path: Path) -> list[Prediction]:
    """Read predictions that `write_predictions` wrote.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    list of Prediction
        In the order of the file.

    Raises
    ------
    DataError
        If a line is no prediction, with its number.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row: dict[str, Any] = json.loads(line)
                for name in ("themes", "themes_given"):
                    row[name] = tuple(row[name])
                found.append(Prediction(**row))
            except (ValueError, TypeError, KeyError) as error:
                raise DataError(f"{path}, line {number}: no prediction ({error})") from error
    return found


def _prediction(row: LabelledFinding, tags: Tags) -> Prediction:
    return Prediction(
        id=row.id,
        document=row.document,
        authority=row.authority,
        kind=row.kind,
        year=row.year,
        draw=row.draw,
        themes=row.themes,
        sentiment=row.sentiment,
        progress=row.progress,
        themes_given=tags.themes,
        sentiment_given=tags.sentiment,
        progress_given=tags.progress,
        theme_scores=tags.theme_scores,
        sentiment_scores=tags.sentiment_scores,
        progress_scores=tags.progress_scores,
        uncertain=tags.uncertain,
    )
