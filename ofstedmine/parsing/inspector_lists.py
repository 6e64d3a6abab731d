"""Lists of inspectors: names with titles before, after, or shared among them. Pure.

"A HMI and B HMI", "A and B, Her Majesty's Inspectors", "His Majesty's Inspectors A and B", "A, HMI,
B (OI), C (associate inspector)": a title after a name is that name's; a title in the plural is that
of all names beside it that have none; a title before a name is that of the next, in the plural of
all that follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from ofstedmine.parsing.names import Name, read_name
from ofstedmine.parsing.who_words import title_words

__all__ = ["Listed", "Listing", "is_plural", "read_list", "title_as_written"]

_BETWEEN = regex.compile(
    r"(?:[\s,;:/&()–*|]|\band\b|\bwith\b|\btogether\b|\bboth\b|\ball\b|\bfrom Ofsted\b|-(?=\s))++"
)
_WITH_STOPS = regex.compile(r"[.·•]++\s*+")
_PARTING = regex.compile(r"[,;/&)–|\n.•]|\band\b|\bwith\b")
_PLURAL = regex.compile(r"(?:inspectors|hmis|scris|ois|ais)\W*$", regex.IGNORECASE)
_ITEM_END = regex.compile(r"\s*+[);.]|\s*+\n")
_SPACE = regex.compile(r"\s++")


@dataclass(slots=True)
class Listed:
    """A name in a list of inspectors.

    Attributes
    ----------
    name : Name
        The name.
    title : str or None
        The title as written.
    spans : list of (int, int)
        Where name and title stand.
    """

    name: Name
    title: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """What was read from one place on.

    Attributes
    ----------
    people : list of Listed
        The names, in order.
    end : int
        Where reading stopped.
    is_open : bool
        Whether the list may go on in another block: it ends with a comma, an "and", or is empty.
    """

    people: list[Listed]
    end: int
    is_open: bool


def read_list(
    text: str, pos: int = 0, endpos: int | None = None, *, full_stops: bool = False
) -> Listing:
    """Read the inspectors that a text names from a place on.

    Parameters
    ----------
    text : str
        Any text.
    pos, endpos : int, optional
        The part to read; reading stops at the first words that are no name and no title.
    full_stops : bool
        Whether a full stop may part two names, as it does in hasty lists.

    Returns
    -------
    Listing
        The names with their titles.

    Examples
    --------
    >>> found = read_list("Jo Archer HMI and Sam O'Dell, Ofsted Inspector. They met leaders.")
    >>> [(one.name.bare, one.title) for one in found.people]
    [('Jo Archer', 'HMI'), ("Sam O'Dell", 'Ofsted Inspector')]
    >>> found = read_list("Jo Archer and Sam O'Dell, Her Majesty's Inspectors.")
    >>> [one.title for one in found.people]
    ["Her Majesty's Inspectors", "Her Majesty's Inspectors"]
    """
    end = len(text) if endpos is None else min(endpos, len(text))
    people: list[Listed] = []
    ahead: tuple[str, tuple[int, int]] | None = None
    at = _skip(text, pos, end, full_stops)
    parted = True
    while at < end:
        title = _title_at(text, at, end)
        if title is not None:
            span = (at, title)
            words = title_as_written(text[at:title])
            # After a name that has none it is the name's; else it is the next name's.
            if people and people[-1].title is None and not ahead:
                _give(people, words, span)
            elif people and not ahead and _ends_item(text, title, end):
                people[-1].title = f"{people[-1].title}, {words}"
                people[-1].spans.append(span)
            else:
                ahead = (words, span)
            stop = title
        else:
            name = read_name(text, at, end) if parted or ahead else None
            if name is None:
                break
            people.append(Listed(name, spans=[(name.start, name.end)]))
            if ahead:
                people[-1].title = ahead[0]
                people[-1].spans.append(ahead[1])
                if not is_plural(ahead[0]):
                    ahead = None
            stop = name.end
        at = _skip(text, stop, end, full_stops)
        parted = bool(_PARTING.search(text, stop, at))
        if at == stop:
            break
    return Listing(people, at, _goes_on(text, pos, at, end))


def is_plural(title: str) -> bool:
    """Say whether a title is one of several people.

    Parameters
    ----------
    title : str
        A title as written.

    Returns
    -------
    bool
        Whether it is in the plural.

    Examples
    --------
    >>> is_plural("Her Majesty's Inspectors"), is_plural("HMI")
    (True, False)
    """
    return bool(_PLURAL.search(title))


def title_as_written(words: str) -> str:
    """Return a title with single spaces, and with the bracket that closes one inside it.

    Parameters
    ----------
    words : str
        The words of a title.

    Returns
    -------
    str
        The title.

    Examples
    --------
    >>> title_as_written("HMI  (designate")
    'HMI (designate)'
    """
    title = _SPACE.sub(" ", words).strip(" ,")
    return title + ")" if title.count("(") > title.count(")") else title


def _skip(text: str, at: int, end: int, full_stops: bool) -> int:
    """Return the end of what stands between names at a place."""
    while True:
        found = _BETWEEN.match(text, at, end)
        if found is None and full_stops:
            found = _WITH_STOPS.match(text, at, end)
        if found is None:
            return at
        at = found.end()


def _ends_item(text: str, at: int, end: int) -> bool:
    """Say whether a title ends an item of a list: it is the second of the name before it."""
    return bool(_ITEM_END.match(text, at, end)) or not text[at:end].strip()


def _title_at(text: str, at: int, end: int) -> int | None:
    found = title_words().title.match(text, at, end)
    return found.end() if found else None


def _give(people: list[Listed], title: str, span: tuple[int, int]) -> None:
    """Give a title to the last name; in the plural, to all before it that have none."""
    for one in reversed(people):
        if one.title is not None:
            break
        one.title = title
        one.spans.append(span)
        if not is_plural(title):
            break


def _goes_on(text: str, start: int, at: int, end: int) -> bool:
    """Say whether all was read and more is to come."""
    if text[at:end].strip():
        return False
    left = text[start:end].rstrip()
    return not left or left.endswith((",", ";", "&")) or bool(regex.search(r"\band$", left))
