"""The labels of sample letters: they name findings that are there, with labels of the codebook."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

import ofstedmine as om
from ofstedmine import resources
from ofstedmine.records import Progress, Sentiment

LABELS = [
    json.loads(line)
    for line in Path(__file__).with_name("sample_labels.jsonl").read_text("utf-8").splitlines()
]
DOCUMENTS = sorted({row["document"] for row in LABELS})


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_labelled_findings_are_in_the_letter(document: str):
    found = {
        finding.id: finding.text
        for finding in om.mine(resources.find(f"corpus/letters/{document}"), boxes=False).findings
    }
    rows = [row for row in LABELS if row["document"] == document]
    assert len(rows) == len({row["id"] for row in rows}) == 25
    # Who changes a sample letter looks again at the labels of what was changed.
    assert [row["begins"] for row in rows if row["id"] not in found] == []
    assert all(found[row["id"]].startswith(row["begins"]) for row in rows)


def test_labels_are_those_of_the_codebook():
    book = tomllib.loads(resources.find("corpus/codebook.toml").read_text("utf-8"))
    themes = {theme["slug"] for theme in book["themes"]}
    for row in LABELS:
        assert set(row["themes"]) | set(row["optional"]) <= themes, row
        assert not set(row["themes"]) & set(row["optional"]), row
        assert row["sentiment"] in get_args(Sentiment), row
        assert row["progress"] in get_args(Progress), row


def test_six_letters_of_five_kinds_are_labelled():
    assert Counter(document.split("_")[1] for document in DOCUMENTS) == {
        "ilacs": 1,
        "monitoring": 2,
        "focused": 1,
        "jtai": 1,
        "send": 1,
    }
