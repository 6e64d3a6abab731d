"""Words for comparing two tellings: stems, words that mean the same, what says nothing.

The lists lie in ``data/wording.toml``. Two tellings of one thing share few words as written; they
share more once "contacts" and "referrals" are one word and endings are off.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

from ofstedmine.parsing.wording import load_data, patterns_of

__all__ = [
    "Weights",
    "Word",
    "Words",
    "content",
    "load_table",
    "load_words",
    "patterns",
    "scope_words",
    "stem",
    "words_of",
]

_FOLDER = Path(__file__).parent / "data"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’‘]\p{L}++)?+|\p{N}++(?:[.,]\p{N}++)*+%?")


class Word(NamedTuple):
    """A word of a text: its place, and its plain form."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The lists of ``wording.toml``."""

    stop: frozenset[str]
    same: Mapping[str, str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    against: Mapping[str, frozenset[str]]
    negations: frozenset[str]
    hidden: frozenset[str]


def load_table(name: str) -> Mapping[str, Any]:
    """Read a file of ``data/``, once.

    Examples
    --------
    >>> "stop" in load_table("wording")
    True
    """
    return load_data(name, _FOLDER)


def patterns(name: str, table: str) -> Mapping[str, regex.Pattern[str]]:
    """Compile the lists of patterns in one table of a data file, once.

    Examples
    --------
    >>> bool(patterns("speakers", "who")["ofsted"].search("Ofsted inspectors said"))
    True
    """
    return patterns_of(name, table, _FOLDER)


@cache
def load_words() -> Words:
    """Return the lists of words, read once.

    Examples
    --------
    >>> "the" in load_words().stop
    True
    """
    data = load_table("wording")
    same: dict[str, str] = {}
    for group in data["same"]["groups"]:
        stems = [stem(word) for word in group]
        same |= dict.fromkeys(stems, stems[0])
    opposites = tuple(
        (frozenset(map(stem, one)), frozenset(map(stem, other)))
        for one, other in data["opposites"]["pairs"]
    )
    against: dict[str, frozenset[str]] = {}
    for left, right in opposites:
        for one, other in ((left, right), (right, left)):
            told = frozenset(same.get(word, word) for word in other)
            for key in {same.get(word, word) for word in one}:
                against[key] = against.get(key, frozenset()) | told
    return Words(
        frozenset(data["stop"]["words"]),
        same,
        opposites,
        against,
        frozenset(data["negation"]["words"]),
        frozenset(data["negation"]["hidden"]),
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its common endings.

    Examples
    --------
    >>> stem("improving") == stem("improved") == stem("improves")
    True
    """
    if len(word) <= 3 or not word[0].isalpha():
        return word
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("ly", ""),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a text in lower case, with plain apostrophes.

    Examples
    --------
    >>> [word.plain for word in words_of("The Council’s plans: 44%")]
    ['the', "council's", 'plans', '44%']
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [
        Word(m.group().lower().replace("’", "'").replace("‘", "'"), m.start(), m.end())
        for m in found
    ]


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that say something; figures are left out.

    Examples
    --------
    >>> sorted(content("The contacts were waiting")) == sorted(content("worries that wait"))
    True
    """
    words = load_words()
    found = set()
    for word in words_of(text):
        plain = word.plain.removesuffix("'s")
        if plain not in words.stop and plain[0].isalpha() and len(plain) > 1:
            one = stem(plain)
            found.add(words.same.get(one, one))
    return frozenset(found)


class Weights:
    """How much a word tells, the less the more passages it stands in.

    Examples
    --------
    >>> weights = Weights(["plans drift", "plans help"])
    >>> weights.of("help") > weights.of("plan")
    True
    """

    def __init__(self, passages: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for passage in passages:
            total += 1
            counts.update(content(passage))
        self._counts = counts
        self._total = max(total, 1)

    def of(self, word: str) -> float:
        """Return the weight of a stem; one that stands nowhere is taken for a common one."""
        count = self._counts.get(word, 0)
        if not count:
            return 0.5 * math.log(1 + self._total)
        return math.log(1 + self._total / count)

    def sum(self, words: Iterable[str]) -> float:
        """Return the weight of several stems together."""
        return sum(map(self.of, words))


def scope_words(text: str) -> list[str]:
    """Return the words of a text that bound what it says ("in the cases seen").

    Examples
    --------
    >>> scope_words("In the cases seen, most plans were clear.")
    ['In the cases seen', 'most']
    """
    found = patterns("retelling", "scope")["words"].finditer(text)
    return list(dict.fromkeys(" ".join(one.group().split()) for one in found))
