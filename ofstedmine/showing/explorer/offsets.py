"""Offsets of a text as a browser counts them.

A record counts code points, a browser UTF-16 units: a character beyond the basic plane is two.
"""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["Offsets"]

_LAST_OF_ONE = "\uffff"


class Offsets:
    """Turn offsets of a text in code points into those of a browser.

    Parameters
    ----------
    text : str
        The text that the offsets belong to.

    Examples
    --------
    >>> Offsets("a😀b")(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [i for i, sign in enumerate(text) if sign > _LAST_OF_ONE]

    def __call__(self, offset: int) -> int:
        """Return an offset in UTF-16 units."""
        return offset + bisect_left(self._wide, offset) if self._wide else offset
