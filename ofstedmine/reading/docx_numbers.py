"""The numbers of list items in a Word document, as Word writes them: "a)", "1.1", "(iv)"."""

from __future__ import annotations

import regex

from .docx_parts import Numbering

PLACE = regex.compile(r"%([1-9])")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LONG = 20  # characters: a longer number is words ("Recommendation 1"), which are kept out


class Counters:
    """Counts the items of a document's lists.

    Parameters
    ----------
    numbering : Numbering
        What the document says about its lists.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, number: str, depth: int) -> str:
        """Return the number of the next item of a list at a depth from 0."""
        count = self._count(number, depth, 1)
        self._counts[number, depth] = count
        for below in range(depth + 1, 9):
            self._counts.pop((number, below), None)
        shape = self._numbering.levels[number, depth][1]
        if not PLACE.search(shape) or len(shape) > LONG:
            return f"{count}."

        def part(match: regex.Match[str]) -> str:
            level = int(match[1]) - 1
            form = self._numbering.levels.get((number, level), ("decimal", ""))[0]
            return written(self._count(number, level, 0), form)

        return PLACE.sub(part, shape).strip()

    def _count(self, number: str, depth: int, more: int) -> int:
        """Return how far a list is at a depth, or where it starts."""
        key = (number, depth)
        if key in self._counts:
            return self._counts[key] + more
        return self._numbering.starts.get(key, 1)


def written(count: int, form: str) -> str:
    """Return a count as a number format of Word writes it.

    Parameters
    ----------
    count : int
        The count, from 1.
    form : str
        Word's name of the format; one that is not known here is written in digits.

    Returns
    -------
    str
        The number without brackets or stops.

    Examples
    --------
    >>> [written(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "ordinal")]
    ['4', 'd', 'IV', '4']
    >>> written(28, "lowerLetter")
    'bb'
    """
    if form.endswith("Letter") and 0 < count <= 26 * LONG:
        # Word goes on with the letter doubled: z, aa, bb
        text = LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    elif form.endswith("Roman") and 0 < count < 4000:
        text = roman(count)
    else:
        return f"{count:02}" if form == "decimalZero" else str(count)
    return text.upper() if form.startswith("upper") else text


def roman(count: int) -> str:
    """Return a count as a Roman number in small letters."""
    text = ""
    for worth, letters in ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
