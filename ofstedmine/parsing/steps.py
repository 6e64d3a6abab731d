"""The parsing steps in their order. A caller may replace, drop or add steps.

A step is a function that takes a `Draft` and writes what it found into it. Steps run in order:
what kind of letter it is comes first, ids come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ofstedmine.parsing.draft import Draft

if TYPE_CHECKING:
    from ofstedmine.parsing.gazetteer import Gazetteer
    from ofstedmine.parsing.profiles import Profile

Step = Callable[[Draft], None]

NAMES = (
    "kind.find_kind",
    "title.find_title",
    "sections.find_sections",
    "authority.find_authority",
    "dates.find_dates",
    "authority.check_authority",
    "visit_number.find_visit_number",
    "previous.find_previous_judgements",
    "inspectors.find_inspectors",
    "correspondents.find_correspondents",
    "judgements.find_judgements",
    "lists.find_lists",
    "circumstances.find_circumstances",
    "framework.find_framework",
    "metadata.apply_metadata",
    "identity.name_document",
)


def default_steps(
    gazetteer: Gazetteer | None = None, *, profiles: Iterable[Profile] = ()
) -> tuple[Step, ...]:
    """Return the steps of `ofstedmine.parse`, in order.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships where none is given.
    profiles : iterable of Profile, optional
        Profiles of one's own, from `read_profile`, each in the place of the one that the library
        ships for its kind.

    Returns
    -------
    tuple of Step
        Functions that take a `Draft` and write into it.

    Examples
    --------
    >>> [step.__name__ for step in default_steps()][:2]
    ['find_kind', 'find_title']
    """
    own = tuple(profiles)
    steps: list[Step] = []
    for name in NAMES:
        module, function = name.split(".")
        step: Any = getattr(import_module(f"ofstedmine.parsing.{module}"), function)
        if gazetteer is not None and module == "authority":
            step = partial(step, gazetteer=gazetteer)
        if own and module == "kind":
            step = partial(step, own=own)
        steps.append(step)
    return tuple(steps)
