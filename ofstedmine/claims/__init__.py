"""Secondary documents: what they claim of visits, and the check of it against the letters.

``om.claims(path)`` returns the claims of a press release, committee paper or article; the module
itself can be called. ``om.check(document, dataset)`` holds them against the letters.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from ofstedmine.claims.between import differences
from ofstedmine.claims.checking import check
from ofstedmine.claims.claiming import claims as find_claims
from ofstedmine.claims.claiming import read_paper
from ofstedmine.claims.models import AnyClaim, CheckReport, Claim, Paper
from ofstedmine.claims.shelf import Records, Shelf

__all__ = [
    "AnyClaim",
    "CheckReport",
    "Claim",
    "Paper",
    "Records",
    "Shelf",
    "check",
    "differences",
    "find_claims",
    "read_paper",
]


class _Claims(ModuleType):
    """The module itself, which can be called: it bears the name of its main use."""

    def __call__(self, *values: Any, **named: Any) -> list[AnyClaim]:
        """Return the claims of a document, as `find_claims` does."""
        return find_claims(*values, **named)


sys.modules[__name__].__class__ = _Claims
claims = sys.modules[__name__]
