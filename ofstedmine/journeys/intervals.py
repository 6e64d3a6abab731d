"""Shares and their differences with 95% intervals, for small numbers too."""

from __future__ import annotations

from math import sqrt

__all__ = ["difference", "wilson"]

_Z = 1.959963984540054


def wilson(n: int, of: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson's).

    Parameters
    ----------
    n, of : int
        How many, of how many; not of none.

    Returns
    -------
    tuple of float
        Its ends, from 0 to 1.

    Examples
    --------
    >>> [round(end, 2) for end in wilson(8, 10)]
    [0.49, 0.94]
    """
    share, z2 = n / of, _Z * _Z
    middle = share + z2 / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    # At the ends the sum is a hair beside 0 or 1.
    low = 0.0 if n == 0 else (middle - reach) / scale
    return low, 1.0 if n == of else (middle + reach) / scale


def difference(then: tuple[int, int], now: tuple[int, int]) -> tuple[float, float]:
    """Return the 95% interval of the difference of two shares (Newcombe's, from Wilson's).

    Parameters
    ----------
    then, now : tuple of int
        How many of how many, before and after.

    Returns
    -------
    tuple of float
        Its ends; above 0 the share rose.

    Examples
    --------
    >>> low, high = difference((3, 20), (16, 20))
    >>> low > 0
    True
    """
    before, after = then[0] / then[1], now[0] / now[1]
    (low_then, high_then), (low_now, high_now) = wilson(*then), wilson(*now)
    apart = after - before
    low = apart - sqrt((after - low_now) ** 2 + (high_then - before) ** 2)
    high = apart + sqrt((high_now - after) ** 2 + (before - low_then) ** 2)
    return low, high
