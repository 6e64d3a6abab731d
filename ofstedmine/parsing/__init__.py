"""From a `Letter` to facts with evidence: an ordered, replaceable list of small steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ofstedmine._version import __version__
from ofstedmine.parsing.bounded import BoundedPattern, patience
from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.finish import check_evidence, finish
from ofstedmine.parsing.gazetteer import Gazetteer, load_gazetteer
from ofstedmine.parsing.metadata import Metadata, load_metadata
from ofstedmine.parsing.profiles import Profile, read_profile
from ofstedmine.parsing.steps import Step, default_steps

if TYPE_CHECKING:
    from ofstedmine.reading.letter import Letter
    from ofstedmine.records import VisitRecord

__all__ = [
    "BoundedPattern",
    "Draft",
    "Gazetteer",
    "Metadata",
    "Profile",
    "Step",
    "check_evidence",
    "default_steps",
    "finish",
    "load_gazetteer",
    "load_metadata",
    "parse_letter",
    "read_profile",
]


def parse_letter(
    letter: Letter,
    *,
    steps: Iterable[Step] | None = None,
    metadata: Mapping[str, str] | None = None,
    boxes: bool = False,
) -> VisitRecord:
    """Read the facts of a letter.

    Parameters
    ----------
    letter : Letter
        What was read from a file.
    steps : iterable of Step, optional
        The steps to run, in order; `default_steps` where none are given.
    metadata : mapping of str to str, optional
        What a metadata file says of this document (``Metadata.of(letter)``).
    boxes : bool
        Whether to find the rectangles of each piece of evidence, where the format has any.

    Returns
    -------
    VisitRecord
        The record, without findings.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("paragraph", "Minutes of the parish council")]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 29, "text")
    >>> parse_letter(letter).kind
    'other'
    """
    draft = Draft(letter, metadata=metadata or {})
    with patience(draft):
        for step in default_steps() if steps is None else steps:
            step(draft)
    return finish(draft, version=__version__, boxes=boxes)
