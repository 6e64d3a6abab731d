"""Measuring header facts: small tables about letters made here, and the real gold where it lies."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ofstedmine.errors import DataError
from ofstedmine.evaluation.facts import evaluate_facts
from ofstedmine.evaluation.facts_mapping import normalise

REAL = Path(
    os.environ.get("OFSTEDMINE_REAL_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)
LETTER = """\
14 July 2024

Ms Ada Archer, Director of Children\u2019s Services, Northmoor Council

Dear Ms Archer

Monitoring visit to Northmoor children\u2019s services

This letter summarises the findings of the monitoring visit to Northmoor children\u2019s services on 4 and 5 June 2024. The inspectors were Rhona Vale HMI and Idris Pell HMI.

Findings and evaluation of progress

Social workers know their children well.

Yours sincerely

Rhona Vale
His Majesty\u2019s Inspector
"""
GOLD = {
    "doc_id": "northmoor",
    "kind": "monitoring_visit",
    "local_authority": "Northmoor",
    "letter_date": "2024-07-14",
    "visit_start": "2024-06-04",
    "visit_end": "2024-06-05",
    "inspectors": ["Idris Pell", "RHONA VALE"],
    "addressees": [
        {"name": "Ms Ada Archer", "role": "Director of Children's Services, Northmoor Council"}
    ],
    "signatories": [{"name": "Rhona Vale", "role": "His Majesty's Inspector"}],
    "headings": ["Findings and evaluation of progress", "Overview"],
}


def measure(tmp_path, *rows):
    (tmp_path / "northmoor.txt").write_text(LETTER, "utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return evaluate_facts(gold, tmp_path)


def test_strict_and_normalised_figures_and_misses(tmp_path):
    report = measure(tmp_path, GOLD)
    assert report.whole_records == 1
    assert report.whole_records_strict == 0
    assert (report.strict["inspectors"], report.normalised["inspectors"]) == (0, 1)
    assert [(miss.field, miss.gold) for miss in report.misses] == [("headings", "Overview")]
    assert (report.headings_found, report.headings_gold) == (1, 2)
    assert report.without_reason == {}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", "jtai"),
        ("visit_end", "2024-06-06"),
        ("inspectors", ["Rhona Vale"]),
        ("addressees", [{"name": "Ada Archer", "role": "Mayor"}]),
        ("letter_date", None),
        ("published", "2024-08-01"),
    ],
)
def test_a_difference_is_a_miss(tmp_path, field, wrong):
    report = measure(tmp_path, {**GOLD, field: wrong})
    assert report.whole_records == 0
    assert field in {miss.field for miss in report.misses}


def test_a_table_that_is_none_says_where(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc_id": "a"}\nnot json\n')
    with pytest.raises(DataError, match="line 2"):
        evaluate_facts(gold, tmp_path)
    gold.write_text('{"doc_id": "a"}\n')
    with pytest.raises(DataError, match="no document a"):
        evaluate_facts(gold, tmp_path)


def test_progress_is_told(tmp_path):
    (tmp_path / "northmoor.txt").write_text(LETTER, "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    told = []
    evaluate_facts(tmp_path / "gold.jsonl", tmp_path, progress=lambda *done: told.append(done))
    assert told == [(1, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ms Ada Archer", "Ada Archer"),
        ("2013 \u2013 14", "2013-14"),
        ("children\u2019s", "Children's"),
        ("Director , Northmoor", "Director, Northmoor"),
    ],
)
def test_normalised_values(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.skipif(
    not (REAL / "facts_dev.jsonl").exists(), reason=f"no real documents at {REAL.name}"
)
def test_real_documents_reach_the_bars():
    report = evaluate_facts(REAL / "facts_dev.jsonl", REAL / "pdf")
    assert report.documents >= 46
    assert all(right >= report.documents - 1 for right in report.normalised.values())
    assert report.whole_records >= report.documents - 2
    assert report.headings_found >= 0.98 * report.headings_gold
    assert report.without_reason == {}
