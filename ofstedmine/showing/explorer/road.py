"""An authority over time: its letters in order, and where one cannot be held against the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import regex

__all__ = ["break_between", "roads"]

_NOT_WORD = regex.compile(r"\W++")


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
    """Return why two letters of an authority cannot be compared; None where they can.

    Parameters
    ----------
    before, after : mapping
        What `summary` returned of the two.

    Returns
    -------
    str or None
        Another kind of letter, framework or areas.

    Examples
    --------
    >>> one = {"kind": "focused_visit", "framework": "ILACS", "type": None, "areas": ["Plans"]}
    >>> break_between(one, one | {"areas": ["plans."]})
    >>> break_between(one, one | {"areas": ["Caseloads"]})
    'the areas covered differ'
    """
    if before["kind"] != after["kind"]:
        return "another kind of letter"
    if (before["framework"], before["type"]) != (after["framework"], after["type"]):
        return "another framework"
    areas = [frozenset(map(_plain, one["areas"])) for one in (before, after)]
    if areas[0] != areas[1]:
        return "the areas covered differ"
    return None


def _plain(area: str) -> str:
    return _NOT_WORD.sub(" ", area.casefold()).strip()
