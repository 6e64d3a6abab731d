"""The data file of the PDF reader, read once and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


@cache
def rules() -> Rules:
    """Return the rules of the PDF reader."""
    try:
        data = tomllib.loads(
            files("ofstedmine.reading").joinpath("data/pdf.toml").read_text("utf-8")
        )
        one_of = {
            name: regex.compile("|".join(f"(?:{pattern})" for pattern in data[name]))
            for name in ("boilerplate", "not_headings", "headings_with_stop")
        }
        sets = {name: frozenset(data[name]) for name in ("bullets", "dashes", "note_marks")}
    except (KeyError, TypeError, tomllib.TOMLDecodeError, regex.error) as error:
        raise DataError(f"ofstedmine/reading/data/pdf.toml: {error!r}") from error
    return Rules(**one_of, **sets)
