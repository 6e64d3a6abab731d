"""Headings of real documents, where those lie beside the checkout: recall and precision."""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import regex

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.kind import find_kind
from ofstedmine.parsing.sections import find_sections
from ofstedmine.parsing.title import find_title
from ofstedmine.reading import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS", ROOT.parent / "shared" / "corpus"))
TEN = json.loads((Path(__file__).parent / "data" / "headings_ten.json").read_text("utf-8"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CORPUS / "pdf").is_dir(),
        reason=f"real documents are not part of the project; looked in {CORPUS} "
        "(OFSTEDMINE_REAL_CORPUS)",
    ),
]


@cache
def headings_found(name):
    """Return (page, heading) of a document's sections; the header section has none."""
    draft = Draft(read(CORPUS / "pdf" / f"{name}.pdf"))
    for step in (find_kind, find_title, find_sections):
        step(draft)
    return [(s.page, plain(s.heading)) for s in draft.sections if s.heading]


def plain(heading):
    return regex.sub(r"[^a-z0-9]+", " ", heading.lower().replace("’", "'")).strip()


def test_headings_of_first_pages_are_found():
    gold = found = 0
    missed = []
    for line in (CORPUS / "facts_dev.jsonl").read_text("utf-8").splitlines():
        facts = json.loads(line)
        have = Counter(heading for _, heading in headings_found(facts["doc_id"]))
        # A report's contents repeat its headings, and the gold has some of both: once is enough.
        for heading in set(map(plain, facts["headings"])):
            gold += 1
            found += have[heading] > 0
            if not have[heading]:
                missed.append((facts["doc_id"], heading))
    assert found / gold >= 0.98, missed


def test_ten_documents_have_no_other_headings():
    right = total = gold = 0
    wrong = []
    for name, entries in TEN.items():
        wanted = Counter((entry["page"], plain(entry["text"])) for entry in entries)
        found = Counter(headings_found(name))
        right += (wanted & found).total()
        total += found.total()
        gold += wanted.total()
        wrong += [(name, *one) for one in (found - wanted)]
        wrong += [(name, "missed", *one) for one in (wanted - found)]
    assert right / total >= 0.93, wrong
    assert right / gold >= 0.93, wrong


@pytest.mark.parametrize("name", TEN)
def test_sections_lie_in_the_text_in_order(name):
    draft = Draft(read(CORPUS / "pdf" / f"{name}.pdf"))
    for step in (find_kind, find_title, find_sections):
        step(draft)
    starts = [section.start for section in draft.sections]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert all(s.start < s.end <= len(draft.letter.text) for s in draft.sections[1:])
