"""Letters without the names of people: for a page that is to be passed on.

Names that the record knows are covered in the text as well, sign for sign, so that places in it
stay right. A surname alone is covered after a title ("Mrs Quennell"): many are words or places too.
The name of the greeting is always covered; another that the record does not know stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from ofstedmine.records import VisitRecord

__all__ = ["without_names", "without_people"]

COVER = "▒"
_PEOPLE = ("inspectors", "addressees", "signatories")
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Councillor|Cllr)\.?"
_NAME = r"\p{Lu}[\w’'-]*+"
_GREETED = rf"(?<=\bDear\s{{1,3}}{_TITLES}\s{{1,3}}){_NAME}(?:[ ]{_NAME}){{0,2}}"


def without_people(record: VisitRecord) -> VisitRecord:
    r"""Return a record without inspectors, addressees, signatories and who gets a copy.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> without_people(record).inspectors
    []
    """
    return record.model_copy(update={name: [] for name in (*_PEOPLE, "copied_to")})


def without_names(value: Any, record: VisitRecord) -> Any:
    r"""Return what JSON can hold with the names that a record knows covered in every text.

    Parameters
    ----------
    value : object
        Texts in lists and mappings.
    record : VisitRecord
        The record, with its people.

    Returns
    -------
    object
        The same with ``▒`` for each sign of a name.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> without_names({"text": "The hedge"}, record)
    {'text': 'The hedge'}
    """
    return _covered(value, _names(record))


def _names(record: VisitRecord) -> regex.Pattern[str]:
    """Return a pattern of full names, of surnames after a title, and of who is greeted."""
    people = [one.name.split() for name in _PEOPLE for one in getattr(record, name)]
    written = {r"\s+".join(map(regex.escape, words)) for words in people if words}
    last = {regex.escape(words[-1]) for words in people if words}
    ways = [_GREETED]
    if written:
        full = "|".join(sorted(written, key=len, reverse=True))
        surname = "|".join(sorted(last, key=len, reverse=True))
        ways += [rf"\b(?:{full})\b", rf"(?<=\b{_TITLES}\s{{1,3}})(?:\w\S*\s+)?(?:{surname})\b"]
    return regex.compile("|".join(ways))


def _covered(value: Any, names: regex.Pattern[str]) -> Any:
    if isinstance(value, str):
        return names.sub(lambda found: COVER * len(found.group()), value)
    if isinstance(value, dict):
        return {key: _covered(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_covered(one, names) for one in value]
    return value
