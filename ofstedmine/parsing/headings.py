"""What a heading is called, and what it says of its section: the tables, asked in one place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.bounded import AnyPattern, BoundedPattern
from ofstedmine.parsing.profiles import HeadingRule, compile_pattern, heading_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofstedmine.parsing.profiles import Profile

__all__ = ["Headings", "headings_of", "plain_heading"]

_FILE = Path(__file__).parent / "data" / "headings.toml"
_NUMBER = regex.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,9}+[.)]?(?:\s++(?=\p{L})|(?=\p{Lu}\p{Ll}))")
_TAIL = regex.compile(r"(?<![\s.:;?–—-])(?:(?<=[\p{L}?:.)\s])\s?\d{1,2}|[\s.:;?–—-]++){1,9}+$")
_GRADE = regex.compile(
    r"(?:\s?[:–—-]\s?|\s(?:is|are|is that it is|is that it)\s?:?\s?|\s)"
    r"(?:outstanding|good|adequate|inadequate|requires?\simprovement(?:\sto\sbe\sgood)?)$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that letters of one kind may have.

    Attributes
    ----------
    rules : tuple of HeadingRule
        Those of its kind, then those of all kinds.
    any_rule, any_run_in : regex.Pattern or AnyPattern
    demoted, closing : regex.Pattern
        Whether any rule may match, alone or run into a paragraph; what is no heading; how a letter
        closes.
    """

    rules: tuple[HeadingRule, ...]
    any_rule: regex.Pattern[str] | AnyPattern
    any_run_in: regex.Pattern[str] | AnyPattern
    demoted: regex.Pattern[str]
    closing: regex.Pattern[str]

    def rule(self, text: str) -> HeadingRule | None:
        """Return the rule for a heading as written, or None where it is not known.

        Examples
        --------
        >>> from ofstedmine.parsing.profiles import load_profiles
        >>> known = headings_of(load_profiles()["ilacs_inspection"])
        >>> known.rule("The experiences and progress of care leavers: outstanding").role
        'findings'
        >>> known.rule("The weather") is None
        True
        """
        forms = [form for form in plain_heading(text) if self.any_rule.fullmatch(form)]
        if not forms:
            return None
        matching = (r for r in self.rules if any(r.pattern.fullmatch(form) for form in forms))
        return next(matching, None)

    def is_demoted(self, text: str) -> bool:
        """Whether a text that looks like a heading is none: a grade, a label, an agency."""
        return self.demoted.fullmatch(_TAIL.sub("", text.strip())) is not None

    def with_grade(self, text: str, following: str) -> str:
        """Return a heading with the grade that a line end parted from it."""
        parted = text.endswith(":") and _GRADE.fullmatch(f" {following.strip(' .')}")
        return f"{text} {following.strip()}" if parted else text

    def run_in(self, text: str) -> tuple[int, HeadingRule] | None:
        """Find a heading that a paragraph begins with, run into its first sentence.

        Only headings of fixed words count, before a word with a capital.
        """
        if not self.any_run_in.match(text):
            return None
        for rule in filter(_may_run_in, self.rules):
            found = rule.pattern.match(text)
            if found and regex.match(r"\??:?\s+[‘“]?\p{Lu}", text[found.end() : found.end() + 6]):
                return found.end(), rule
        return None


def plain_heading(text: str) -> tuple[str, ...]:
    """Return a heading without number and closing marks, and then without its grade too.

    Examples
    --------
    >>> plain_heading("2. The experiences of care leavers are good")
    ('The experiences of care leavers are good', 'The experiences of care leavers')
    >>> plain_heading("What needs to improve? 1")
    ('What needs to improve',)
    """
    plain = _TAIL.sub("", _NUMBER.sub("", text.strip(), count=1))
    ungraded = _TAIL.sub("", _GRADE.sub("", plain))
    return (plain, ungraded) if ungraded != plain else (plain,)


@cache
def _general() -> tuple[tuple[HeadingRule, ...], regex.Pattern[str], regex.Pattern[str]]:
    """Read the table of all kinds, once."""
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        demoted, closing = data["demote"]["patterns"], data["closing"]["patterns"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{_FILE}: {error}"
        raise DataError(msg) from error
    return (
        heading_rules(data.get("headings", []), _FILE.name),
        _any_of(demoted, f"{_FILE.name}: demote"),
        _any_of(closing, f"{_FILE.name}: closing"),
    )


@cache
def _for_kind(rules: tuple[HeadingRule, ...]) -> Headings:
    general, demoted, closing = _general()
    both = (*rules, *general)
    return Headings(both, _union(both), _union(filter(_may_run_in, both)), demoted, closing)


def _may_run_in(rule: HeadingRule) -> bool:
    """Whether a heading has fixed words that say enough at the start of a paragraph."""
    return not rule.topic and rule.role != "other" and ".{" not in rule.pattern.pattern


def _union(rules: Iterable[HeadingRule]) -> regex.Pattern[str] | AnyPattern:
    """Return one pattern for many, and beside it those that need a bound of their own."""
    patterns = [rule.pattern for rule in rules]
    bounded = [pattern for pattern in patterns if isinstance(pattern, BoundedPattern)]
    sources = (p.pattern for p in patterns if not isinstance(p, BoundedPattern))
    union = regex.compile("|".join(f"(?:{source})" for source in sources), regex.IGNORECASE)
    return AnyPattern([union, *bounded]) if bounded else union


def headings_of(profile: Profile | None) -> Headings:
    """Return the headings of a kind."""
    return _for_kind(profile.headings if profile else ())


def _any_of(sources: list[str], where: str) -> regex.Pattern[str]:
    parts = [compile_pattern(source, where).pattern for source in sources]
    return regex.compile("|".join(f"(?:{part})" for part in parts), regex.IGNORECASE)
