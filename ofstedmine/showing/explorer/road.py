"""An authority over time: its letters in order, and where one cannot be held against the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ofstedmine.journeys.comparing import Looked, comparable, named_areas
from ofstedmine.showing.journey_words import why_not_words

__all__ = ["break_between", "roads"]


def roads(letters: Iterable[Mapping[str, Any]]) -> dict[str, list[list[Any]]]:
    """Return the letters of each authority in order of time.

    Parameters
    ----------
    letters : iterable of mapping
        What `summary` returned of each.

    Returns
    -------
    dict of str to list of [id, break]
        Authorities by the alphabet. A break says why a letter cannot be held against the one
        before it; it is None where it can, and for the first.

    Examples
    --------
    >>> roads([])
    {}
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for letter in letters:
        for name in letter["who"]:
            found.setdefault(name, []).append(letter)
    return {name: _road(found[name]) for name in sorted(found)}


def _road(letters: list[Mapping[str, Any]]) -> list[list[Any]]:
    ordered = sorted(letters, key=lambda one: (one["first"] or one["dated"] or "9999", one["id"]))
    before: Mapping[str, Any] | None = None
    road = []
    for one in ordered:
        road.append([one["id"], break_between(before, one) if before else None])
        before = one
    return road


def break_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    r"""Return why two letters of an authority cannot be compared; None where they can.

    Parameters
    ----------
    before, after : mapping
        What `summary` returned of the two.

    Returns
    -------
    str or None
        The reason in words.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.showing.explorer.summary import summary
    >>> one = summary(om.mine(b"Minutes of the parish council\n\nThe hedge was discussed."), "a1")
    >>> break_between(one, one | {"kind": "focused_visit"})
    'the letters are of different kinds'
    """
    why_not = comparable(_looked(before), _looked(after))
    return why_not_words(why_not) if why_not else None


def _looked(letter: Mapping[str, Any]) -> Looked:
    areas = named_areas(letter["areas"], none_asked=not letter["areasAsked"])
    tagged, tagger = letter["tagged"] > 0, letter["tagger"]
    return Looked(letter["kind"], letter["framework"], letter["type"], tagged, tagger, areas)
