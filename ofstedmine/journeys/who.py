"""Whose journey a record belongs to, and what became of authorities that were reorganised.

The gazetteer knows which authorities ended and which took over. An authority that took over from
one alone goes on with its journey: the letters of both are told together. One that was formed
from several begins its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from ofstedmine.parsing.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from ofstedmine.parsing.gazetteer import LocalAuthority
    from ofstedmine.records import Authority, VisitRecord

__all__ = ["by_authority", "known", "names_of", "no_such_authority", "predecessors", "told_with"]


def names_of(record: VisitRecord) -> list[str]:
    """Return the authorities that a record is about, by the names that the gazetteer gives them.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    list of str
        The one that comes first in the letter first.
    """
    if record.authority is None:
        return []
    return list(dict.fromkeys(map(_name, (record.authority, *record.other_authorities))))


def _name(authority: Authority) -> str:
    found = _found(authority.name) or _found(authority.ons_code or "")
    return found.name if found else authority.name


@cache
def _found(name: str) -> LocalAuthority | None:
    return load_gazetteer().get(name) if name else None


def known(name: str) -> LocalAuthority | None:
    """Return what the gazetteer knows by a name or code.

    Examples
    --------
    >>> known("Northamptonshire").abolished.isoformat()
    '2021-03-31'
    """
    return _found(name)


@cache
def _before() -> Mapping[str, tuple[str, ...]]:
    """Return the authorities that ended, by the names of those that took over."""
    found: dict[str, tuple[str, ...]] = {}
    for one in load_gazetteer().authorities:
        for heir in load_gazetteer().successors(one.name):
            found[heir.name] = (*found.get(heir.name, ()), one.name)
    return found


def predecessors(name: str) -> tuple[str, ...]:
    """Return the authorities from which one took over.

    Examples
    --------
    >>> predecessors("West Northamptonshire")
    ('Northamptonshire',)
    >>> predecessors("Bournemouth, Christchurch and Poole")
    ('Bournemouth', 'Poole')
    """
    return _before().get(name, ())


def told_with(name: str) -> tuple[str, ...]:
    """Return the authorities whose letters are told in the journey of one: its own name first.

    Examples
    --------
    >>> told_with("Cumberland")
    ('Cumberland', 'Cumbria')
    >>> told_with("Bournemouth, Christchurch and Poole")
    ('Bournemouth, Christchurch and Poole',)
    """
    before = predecessors(name)
    return (name, *before) if len(before) == 1 else (name,)


def by_authority(records: Iterable[VisitRecord]) -> dict[str, list[VisitRecord]]:
    """Return records by authority, each read once; a letter to two councils stands under both.

    Parameters
    ----------
    records : iterable of VisitRecord
        Any records; those that name no authority are left out.

    Returns
    -------
    dict of str to list of VisitRecord
        Authorities in alphabetical order, with the letters of those that they went on from.
    """
    own: dict[str, list[VisitRecord]] = {}
    for record in records:
        for name in names_of(record):
            own.setdefault(name, []).append(record)
    return {name: list(_once(own, name)) for name in sorted(own)}


def _once(own: Mapping[str, list[VisitRecord]], name: str) -> Iterator[VisitRecord]:
    seen: set[int] = set()
    for told in told_with(name):
        for record in own.get(told, ()):
            if id(record) not in seen:
                seen.add(id(record))
                yield record


def no_such_authority(name: str, there: Iterable[str]) -> str:
    """Return what to say where no record is about an authority.

    Examples
    --------
    >>> no_such_authority("Northmor", ["Northmoor", "Skerrow"])
    "no letter is about 'Northmor'; is Northmoor meant?"
    """
    names = sorted(set(there))
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return f"no letter is about {name!r}; is {' or '.join(close)} meant?"
    some = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"no letter is about {name!r}; there are letters about {some or 'nobody'}"
