"""The parsing steps in their order. A caller may replace, drop or add steps.

A step is a function that takes a `Draft` and writes what it found into it. Steps run in order:
what kind of letter it is comes first, ids come last.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from ofstedmine.parsing.draft import Draft

Step = Callable[[Draft], None]

NAMES = (
    "kind.find_kind",
    "title.find_title",
    "sections.find_sections",
    "authority.find_authority",
    "dates.find_dates",
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


def default_steps() -> tuple[Step, ...]:
    """Return the steps of `ofstedmine.parse`, in order."""
    steps = []
    for name in NAMES:
        module, function = name.split(".")
        if find_spec(f"ofstedmine.parsing.{module}"):  # DEVELOPMENT: some are not written yet
            steps.append(getattr(import_module(f"ofstedmine.parsing.{module}"), function))
    return tuple(steps)
