"""What stands around a finding, as the tagger sees it: the same when it learns and when it tags."""

from __future__ import annotations

from collections.abc import Sequence

from ofstedmine.findings.tags import TagInput
from ofstedmine.records import Finding

__all__ = ["inputs_of"]


def inputs_of(findings: Sequence[Finding]) -> list[TagInput]:
    """Return what a tagger is asked about the findings of a letter.

    The sentence before a finding is the finding before it in the same section: what stands under
    another heading says nothing about who "they" are.

    Parameters
    ----------
    findings : sequence of Finding
        The findings of one letter, in order.

    Returns
    -------
    list of TagInput
        One a finding.

    Examples
    --------
    >>> place = {"paragraph": 1, "start": 0, "end": 9, "role": "findings", "source": "sentence"}
    >>> first = Finding(id="1", text="Leaders listen.", section="Leaders", **place)
    >>> second = Finding(id="2", text="They act.", section="Leaders", **place)
    >>> [one.previous for one in inputs_of([first, second])]
    [None, 'Leaders listen.']
    """
    inputs: list[TagInput] = []
    before: Finding | None = None
    for one in findings:
        same = before is not None and (before.section, before.role) == (one.section, one.role)
        previous = before.text if before is not None and same else None
        inputs.append(TagInput(one.text, previous, one.section, one.role, one.source == "bullet"))
        before = one
    return inputs
