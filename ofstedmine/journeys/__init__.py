"""An authority over time: its judgement, its visits in order, its re-inspection.

`journeys` makes a `Journey` of each authority that records are about, `journey` that of one. Both
are pure functions of records; a dataset is one source of them. What does not fit is named by
`Remark`, never mended.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from ofstedmine.journeys.build import journey, journeys
from ofstedmine.journeys.models import Journey, Remark, Round
from ofstedmine.journeys.visits import JourneyVisit

if TYPE_CHECKING:
    from ofstedmine.records import VisitRecord

__all__ = ["Journey", "JourneyVisit", "Remark", "Round", "journey", "journeys"]


class _Callable(ModuleType):
    """The package, which can be called: `ofstedmine.journeys` is it and its main function."""

    def __call__(self, records: Iterable[VisitRecord]) -> list[Journey]:
        return journeys(records)


sys.modules[__name__].__class__ = _Callable
