"""How the time of a regular expression grows with a hostile text."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import regex

from tests.patterns.attacks import Attack
from tests.patterns.gather import SEARCHING

STEEP = 1.5
"""The exponent above which the time does not grow with the length only; 2 is quadratic."""
LIMIT = 0.25
"""Seconds of process time after which a text is given up."""


@dataclass(frozen=True)
class Slow:
    """A text on which a pattern takes long, and how its time grows: an exponent of the length."""

    pattern: str | bytes
    way: str
    attack: Attack
    seconds: float
    exponent: float

    def __str__(self) -> str:
        head = self.pattern[:160]
        return f"n^{self.exponent:.2f} {self.seconds:.3f} s {self.way} {head!r} on {self.attack}"


def ways(methods: Collection[str]) -> tuple[str, ...]:
    """Return how to try a pattern; one that was never seen in use may be used in any way."""
    if not methods:
        return "finditer", "match", "fullmatch"
    found = [way for way in ("match", "fullmatch") if way in methods]
    return tuple(["finditer", *found] if SEARCHING & set(methods) else found)


def slow(
    pattern: regex.Pattern[Any],
    methods: Collection[str],
    texts: Iterable[Attack],
    *,
    size: int,
    floor: float,
) -> Slow | None:
    """Return the first text on which a pattern takes more than a floor, and growing steeply."""
    for attack in texts:
        subject: Any = attack.text(size)
        if isinstance(pattern.pattern, bytes):
            subject = subject.encode("latin-1", "replace")
        for way in ways(methods):
            seconds = spend(pattern, way, subject)
            if seconds > floor:
                exponent, seconds = growth(pattern, way, attack, size)
                if exponent > STEEP:
                    return Slow(pattern.pattern, way, attack, seconds, exponent)
    return None


def growth(pattern: regex.Pattern[Any], way: str, attack: Attack, size: int) -> tuple[float, float]:
    """Return the exponent over two doublings above a size, the best of repeated runs, the time."""
    times = []
    for length in (size, 4 * size):
        subject: Any = attack.text(length)
        if isinstance(pattern.pattern, bytes):
            subject = subject.encode("latin-1", "replace")
        first = spend(pattern, way, subject)
        again = [spend(pattern, way, subject) for _ in range(2)] if first < LIMIT / 5 else []
        times.append(min(first, *again, first))
        if times[-1] >= LIMIT:
            return math.inf, times[-1]
    return math.log(max(times[1], 1e-6) / max(times[0], 1e-6), 4), times[1]


def spend(pattern: regex.Pattern[Any], way: str, subject: Any) -> float:
    """Return the process time of a run, at most `LIMIT`."""
    run: Callable[..., Any] = getattr(pattern, way)
    began = time.process_time()
    try:
        found = run(subject, timeout=LIMIT)
        if way == "finditer":
            for _ in found:
                if time.process_time() - began > LIMIT:
                    return LIMIT
    except TimeoutError:
        return LIMIT
    return time.process_time() - began
