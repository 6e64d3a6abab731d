"""Hostile texts for a regular expression, made from the expression itself.

A pattern is slow where it repeats something and then fails: each way of sharing the text out among
its repeats is tried, or each start runs to the end of the text. So for every repeat of a pattern
there is a text that comes as far as the repeat, gives it what it repeats, thousands of times, and
then something that does not go on; and its beginnings and its whole are repeated without an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex
from regex import _regex_core as core

COMMON = (
    " ",
    "\n",
    "a",
    "A",
    "1",
    "Aa ",
    "a, ",
    "A. ",
    "1. ",
    '"',
    "'",
    "’",
    "(",
    "-",
    ".",
    "a b\n",
)
"""What any pattern is tried on."""
LETTERS = "aA1 \n.,'’\"(-–b2Zé:;/&|*_<>[]#=@\x00\t•éØ"
"""What a set of characters is asked for, in this order."""
ENDS = ("\x00", "\n\n", "a")
"""What a text ends with: no pattern of ours wants the first; the others end a run of most."""
SPAN = 4
"""A repeat that takes no more than this is not worth a text of its own."""


@dataclass(frozen=True)
class Attack:
    """A text of any length: a beginning, what is repeated, an end."""

    before: str
    unit: str
    after: str

    def text(self, size: int) -> str:
        """Return it in some length."""
        room = max(1, size - len(self.before) - len(self.after))
        return self.before + self.unit * max(1, room // len(self.unit)) + self.after

    def __str__(self) -> str:
        return f"{self.before[-40:]!r} + {self.unit[:40]!r} * n + {self.after[:40]!r}"


def attacks(source: str | bytes, flags: int, *, deep: bool = False) -> list[Attack]:
    """Return the texts for a pattern, each once."""
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    made = dict.fromkeys(Attack("", unit, "\x00") for unit in COMMON)
    node = _parse(text, flags)
    whole = _example(node)
    units = dict.fromkeys([whole, whole + " ", whole + "\n", whole[:-1], whole[: len(whole) // 2]])
    if deep:
        units |= dict.fromkeys(whole[:n] for n in range(1, min(len(whole), 60)))
        units |= dict.fromkeys(unit + " " for unit in list(units))
    for unit in filter(None, units):
        made[Attack("", unit, "\x00")] = None
    for before, units_, rest in _repeats(node, "", ""):
        for unit in units_[: 8 if deep else 3]:
            for end in ENDS if deep else ENDS[:1]:
                # The end of the pattern stands behind the end of the run: `regex` looks for the
                # literal that a pattern must have before it tries to match.
                made[Attack(before, unit, end + rest)] = None
            if before:
                made[Attack("", before + unit, "\x00" + rest)] = None
            made[Attack(before, unit, rest)] = None
    return list(made)


def some(texts: list[Attack], most: int) -> list[Attack]:
    """Return no more than so many, evenly from the whole list."""
    step = max(1, -(-len(texts) // most))
    return texts[::step]


def _parse(source: str, flags: int) -> Any:
    flags &= ~regex.DEBUG
    while True:
        info = core.Info(flags, str, {})
        reading = core.Source(source)
        reading.ignore_space = bool(info.flags & regex.VERBOSE)
        try:
            return core._parse_pattern(reading, info)
        except core._UnscopedFlagSet:
            flags = info.global_flags


def _repeats(node: Any, before: str, after: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield each long repeat: an example of what comes before it, units of it, what comes after."""
    name = type(node).__name__
    if name == "Sequence":
        examples = [_example(item) for item in node.items]
        for at, item in enumerate(node.items):
            yield from _repeats(
                item, before + "".join(examples[:at]), "".join(examples[at + 1 :]) + after
            )
    elif name == "Branch":
        for branch in node.branches:
            yield from _repeats(branch, before, after)
    elif name in ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        if node.max_count is None or node.max_count > SPAN:
            yield before, _units(node.subpattern), after
        yield from _repeats(node.subpattern, before, after)
    elif name in ("LookAround", "Group", "Atomic"):
        yield from _repeats(node.subpattern, before, after)


def _units(node: Any) -> list[str]:
    """Return texts that a repeated pattern matches: one for each of its branches and characters."""
    name = type(node).__name__
    if name == "Branch":
        return list(dict.fromkeys(unit for branch in node.branches for unit in _units(branch)))
    if name in ("Group", "Atomic"):
        return _units(node.subpattern)
    if name == "Sequence" and len(node.items) == 1:
        return _units(node.items[0])
    if name in ("Sequence", "GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return [text for text in (_example(node), _example(node, optional=True)) if text] or ["a"]
    return _characters(node) or ["a"]


def _example(node: Any, *, optional: bool = False) -> str:
    """Return a text that a pattern matches, as a rule: lookarounds are not heeded."""
    name = type(node).__name__
    if name == "Sequence":
        return "".join(_example(item, optional=optional) for item in node.items)
    if name == "Branch":
        return _example(node.branches[0], optional=optional)
    if name in ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        count = node.min_count or int(optional)
        return _example(node.subpattern, optional=optional) * min(count, 50)
    if name in ("Group", "Atomic"):
        return _example(node.subpattern, optional=optional)
    if name in ("LookAround", "LookAroundConditional", "Conditional"):
        return ""
    if name in ("String", "Literal"):
        return "".join(map(chr, node.characters))
    return next(iter(_characters(node)), "")


def _characters(node: Any) -> list[str]:
    """Return characters that a node for one of them matches, the commonest first."""
    name = type(node).__name__
    if name == "Character" and node.positive:
        return [chr(node.value)]
    if name in ("Any", "AnyAll", "AnyU"):
        return ["a", " ", "1", "A"]
    if name in ("Character", "Property", "Range") or name.startswith("Set"):
        fits = [letter for letter in LETTERS if node.matches(ord(letter))]
        return fits or _first(node)
    return []


def _first(node: Any) -> list[str]:
    """Return a character of a set that holds none of the common ones."""
    return [chr(code) for code in range(0x20, 0x3000) if node.matches(code)][:2]
