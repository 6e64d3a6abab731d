"""Header facts against the public documents that people read: ``python -m tests.facts_figures --write``.

The documents are no part of the project. Where they lie (``OFSTEDMINE_REAL_CORPUS``), this writes
what was counted to ``docs/facts-figures.json``, from which the README's figures are made.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ofstedmine.evaluation.facts import evaluate_facts

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "facts-figures.json"
CORPUS = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS") or ROOT.parent / "shared" / "corpus")
COUNTED = (
    "documents", "strict", "normalised", "whole_records", "whole_records_strict",
    "headings_gold", "headings_found",
)  # fmt: skip


def measured() -> str:
    """Return the counts as the file holds them: no value of a document, no name."""
    report = evaluate_facts(CORPUS / "facts_dev.jsonl", CORPUS / "pdf").to_dict()
    return json.dumps({name: report[name] for name in COUNTED}, indent=1) + "\n"


if __name__ == "__main__":
    text = measured()
    if "--write" in sys.argv:
        FILE.write_text(text, "utf-8")
    sys.exit(text != FILE.read_text("utf-8"))
