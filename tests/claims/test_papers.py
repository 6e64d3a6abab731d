"""Whom a document is about, from its words."""

from __future__ import annotations

import pytest

from ofstedmine.claims import read_paper


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northmoor Council has been visited.", ["Northmoor"]),
        ("Inspectors returned to Northmoor in May.", ["Northmoor"]),
        ("Black children are over-represented, and missing children wait.", []),
        ("Black children's services in Northmoor were judged good.", ["Northmoor"]),
        ("Older children were safe. Northmoor Council agreed.", ["Northmoor"]),
    ],
)
def test_children_of_a_kind_are_no_authority(text, names):
    assert read_paper(text.encode()).authorities == names
