"""Headings and furniture that are known beforehand, loaded from data and checked.

Readers of every text format use them; the patterns of whole lines are in `forms`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from ofstedmine.errors import DataError

RunIn = Literal["always", "after_stop", "never"]
FLAGS = regex.I
NUMBER = regex.compile(r"^\(?\d{1,3}(?:\.\d{1,2})*+[.)]?\s+(?=\p{L})")
NOTE_MARK = regex.compile(r"(?<=[\p{L}?:)])\d{1,2}$")  # a footnote's digit glued to a heading
APOSTROPHE = regex.compile("[’‘`´]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that documents are known to carry."""

    text: str
    level: int
    run_in: RunIn
    graded: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the data files say, ready to be asked."""

    headings: dict[str, Heading]
    openings: dict[str, int]
    grades: tuple[str, ...]
    title: regex.Pattern[str]

    def level_of(self, line: str) -> int | None:
        """Return the level of a line that is a known heading or a title, else None.

        Examples
        --------
        >>> known().level_of("areas covered by the visit:")
        2
        >>> known().level_of("Second monitoring visit to Northmoor's children's services")
        1
        >>> known().level_of("Dear Ms Archer") is None
        True
        """
        if len(line) > 300 or not line:
            return None
        name = key(line)
        if found := self.headings.get(name):
            return found.level
        stem, _, grade = name.rpartition(":")
        if grade.strip() in self.grades and (found := self.headings.get(stem.strip())):
            return found.level if found.graded else None
        for opening, level in self.openings.items():
            if name.startswith(opening) and len(line) <= 120 and line[-1] not in ".;,":
                return level
        return 1 if self.is_title(line) else None

    def is_title(self, line: str) -> bool:
        """Say whether a line has the form of a letter's title."""
        return (
            len(line) <= 260
            and line[:1].isupper()
            and line[-1:] not in ".,;:"
            and len(line.split()) <= 40
            and self.title.fullmatch(line) is not None
        )


def key(line: str) -> str:
    """Return a line as headings are compared: no case, plain apostrophes, no number before it."""
    line = NOTE_MARK.sub("", line[:400])
    bare = NUMBER.sub("", APOSTROPHE.sub("'", " ".join(line.split())))
    return bare.strip(" *_").rstrip(":?").rstrip().casefold()


@cache
def known() -> Known:
    """Return the known headings, loaded once.

    Raises
    ------
    DataError
        If ``headings.toml`` does not hold what it should.
    """
    raw = _load("headings.toml")
    try:
        headings: dict[str, Heading] = {}
        for group in raw["heading"]:
            run_in, level = group["run_in"], group["level"]
            if run_in not in ("always", "after_stop", "never") or level not in (1, 2, 3):
                raise DataError(f"headings.toml: run_in or level of {group['texts'][0]!r}")
            for text in group["texts"]:
                headings[key(text)] = Heading(text, level, run_in, group.get("graded", False))
        openings = {
            t.casefold(): group["level"] for group in raw["opening"] for t in group["texts"]
        }
        grades = tuple(raw["grades"]["texts"])
        title = _any(raw["titles"]["patterns"])
    except (KeyError, TypeError, AttributeError, regex.error) as error:
        raise DataError(f"headings.toml: {error!r}") from error
    return Known(headings, openings, grades, title)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is no part of a letter: line patterns, and what web pages call their furniture."""

    letter: regex.Pattern[str]
    web: regex.Pattern[str]
    intro: regex.Pattern[str]
    error_page: regex.Pattern[str]
    boilerplate: tuple[str, ...]
    tags: frozenset[str]
    silent: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]


@cache
def furniture() -> Furniture:
    """Return the known furniture, loaded once.

    Raises
    ------
    DataError
        If ``furniture.toml`` does not hold what it should.
    """
    raw = _load("furniture.toml")
    try:
        markup = raw["markup"]
        return Furniture(
            letter=_any(raw["letter"]["patterns"]),
            web=_any(raw["web"]["patterns"]),
            intro=_any(raw["intro"]["patterns"]),
            error_page=_any(raw["error_page"]["patterns"]),
            boilerplate=tuple(raw["boilerplate"]["openings"]),
            tags=frozenset(markup["tags"]),
            silent=frozenset(markup["silent"]),
            roles=frozenset(markup["roles"]),
            words=frozenset(markup["words"]),
        )
    except (KeyError, TypeError, regex.error) as error:
        raise DataError(f"furniture.toml: {error!r}") from error


def _load(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(files("ofstedmine.reading").joinpath("data", name).read_text("utf-8"))
    except (OSError, ValueError) as error:  # a TOMLDecodeError is a ValueError
        raise DataError(f"{name}: {error}") from error


def _any(patterns: list[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{p})" for p in patterns), FLAGS)
