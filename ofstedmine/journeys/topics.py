"""For which themes and children the words of an area are taken.

Areas are a few words long and written by hand in every letter. A word list says which themes of the
codebook they name, so that "contacts and referrals" and "the front door" are known as one area.
Words that it does not know name no theme: such an area is not compared with others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.findings.cohort import load_cohort_rules
from ofstedmine.parsing.wording import any_of
from ofstedmine.records import Theme

if TYPE_CHECKING:
    from ofstedmine.records import Cohort

__all__ = ["cohorts_named", "load_topics", "themes_named"]

_FILE = Path(__file__).parent / "data" / "topics.toml"
_HYPHEN = regex.compile(r"(?<=\w)[-‐‑–](?=\w)")
_LONGEST = 1_000
"""An area is a few words; of a longer text the first characters are read."""


@cache
def load_topics() -> Mapping[Theme, tuple[regex.Pattern[str], regex.Pattern[str] | None]]:
    """Return the words of each theme, and those that look alike and are not.

    Returns
    -------
    mapping of str to (Pattern, Pattern or None)
        In the order of the codebook.

    Raises
    ------
    DataError
        If a theme is missing or unknown, or a pattern is none.

    Examples
    --------
    >>> bool(load_topics()["front_door"][0].search("Contacts and referrals"))
    True
    """
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if odd := set(tables) ^ set(get_args(Theme)):
        msg = f"{_FILE}: {', '.join(sorted(odd))}: missing or unknown"
        raise DataError(msg)
    found = {}
    for theme in get_args(Theme):
        words, apart = (
            [rf"\b(?:{word})(?!\w)" for word in tables[theme].get(key, ())]
            for key in ("words", "not")
        )
        where = f"{_FILE.name}: {theme}"
        found[theme] = (any_of(words, where), any_of(apart, where) if apart else None)
    return found


@lru_cache(maxsize=4_096)
def themes_named(text: str) -> tuple[Theme, ...]:
    """Return the themes that the words of an area name.

    Parameters
    ----------
    text : str
        An area covered, or what an inspection says needs to improve.

    Returns
    -------
    tuple of str
        Slugs in the order of the codebook; empty where no word is known.

    Examples
    --------
    >>> themes_named("strategy discussions and section 47 enquiries")
    ('child_protection',)
    >>> themes_named("pathway plans for care leavers")
    ('care_leavers',)
    >>> themes_named("the weather")
    ()
    """
    plain = _HYPHEN.sub(" ", text[:_LONGEST])
    found = []
    for theme, (words, apart) in load_topics().items():
        if words.search(apart.sub("|", plain) if apart else plain):
            found.append(theme)
    return tuple(found)


@lru_cache(maxsize=4_096)
def cohorts_named(text: str) -> tuple[Cohort, ...]:
    """Return the groups of children that the words of an area name.

    Parameters
    ----------
    text : str
        An area covered, or what an inspection says needs to improve.

    Returns
    -------
    tuple of str
        As ``cohort`` of a finding.

    Examples
    --------
    >>> cohorts_named("planning for permanence for children in care")
    ('children_in_care',)
    """
    return tuple(load_cohort_rules().in_heading(text[:_LONGEST]))
