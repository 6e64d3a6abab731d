"""Findings of real documents, where those lie beside the checkout: how many sentences are found."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
import regex

import ofstedmine as om

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS", ROOT.parent / "shared" / "corpus"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CORPUS / "findings_dev.jsonl").is_file(),
        reason=f"real documents are not part of the project; looked in {CORPUS} "
        "(OFSTEDMINE_REAL_CORPUS)",
    ),
]


def test_nearly_all_sentences_that_people_tagged_are_findings():
    gold = [
        json.loads(line)["id"]
        for line in (CORPUS / "findings_dev.jsonl").read_text("utf-8").splitlines()
    ]
    # The gold has a few sentences on the area and on method; those are left out on purpose.
    found = {
        sha256(regex.sub("[^a-z0-9]", "", finding.text.lower()).encode()).hexdigest()[:16]
        for path in sorted((CORPUS / "pdf").glob("*.pdf"))
        for finding in om.mine(path, boxes=False, tag=False).findings
    }
    assert sum(one in found for one in gold) / len(gold) >= 0.95
