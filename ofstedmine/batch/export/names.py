"""Leaving people out: names that a letter's head and signature give are taken out of all text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["NAME", "Names", "without_people"]

NAME = "[name]"
"""What stands in place of a name."""
LISTS = ("inspectors", "addressees", "signatories", "copied_to")
"""Fields of a record that hold people, or may."""
SHORTEST = 3
TITLES = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Cllr|Councillor)\.?"


class Names:
    """The people that each letter names in its head and signature.

    Parameters
    ----------
    dataset : Dataset
        The letters.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._known = {
            row["letter_id"]: people_of(json.loads(row["record"]))
            for rows in dataset.batches("letters", ["letter_id", "record"])
            for row in rows.to_pylist()
        }

    def without(self, letter: str | None, text: str) -> str:
        """Return a text of a letter without the names of its people.

        Parameters
        ----------
        letter : str or None
            Its key.
        text : str
            Some words of it, or about it.

        Returns
        -------
        str
            With `NAME` in place of each.
        """
        return replaced(text, self._known.get(letter or "", ()))


def people_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the people of a record, the longest first.

    Examples
    --------
    >>> people_of({"inspectors": [{"name": "Idris Pell"}], "signatories": [{"name": "Pell"}]})
    ('Idris Pell', 'Pell')
    """
    found = {
        " ".join(one["name"].split())
        for field in LISTS
        for one in record.get(field) or ()
        if isinstance(one, dict)
    }
    return tuple(sorted((one for one in found if len(one) >= SHORTEST), key=lambda n: (-len(n), n)))


def replaced(text: str, names: tuple[str, ...]) -> str:
    """Return a text with another word in place of names, also of a title with a surname.

    Examples
    --------
    >>> replaced("IDRIS PELL and Ms Marchbank came", ("Helen Marchbank", "Idris Pell"))
    '[name] and [name] came'
    """
    return str(_pattern(names).sub(NAME, text)) if names else text


def without_people(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as JSON has it, without its people.

    Lists of people are empty, evidence for them is gone, and their names are taken out of all
    other words.

    Parameters
    ----------
    record : mapping
        ``VisitRecord.model_dump(mode="json")``.

    Returns
    -------
    dict
        A record all the same.

    Examples
    --------
    >>> record = {"inspectors": [{"name": "Idris Pell"}], "title": "Letter by Idris Pell"}
    >>> without_people(record)
    {'inspectors': [], 'title': 'Letter by [name]'}
    """
    names = people_of(record)
    kept = {key: [] if key in LISTS else value for key, value in record.items()}
    for field in ("evidence", "missing"):
        if field in kept:
            kept[field] = {
                pointer: value
                for pointer, value in kept[field].items()
                if pointer.removeprefix("/").split("/")[0] not in LISTS
            }
    walked: dict[str, Any] = _walk(kept, names)
    return walked


def _walk(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return replaced(value, names)
    if isinstance(value, list):
        return [_walk(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _walk(one, names) for key, one in value.items()}
    return value


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> regex.Pattern[str]:
    whole = (r"\s{1,9}+".join(map(regex.escape, one.split())) for one in names)
    surnames = dict.fromkeys(one.split()[-1] for one in names)
    titled = (rf"{TITLES}\s{{1,9}}+{regex.escape(one)}" for one in _long(surnames))
    return regex.compile(rf"\b(?:{'|'.join((*whole, *titled))})\b", regex.IGNORECASE)


def _long(words: Iterable[str]) -> Iterator[str]:
    return (one for one in words if len(one) >= SHORTEST)
