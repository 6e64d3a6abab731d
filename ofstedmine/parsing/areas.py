"""What inspections judge: the areas, headlines and table heads of ``data/judgements.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.grades import grade_source
from ofstedmine.parsing.profiles import compile_pattern

__all__ = ["AreaRule", "JudgementRules", "load_rules", "read_rules"]

_FILE = Path(__file__).parent / "data" / "judgements.toml"


@dataclass(frozen=True, slots=True)
class AreaRule:
    """One judgement of the frameworks: its code, and how its words are known."""

    code: str
    pattern: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class JudgementRules:
    """What the data file holds.

    Attributes
    ----------
    areas : tuple of AreaRule
        The narrower first.
    headlines : tuple of regex.Pattern
        Whole sentences that judge, with groups ``area`` and ``grade``.
    header : regex.Pattern
        The head of a table.
    loose : regex.Pattern
        Any wording of an area with its grade after it or, where wrapped cells were read across,
        in between; groups ``grade`` hold the pieces.
    either : regex.Pattern
        Any wording of an area (group ``area``) or any grade (group ``grade``).
    """

    areas: tuple[AreaRule, ...]
    headlines: tuple[regex.Pattern[str], ...]
    header: regex.Pattern[str]
    loose: regex.Pattern[str]
    either: regex.Pattern[str]

    def code_of(self, words: str) -> str | None:
        """Return the code of the judgement that words name, or None.

        Examples
        --------
        >>> load_rules().code_of("The experiences and progress of children in care")
        'children_in_care'
        """
        for rule in self.areas:
            if rule.pattern.search(words):
                return rule.code
        return None


@cache
def load_rules() -> JudgementRules:
    """Return the rules that come with the package, read once.

    Examples
    --------
    >>> bool(load_rules().header.fullmatch("Judgement"))
    True
    """
    return read_rules(_FILE)


def read_rules(path: Path) -> JudgementRules:
    """Read a file of judgements and check it.

    Parameters
    ----------
    path : Path
        A TOML file of ``[[area]]``, ``[[headline]]`` and ``[[header]]`` tables.

    Returns
    -------
    JudgementRules
        Its rules, compiled.

    Raises
    ------
    DataError
        If it does not hold what it should; the message names the file and the entry.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    entries = _entries(data, "area", ("code", "generation", "pattern", "wordings"), path)
    areas = tuple(AreaRule(e["code"], compile_pattern(e["pattern"], path.name)) for e in entries)
    wordings = [wording for entry in entries for wording in entry["wordings"]]
    if not wordings:
        msg = f"{path}: no area has a wording"
        raise DataError(msg)
    headlines = []
    for n, entry in enumerate(_entries(data, "headline", ("pattern",), path), 1):
        where = f"{path.name}: headline[{n}]"
        if not all(part in entry["pattern"] for part in ("(?<area>", "(?<grade>GRADE)")):
            msg = f"{where}: the groups 'area' and 'grade' are wanted"
            raise DataError(msg)
        grade = grade_source().replace(r"\s++", " ")
        headlines.append(compile_pattern(entry["pattern"].replace("GRADE", grade), where))
    headers = "|".join(e["pattern"] for e in _entries(data, "header", ("pattern",), path))
    return JudgementRules(
        areas,
        tuple(headlines),
        compile_pattern(headers, path.name),
        _loose(wordings),
        _either(wordings),
    )


def _entries(
    data: dict[str, Any], name: str, fields: tuple[str, ...], path: Path
) -> list[dict[str, Any]]:
    """Return the tables of a name, each with exactly the fields wanted."""
    entries = data.get(name)
    if not isinstance(entries, list) or not entries:
        msg = f"{path}: no [[{name}]]"
        raise DataError(msg)
    for n, entry in enumerate(entries, 1):
        if set(entry) != set(fields):
            msg = f"{path}: {name}[{n}]: the fields {', '.join(fields)} are wanted"
            raise DataError(msg)
    return entries


def _loose(wordings: list[str]) -> regex.Pattern[str]:
    """Return a pattern for areas and grades in a text whose cells run together.

    A wrapped area may be read across its grade ("children who need Good help and protection"), and
    a wrapped grade across its area ("... who need Requires improvement help and protection to be
    good"), so between any two words a grade may stand.
    """
    grade = rf"(?<grade>{grade_source()})"
    between = rf"(?:\s++{grade})?\s++"
    areas = [
        between.join(regex.escape(word) for word in wording.split())
        for wording in sorted(wordings, key=len, reverse=True)
    ]
    number = r"(?:(?<number>\d(?:\.\d)?+\.?+)\s++)?"
    # No colon: after one it is the heading of a section, which comes again further on.
    tail = rf"(?:\s++(?:{grade}|(?<grade>to\s++be\s++good\b)))?"
    return regex.compile(
        rf"{number}\b(?<area>{'|'.join(areas)})\b{tail}", regex.IGNORECASE | regex.VERSION0
    )


def _either(wordings: list[str]) -> regex.Pattern[str]:
    """Return a pattern for areas and grades in a text where the columns follow each other."""
    areas = "|".join(
        r"\s++".join(map(regex.escape, wording.split()))
        for wording in sorted(wordings, key=len, reverse=True)
    )
    number = r"(?:(?<number>\d(?:\.\d)?+\.?+)\s++)?"
    return regex.compile(
        rf"{number}\b(?<area>{areas})\b|(?<grade>{grade_source()})",
        regex.IGNORECASE | regex.VERSION0,
    )
