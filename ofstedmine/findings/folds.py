"""Parting labelled sentences so that what is learnt and what is asked never share an authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.errors import DataError
from ofstedmine.findings.labelled import PlacedFinding

if TYPE_CHECKING:
    import numpy as np

__all__ = ["folds_by_authority", "folds_of"]


def folds_of(rows: Sequence[PlacedFinding], folds: int) -> list[int]:
    """Return the fold of each row: those of an authority are together, folds about as large.

    Parameters
    ----------
    rows : sequence of PlacedFinding
        The sentences.
    folds : int
        How many folds.

    Returns
    -------
    list of int
        From 0; the same for the same rows, whatever their order.

    Raises
    ------
    DataError
        If there are fewer authorities than folds.

    Examples
    --------
    >>> rows = [PlacedFinding(text="x", authority="ab"[n % 2]) for n in range(4)]
    >>> folds_of(rows, 2)
    [0, 1, 0, 1]
    """
    authorities = {row.authority for row in rows}
    if len(authorities) < folds or folds < 2:
        raise DataError(f"{folds} folds of {len(authorities)} authorities cannot be made")
    # The largest first, each into the fold that is smallest so far; names decide what is even.
    sizes = Counter(row.authority for row in rows)
    filled = [0] * folds
    place: dict[str, int] = {}
    for authority in sorted(authorities, key=lambda name: (-sizes[name], name)):
        smallest = min(range(folds), key=lambda fold: (filled[fold], fold))
        place[authority] = smallest
        filled[smallest] += sizes[authority]
    return [place[row.authority] for row in rows]


def folds_by_authority(
    rows: Sequence[PlacedFinding], folds: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the rows to learn from and the rows to ask about, fold by fold.

    Parameters
    ----------
    rows : sequence of PlacedFinding
        The sentences.
    folds : int
        How many folds; fewer are made of fewer authorities.

    Returns
    -------
    list of (numpy.ndarray, numpy.ndarray)
        Numbers of rows. Every row is asked about once.

    Raises
    ------
    DataError
        If all rows are of one authority.

    Examples
    --------
    >>> rows = [PlacedFinding(text="x", authority="ab"[n % 2]) for n in range(4)]
    >>> [ask.tolist() for _, ask in folds_by_authority(rows, 5)]
    [[0, 2], [1, 3]]
    """
    import numpy as np

    number = min(folds, len({row.authority for row in rows}))
    place = np.array(folds_of(rows, number))
    return [
        (np.flatnonzero(place != fold), np.flatnonzero(place == fold)) for fold in range(number)
    ]
