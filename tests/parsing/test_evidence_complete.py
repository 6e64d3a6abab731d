"""Values have evidence and absences have reasons: in the samples, and in real documents."""

from __future__ import annotations

import csv
import json
import os
from functools import cache
from pathlib import Path

import pytest
from markup import letter_of

from ofstedmine import resources
from ofstedmine.parsing import check_evidence, parse_letter
from ofstedmine.reading import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS", ROOT.parent / "shared" / "corpus"))
REAL = pytest.mark.skipif(
    not (CORPUS / "pdf").is_dir(),
    reason=f"real documents are not part of the project; looked in {CORPUS} "
    "(OFSTEDMINE_REAL_CORPUS)",
)
MISSED_JUDGEMENTS = 2
"""So many of the real inspection reports may be without judgements."""


@cache
def record_of(path):
    letter = read(path)
    return letter, parse_letter(letter)


def assert_complete(path):
    letter, record = record_of(path)
    assert check_evidence(record) == []
    for pointer, found in record.evidence.items():
        for evidence in found:
            if evidence.start is not None:
                assert letter.text[evidence.start : evidence.end] == evidence.quote, pointer


@pytest.mark.parametrize("path", resources.sample_letters(), ids=lambda path: path.name)
def test_samples(path):
    assert_complete(path)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "Press release\nThe council welcomes a report of Ofsted.",
        "# Inspection of Northmoor local authority children's services\n| Judgement | Grade",
        "Monitoring visit to Northmoor children's services\nDear Ms Archer",
        "Joint targeted area inspection of Northmoor\nDear local partnership",
    ],
)
def test_little_or_nothing(markup):
    assert check_evidence(parse_letter(letter_of(markup))) == []


@REAL
def test_the_founding_letter():
    path = CORPUS.parent / "seeds" / "monitoring_letter_2017-03-24.txt"
    assert_complete(path)
    _, record = record_of(path)
    assert len(record.areas_covered) == 5


@REAL
@pytest.mark.slow
def test_real_documents():
    missed = []
    lines = (CORPUS / "facts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {facts["doc_id"]: facts for facts in map(json.loads, lines)}
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        documents = [(row["doc_id"], row["kind"]) for row in csv.DictReader(stream)]
    for name, kind in documents:
        path = CORPUS / "pdf" / f"{name}.pdf"
        assert_complete(path)
        _, record = record_of(path)
        record_of.cache_clear()
        if kind in ("ilacs_inspection", "sif_inspection") and len(record.judgements) < 4:
            missed.append(name)
        if name in gold:
            _check_gold(name, gold[name], record)
    assert len(missed) <= MISSED_JUDGEMENTS, missed


def _check_gold(name, facts, record):
    # The gold has what stands on the first pages; the board's judgement mostly stands later.
    got = [(j.area, j.grade) for j in record.judgements if j.area_code != "lscb"]
    assert got == [(j["area"], j["grade"]) for j in facts["judgements"]], name
    count = facts["needs_to_improve_count"]
    assert count is None or len(record.improvements) == count, name
