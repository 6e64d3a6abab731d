"""The data file of the PDF reader, read once and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from ofstedmine.errors import DataError


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns and characters of ``data/pdf.toml``; see there for what each means."""

    boilerplate: regex.Pattern[str]
    not_headings: regex.Pattern[str]
    headings_with_stop: regex.Pattern[str]
    bullets: frozenset[str]
    dashes: frozenset[str]
    note_marks: frozenset[str]


PATTERNS = ("boilerplate", "not_headings", "headings_with_stop")
CHARACTERS = ("bullets", "dashes", "note_marks")


def _any_of(patterns: list[str]) -> Any:
    return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _set_of(characters: str) -> Any:
    return frozenset(characters)


@cache
def rules() -> Rules:
    """Return the rules of the PDF reader."""
    try:
        data = tomllib.loads(
            files("ofstedmine.reading").joinpath("data/pdf.toml").read_text("utf-8")
        )
        return Rules(
            **{name: _any_of(data[name]) for name in PATTERNS},
            **{name: _set_of(data[name]) for name in CHARACTERS},
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError, regex.error) as error:
        raise DataError(f"ofstedmine/reading/data/pdf.toml: {error!r}") from error
