"""What the check of one claim comes to, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ofstedmine.claims.models import Change, Passage, Status
    from ofstedmine.claims.shelf import Held

__all__ = ["Outcome", "Sureness"]

Sureness = Literal["sure", "likely", "possible"]


@dataclass(slots=True)
class Outcome:
    """A status, why, the passages of letters that bear it, and how sure the match is."""

    status: Status
    why: str
    passages: list[Passage] = field(default_factory=list)
    sureness: Sureness = "sure"
    alignment: Literal["exact", "altered", "stitched", "not_there"] | None = None
    changes: list[Change] = field(default_factory=list)
    held: Held | None = None
    findings: list[str] = field(default_factory=list)
