"""Labels as columns of numbers: themes, sentiments, progress, in the order of the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.labelled import LabelledFinding

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Columns", "columns", "labels_of"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is which label.

    Attributes
    ----------
    slugs : tuple of str
        The slug of each column.
    themes, sentiment, progress : slice
        The columns of each group.
    """

    slugs: tuple[str, ...]
    themes: slice
    sentiment: slice
    progress: slice


@lru_cache(maxsize=1)
def columns() -> Columns:
    """Return the columns of the codebook's labels.

    Returns
    -------
    Columns
        In the codebook's order.

    Examples
    --------
    >>> columns().slugs[columns().sentiment]
    ('positive', 'negative', 'mixed', 'neutral')
    """
    book = load_codebook()
    slugs = (*book.theme_slugs, *book.sentiment_slugs, *book.progress_slugs)
    first = len(book.theme_slugs)
    second = first + len(book.sentiment_slugs)
    return Columns(slugs, slice(0, first), slice(first, second), slice(second, len(slugs)))


def labels_of(rows: Sequence[LabelledFinding]) -> np.ndarray:
    """Return labels as numbers.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The findings.

    Returns
    -------
    numpy.ndarray of float32, shape (n_rows, n_labels)
        1 where a label is given, else 0.

    Examples
    --------
    >>> row = LabelledFinding(text="Plans drift.", themes=(), sentiment="negative",
    ...                       progress="not_stated")
    >>> int(labels_of([row]).sum())
    2
    """
    import numpy as np

    where = columns()
    found = np.zeros((len(rows), len(where.slugs)), dtype=np.float32)
    themes = where.slugs[where.themes]
    for number, row in enumerate(rows):
        for theme in row.themes:
            found[number, themes.index(theme)] = 1
        sentiment = where.slugs[where.sentiment].index(row.sentiment)
        progress = where.slugs[where.progress].index(row.progress)
        found[number, where.sentiment.start + sentiment] = 1
        found[number, where.progress.start + progress] = 1
    return found
