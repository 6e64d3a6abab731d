"""What a hostile file is: a name, what makes it, and what may come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

RECORD = "record"
CORRUPT = "corrupt"
TOO_LARGE = "too_large"
ENCRYPTED = "encrypted"
EMPTY = "empty"
NO_TEXT = "no_text_layer"
UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Case:
    """A hostile file."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    """What may come of it; where there are several, versions of the libraries differ."""
    alone: bool
    """Whether only a process of its own holds it to the limits."""


def register(cases: list[Case]) -> Callable[..., Callable[[Callable[[], bytes]], None]]:
    """Return a decorator that adds a builder to a list of cases, named after the builder."""

    def hostile(*outcomes, alone=False):
        def add(make):
            cases.append(Case(make.__name__, make, frozenset(outcomes), alone))
            return make

        return add

    return hostile
