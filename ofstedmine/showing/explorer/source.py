"""Where the explorer takes its letters from: a dataset, or letters that were mined before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.records import VisitRecord

__all__ = ["Letters", "Mined"]

Row = tuple[str, "Letter", "VisitRecord"]


class Letters(Protocol):
    """Letters with their records, each under a key of its own."""

    @property
    def title(self) -> str:
        """What the page calls them."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[Row]:
        """Yield key, letter and record, one after the other."""

    def one(self, key: str) -> Row:
        """Return a letter by its key; `LookupError` where there is none."""


class Mined:
    r"""Letters that are at hand, keyed by the beginning of their SHA-256.

    Parameters
    ----------
    pairs : sequence of (Letter, VisitRecord)
        Each letter with its record.
    title : str
        What the page calls them.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> len(Mined([(letter, om.parse(letter))], "minutes"))
    1
    """

    def __init__(self, pairs: Sequence[tuple[Letter, VisitRecord]], title: str) -> None:
        self.title = title
        self._rows = {letter.sha256[:16]: (letter, record) for letter, record in pairs}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield key, letter and record, one after the other."""
        return ((key, letter, record) for key, (letter, record) in self._rows.items())

    def one(self, key: str) -> Row:
        """Return a letter by its key; `LookupError` where there is none."""
        return (key, *self._rows[key])
