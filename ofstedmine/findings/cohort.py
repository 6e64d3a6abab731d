"""Whom a finding is about: derived from its words and the headings over it, by rules as data.

The sentence comes first. Where it names no group, the nearest heading that names exactly one group
does: a heading such as "Children in care and care leavers" does not say which of the two a sentence
is about, and then nothing is said.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.records import Cohort, Finding, Section
from ofstedmine.resources import find

__all__ = ["CohortRules", "cohorts_of", "load_cohort_rules", "read_cohort_rules", "set_cohorts"]

_HYPHEN = regex.compile(r"(?<=\w)[-‐‑–](?=\w)")
_NOTHING = " | "  # takes the place of what is taken out: no pattern reaches over it
_PARTS = frozenset({"stays", "stems", "words", "headings"})


@dataclass(frozen=True, slots=True)
class _Rule:
    cohort: Cohort
    stays: bool
    stems: tuple[str, ...]
    words: regex.Pattern[str]
    headings: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class CohortRules:
    """The rules of ``findings/data/cohort.toml``, compiled.

    Attributes
    ----------
    apart : regex.Pattern
        What looks like a group and is none.
    rules : tuple
        One a group, in the order of the record.
    """

    apart: regex.Pattern[str]
    rules: tuple[_Rule, ...]

    def in_text(self, text: str) -> list[Cohort]:
        """Return the groups that a sentence names."""
        # Most sentences name no group, and looking for stems takes a tenth of a search's time.
        lowered = text.lower()
        likely = [rule for rule in self.rules if any(stem in lowered for stem in rule.stems)]
        plain = self._plain(text) if likely else ""
        return [rule.cohort for rule in likely if rule.words.search(plain)]

    def in_heading(self, heading: str) -> list[Cohort]:
        """Return the groups that a heading names."""
        plain = self._plain(heading)
        return [
            rule.cohort
            for rule in self.rules
            if rule.words.search(plain) or rule.headings.search(plain)
        ]

    def stay(self, cohorts: Iterable[Cohort]) -> bool:
        """Tell whether all of some groups stand beside that of a heading."""
        staying = {rule.cohort for rule in self.rules if rule.stays}
        return staying.issuperset(cohorts)

    def _plain(self, text: str) -> str:
        plain = _HYPHEN.sub(" ", " ".join(text.lower().replace("’", "'").split()))
        return self.apart.sub(_NOTHING, plain)


def cohorts_of(text: str, headings: Sequence[str] = ()) -> list[Cohort]:
    """Return the groups that a sentence is about.

    Parameters
    ----------
    text : str
        The sentence.
    headings : sequence of str, optional
        The headings over it, the nearest first.

    Returns
    -------
    list of str
        In the order of the record; empty where nothing says.

    Examples
    --------
    >>> cohorts_of("Care leavers are proud of their homes.")
    ['care_leavers']
    >>> cohorts_of("Plans are clear.", ["Plans", "The experiences of children in care"])
    ['children_in_care']
    >>> cohorts_of("Most children in need of help and protection are safe.")
    []
    """
    return _under(text, map(load_cohort_rules().in_heading, headings))


def _under(text: str, over: Iterable[list[Cohort]]) -> list[Cohort]:
    """Return the groups that a sentence is about, under headings that name some."""
    rules = load_cohort_rules()
    named = rules.in_text(text)
    if not rules.stay(named):
        return named
    nearest = next(filter(None, over), [])
    if len(nearest) == 1:
        named = [*named, *nearest]
    return [rule.cohort for rule in rules.rules if rule.cohort in named]


def set_cohorts(findings: Iterable[Finding], sections: Sequence[Section]) -> None:
    """Set the groups that findings are about, in place.

    Parameters
    ----------
    findings : iterable of Finding
        The findings of one letter.
    sections : sequence of Section
        Its sections; they may lie in each other.
    """
    # Of sections around one place, the last to begin is the innermost.
    ordered = sorted(sections, key=lambda section: (-section.start, section.end))
    headings = (
        (section, load_cohort_rules().in_heading(section.heading or "")) for section in ordered
    )
    naming = [(section.start, section.end, cohorts) for section, cohorts in headings if cohorts]
    for finding in findings:
        over = (cohorts for start, end, cohorts in naming if start <= finding.start < end)
        if cohorts := _under(finding.text, over):
            finding.cohort = cohorts


def read_cohort_rules(data: Mapping[str, Any]) -> CohortRules:
    """Check and compile the rules of a data file.

    Parameters
    ----------
    data : mapping
        The file's tables, as ``tomllib`` reads them.

    Returns
    -------
    CohortRules
        The rules.

    Raises
    ------
    DataError
        If a group is missing or unknown, or a pattern does not compile.

    Examples
    --------
    >>> read_cohort_rules({"apart": [], "cohorts": {}})
    Traceback (most recent call last):
    ofstedmine.errors.DataError: cohort.toml: care_leavers, ...: missing or unknown
    """
    names = get_args(Cohort)
    if odd := set(data) ^ {"apart", "cohorts"}:
        raise DataError(f"cohort.toml: {', '.join(sorted(odd))}: missing or unknown")
    tables = data["cohorts"]
    if odd := set(tables) ^ set(names):
        raise DataError(f"cohort.toml: {', '.join(sorted(odd))}: missing or unknown")
    rules = []
    for name in names:
        table = tables[name]
        if set(table) != _PARTS or not isinstance(table["stays"], bool):
            raise DataError(f"cohort.toml: {name}: needs {', '.join(sorted(_PARTS))}")
        stems = table["stems"]
        if not isinstance(stems, list) or not all(isinstance(one, str) and one for one in stems):
            raise DataError(f"cohort.toml: {name}.stems: a list of words is wanted")
        words, headings = (_any_of(table[key], f"{name}.{key}") for key in ("words", "headings"))
        rules.append(_Rule(cast("Cohort", name), table["stays"], tuple(stems), words, headings))
    return CohortRules(_any_of(data["apart"], "apart"), tuple(rules))


def _any_of(sources: Any, where: str) -> regex.Pattern[str]:
    if not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        raise DataError(f"cohort.toml: {where}: a list of patterns is wanted")
    try:
        return regex.compile("|".join(f"(?:{one})" for one in sources) or r"(?!)")
    except regex.error as error:
        raise DataError(f"cohort.toml: {where}: {error}") from error


@lru_cache(maxsize=1)
def load_cohort_rules() -> CohortRules:
    """Return the rules that come with the library, checked.

    Returns
    -------
    CohortRules
        The rules; they are read once.

    Examples
    --------
    >>> load_cohort_rules().in_heading("Looked-after children")
    ['children_in_care']
    """
    path = find("findings/data/cohort.toml")
    return read_cohort_rules(tomllib.loads(path.read_text(encoding="utf-8")))
