"""Patterns that the library does not ship, such as those of a user's own profile.

The patterns that ship are measured: none takes more than the time of its text. Nobody has measured
the others, so each has half a second of the processor for a letter, and all together have two. One
that needs more is not tried again on that letter; the record says so with the warning
``pattern_timeout``, and is otherwise what it would be without the pattern.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofstedmine.parsing.draft import Draft

__all__ = ["AnyPattern", "BoundedPattern", "TextPattern", "patience"]

EACH = 0.5
"""Seconds of the processor that one pattern may take for a letter."""
ALL = 2.0
"""Seconds of the processor that all of them may take: well below the deadline of isolation."""
LEAST = 0.01
"""Seconds; `regex` takes a limit that rounds to nothing for none at all."""


class BoundedPattern:
    r"""A compiled pattern that gives up in time, for a profile or a step of one's own.

    Parameters
    ----------
    pattern : regex.Pattern
        The pattern.
    name : str
        What the warning calls it: its file and key, and the pattern as written.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.parsing import default_steps
    >>> mine = BoundedPattern(regex.compile(r"(?:e|e)+!"), "my step: a cry")
    >>> letter = om.read(b"e" * 3000)
    >>> steps = [*default_steps(), lambda draft: mine.search(draft.letter.text)]
    >>> [w.code for w in om.parse(letter, steps=steps).warnings]
    ['pattern_timeout']
    """

    __slots__ = ("_pattern", "name")

    def __init__(self, pattern: regex.Pattern[str], name: str) -> None:
        self._pattern = pattern
        self.name = name

    @property
    def pattern(self) -> str:
        """The pattern as it was compiled."""
        return self._pattern.pattern

    def search(
        self, text: str, pos: int | None = None, endpos: int | None = None
    ) -> regex.Match[str] | None:
        """Return the first match, or None where there is none in time."""
        return self._tried(lambda seconds: self._pattern.search(text, pos, endpos, timeout=seconds))

    def match(
        self, text: str, pos: int | None = None, endpos: int | None = None
    ) -> regex.Match[str] | None:
        """Return the match at a place, or None where there is none in time."""
        return self._tried(lambda seconds: self._pattern.match(text, pos, endpos, timeout=seconds))

    def fullmatch(
        self, text: str, pos: int | None = None, endpos: int | None = None
    ) -> regex.Match[str] | None:
        """Return the match of the whole text, or None where there is none in time."""
        return self._tried(
            lambda seconds: self._pattern.fullmatch(text, pos, endpos, timeout=seconds)
        )

    def finditer(
        self, text: str, pos: int | None = None, endpos: int | None = None
    ) -> Iterator[regex.Match[str]]:
        """Yield the matches in order, as far as they come in time."""
        at = 0 if pos is None else pos
        end = len(text) if endpos is None else min(endpos, len(text))
        while at <= end and (found := self.search(text, at, endpos)) is not None:
            yield found
            at = found.end() if found.end() > found.start() else found.end() + 1

    def _tried(self, method: Callable[[float], regex.Match[str] | None]) -> regex.Match[str] | None:
        spent = _SPENT.get()
        if spent is None:
            return method(EACH)
        left = spent.left(self)
        if left < LEAST:
            return None
        began = time.process_time()
        try:
            return method(left)
        except TimeoutError:
            spent.gave_up(self)
            return None
        finally:
            spent.add(self, time.process_time() - began)


class AnyPattern:
    """Several patterns, tried one after the other, so that each has its own time.

    Examples
    --------
    >>> AnyPattern([regex.compile("one"), regex.compile("two")]).fullmatch("two").end()
    3
    """

    def __init__(self, patterns: list[TextPattern]) -> None:
        self._patterns = patterns

    def match(self, text: str) -> regex.Match[str] | None:
        """Return the first match at the beginning of a text."""
        return next((found for p in self._patterns if (found := p.match(text))), None)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Return the first match of a whole text."""
        return next((found for p in self._patterns if (found := p.fullmatch(text))), None)


TextPattern = regex.Pattern[str] | BoundedPattern


class _Spent:
    """What patterns took for one letter so far."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._seconds: dict[int, float] = {}
        self._all = 0.0
        self._told: set[str] = set()

    def left(self, pattern: BoundedPattern) -> float:
        """Return how many seconds a pattern has left; none is told of, once."""
        if ALL - self._all < LEAST:
            self._warn(pattern, "was not tried: patterns before it took too long on this letter")
            return 0.0
        return min(EACH - self._seconds.get(id(pattern), 0.0), ALL - self._all)

    def add(self, pattern: BoundedPattern, seconds: float) -> None:
        """Count what a pattern took."""
        self._all += seconds
        spent = self._seconds[id(pattern)] = self._seconds.get(id(pattern), 0.0) + seconds
        if EACH - spent < LEAST:
            self.gave_up(pattern)

    def gave_up(self, pattern: BoundedPattern) -> None:
        """Try a pattern no more."""
        self._seconds[id(pattern)] = EACH
        self._warn(pattern, "was given up: it took too long on this letter")

    def _warn(self, pattern: BoundedPattern, how: str) -> None:
        if pattern.name not in self._told:
            self._told.add(pattern.name)
            self._draft.warn("pattern_timeout", f"{pattern.name} {how}")


_SPENT: ContextVar[_Spent | None] = ContextVar("spent", default=None)


@contextmanager
def patience(draft: Draft) -> Iterator[None]:
    """Bound the patterns that are tried on a letter, and warn in its draft of those given up.

    Outside of it a pattern that takes too long ends by ``TimeoutError``.
    """
    token = _SPENT.set(_Spent(draft))
    try:
        yield
    finally:
        _SPENT.reset(token)
