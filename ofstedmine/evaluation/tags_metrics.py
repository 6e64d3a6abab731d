"""Figures of a tagger: by label, with intervals, calibration, kinds and periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    f1_score,
    precision_recall_fscore_support,
)

from ofstedmine.errors import DataError
from ofstedmine.evaluation.tags_counts import HEADLINES, Counts, Numbers, count, draws_of, interval
from ofstedmine.evaluation.tags_doubt import calibration_error, doubt
from ofstedmine.evaluation.tags_predictions import Prediction
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.records import Kind

__all__ = ["PERIODS", "compare", "measure", "period_of"]

PERIODS = ((0, 2013), (2014, 2017), (2018, 2020), (2021, 2023), (2024, 9999))
"""Bands of years: single inspections before and after 2013, ILACS before, in and after 2020."""
_FEW = 2  # authorities that an interval needs


def period_of(year: int | None) -> str:
    """Return the band that a year lies in.

    Parameters
    ----------
    year : int or None
        The year of a document.

    Returns
    -------
    str
        The band, in words.

    Examples
    --------
    >>> period_of(2019), period_of(2026), period_of(None)
    ('2018 to 2020', '2024 and later', 'unknown')
    """
    if year is None:
        return "unknown"
    first, last = next(band for band in PERIODS if band[0] <= year <= band[1])
    if not first:
        return f"to {last}"
    return f"{first} and later" if last > 9000 else f"{first} to {last}"


_BANDS = (*(period_of(last) for _, last in PERIODS), period_of(None))


def measure(predictions: Sequence[Prediction]) -> dict[str, Any]:
    """Measure tags against labels, over all sentences and over the random draw alone.

    Parameters
    ----------
    predictions : sequence of Prediction
        Labels and tags.

    Returns
    -------
    dict
        ``data`` (what was measured on), and figures under ``all`` and ``random``: ``themes``,
        ``sentiment``, ``progress``, ``uncertain``, ``by_kind``, ``by_period``. Plain values,
        rounded to four decimals. Where there is no random draw, ``random`` is None.

    Raises
    ------
    DataError
        If there are no predictions.
    """
    if not predictions:
        raise DataError("there are no labelled sentences to measure on")
    drawn = [one for one in predictions if one.draw == "random"]
    return {
        "data": _data(predictions, drawn),
        "all": _figures(predictions),
        "random": _figures(drawn) if drawn else None,
    }


def compare(ours: Sequence[Prediction], theirs: Sequence[Prediction]) -> dict[str, Any]:
    """Compare two taggers on the same sentences, resampled together.

    Parameters
    ----------
    ours, theirs : sequence of Prediction
        Of the same sentences, in any order.

    Returns
    -------
    dict
        For ``all`` and ``random``, each headline figure of both, the difference (ours less theirs)
        and its 95 % interval.

    Raises
    ------
    DataError
        If they are not about the same sentences with the same labels.
    """
    own, other = ({(one.document, one.id): one for one in each} for each in (ours, theirs))
    if own.keys() != other.keys():
        raise DataError("the two taggers were not measured on the same sentences")
    for key, one in own.items():
        labels = (one.themes, one.sentiment, one.progress, one.authority)
        if labels != (other[key].themes, other[key].sentiment, other[key].progress, one.authority):
            raise DataError(f"the two taggers were measured with other labels of {key[1]}")
    keys = {"all": list(own), "random": [key for key in own if own[key].draw == "random"]}
    found: dict[str, Any] = {}
    for draw, chosen in keys.items():
        if not chosen:
            found[draw] = None
            continue
        pair = [count([each[key] for key in chosen]) for each in (own, other)]
        found[draw] = _differences(*pair)
    return found


def _differences(ours: Counts, theirs: Counts) -> dict[str, Any]:
    number = len(ours.authorities)
    points = [each.figures(np.ones((1, number))) for each in (ours, theirs)]
    weights = draws_of(number)
    drawn = [each.figures(weights) for each in (ours, theirs)]
    return {
        name: {
            "ours": _round(points[0][name][0]),
            "theirs": _round(points[1][name][0]),
            "difference": _round(points[0][name][0] - points[1][name][0]),
            "interval": interval(drawn[0][name] - drawn[1][name]) if number >= _FEW else None,
        }
        for name in HEADLINES
    }


def _data(predictions: Sequence[Prediction], drawn: Sequence[Prediction]) -> dict[str, Any]:
    book = load_codebook()
    years = [one.year for one in predictions if one.year is not None]
    return {
        "sentences": len(predictions),
        "random": len(drawn),
        "documents": len({one.document for one in predictions}),
        "authorities": len({one.authority for one in predictions}),
        "years": [min(years), max(years)] if years else None,
        "kinds": dict(sorted(Counter(one.kind for one in predictions).items())),
        "labels": {
            name: {"all": _shares(predictions, name, slugs), "random": _shares(drawn, name, slugs)}
            for name, slugs in (
                ("themes", book.theme_slugs),
                ("sentiment", book.sentiment_slugs),
                ("progress", book.progress_slugs),
            )
        },
    }


def _shares(rows: Sequence[Prediction], name: str, slugs: Iterable[str]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for one in rows:
        counted.update(one.themes if name == "themes" else [getattr(one, name)])
    return {slug: counted[slug] for slug in slugs}


def _figures(rows: Sequence[Prediction]) -> dict[str, Any]:
    counts = count(rows)
    enough = len(counts.authorities) >= _FEW
    drawn = counts.figures(draws_of(len(counts.authorities))) if enough else None
    return {
        "sentences": len(rows),
        "authorities": len(counts.authorities),
        "themes": _themes(rows, drawn),
        "sentiment": _classes(rows, "sentiment", drawn),
        "progress": _classes(rows, "progress", drawn),
        "uncertain": doubt(rows),
        "by_kind": _split(rows, lambda one: one.kind, get_args(Kind)),
        "by_period": _split(rows, lambda one: period_of(one.year), _BANDS),
    }


def _themes(rows: Sequence[Prediction], drawn: dict[str, Numbers] | None) -> dict[str, Any]:
    slugs = load_codebook().theme_slugs
    gold, given = _indicators(rows, slugs)
    scores = np.array([[one.theme_scores.get(slug, 0.0) for slug in slugs] for one in rows])
    parts = precision_recall_fscore_support(gold, given, average=None, zero_division=0)
    precision, recall, f1, _ = precision_recall_fscore_support(
        gold, given, average="micro", zero_division=0
    )
    exact = (gold == given).all(1).mean()
    return {
        "micro_f1": _round(f1),
        "micro_f1_interval": drawn and interval(drawn["themes.micro_f1"]),
        "micro_precision": _round(precision),
        "micro_recall": _round(recall),
        "macro_f1": _round(_macro(parts)),
        "macro_f1_interval": drawn and interval(drawn["themes.macro_f1"]),
        "exact": _round(exact),
        "calibration_error": _round(calibration_error(scores.ravel(), gold.ravel())),
        "by_label": _by_label(slugs, parts, drawn["themes.f1"] if drawn else None),
    }


def _classes(
    rows: Sequence[Prediction], name: str, drawn: dict[str, Numbers] | None
) -> dict[str, Any]:
    slugs = getattr(load_codebook(), f"{name}_slugs")
    gold = [getattr(one, name) for one in rows]
    given = [getattr(one, f"{name}_given") for one in rows]
    best = np.array([max(getattr(one, f"{name}_scores").values(), default=0.0) for one in rows])
    parts = precision_recall_fscore_support(
        gold, given, labels=slugs, average=None, zero_division=0
    )
    right = np.array([a == b for a, b in zip(gold, given, strict=True)], dtype=float)
    return {
        "accuracy": _round(accuracy_score(gold, given)),
        "accuracy_interval": drawn and interval(drawn[f"{name}.accuracy"]),
        "macro_f1": _round(_macro(parts)),
        "macro_f1_interval": drawn and interval(drawn[f"{name}.macro_f1"]),
        "calibration_error": _round(calibration_error(best, right)),
        "by_label": _by_label(slugs, parts, drawn[f"{name}.f1"] if drawn else None),
        "labels": list(slugs),
        "confusion": confusion_matrix(gold, given, labels=slugs).tolist(),
    }


def _by_label(
    slugs: Sequence[str], parts: Sequence[Any], drawn: Numbers | None
) -> dict[str, dict[str, Any]]:
    return {
        slug: {
            "support": int(parts[3][n]),
            "precision": _round(parts[0][n]),
            "recall": _round(parts[1][n]),
            "f1": _round(parts[2][n]),
            "interval": None if drawn is None else interval(drawn[:, n]),
        }
        for n, slug in enumerate(slugs)
    }


def _split(
    rows: Sequence[Prediction], key: Callable[[Prediction], str], order: Sequence[str]
) -> dict[str, dict[str, Any]]:
    parts: dict[str, list[Prediction]] = {}
    for one in rows:
        parts.setdefault(key(one), []).append(one)

    def place(part: tuple[str, object]) -> int:
        return order.index(part[0])

    return {name: _brief(part) for name, part in sorted(parts.items(), key=place)}


def _brief(rows: Sequence[Prediction]) -> dict[str, Any]:
    counts = count(rows)
    number = len(counts.authorities)
    drawn = counts.figures(draws_of(number)) if number >= _FEW else None
    point = counts.figures(np.ones((1, number)))
    gold, given = _indicators(rows, load_codebook().theme_slugs)
    found: dict[str, Any] = {"sentences": len(rows), "authorities": number}
    for name in HEADLINES:
        found[name] = _round(point[name][0])
        found[f"{name}_interval"] = drawn and interval(drawn[name])
    micro = f1_score(gold, given, average="micro", zero_division=0)
    return found | {"themes.micro_f1": _round(micro)}


def _indicators(rows: Sequence[Prediction], slugs: Sequence[str]) -> tuple[Any, Any]:
    gold = np.array([[slug in one.themes for slug in slugs] for one in rows], dtype=int)
    given = np.array([[slug in one.themes_given for slug in slugs] for one in rows], dtype=int)
    return gold, given


def _macro(parts: Sequence[Any]) -> float:
    """Return the mean F1 of the labels that occur."""
    occurs = parts[3] > 0
    return float(parts[2][occurs].mean()) if occurs.any() else 0.0


def _round(value: Any) -> float:
    return round(float(value), 4)
