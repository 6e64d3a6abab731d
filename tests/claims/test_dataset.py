"""A check against a dataset: the same as against the letters at hand, and no more is read."""

from __future__ import annotations

import pytest
from builders.datasets import write_dataset

import ofstedmine as om
from tests.claims import measure

PAPERS = sorted(measure.DOCUMENTS.iterdir())[::4]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    shelf = measure.shelf()
    pairs = [(shelf.letter(one.document_id), one) for one in shelf.records()]
    return om.open_dataset(write_dataset(tmp_path_factory.mktemp("set") / "out", pairs, size=3))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_a_dataset_gives_the_report_of_a_shelf(dataset, paper):
    assert om.check(paper, dataset) == measure.report(paper.name)


def test_only_letters_of_the_authority_up_to_then_are_read(dataset, monkeypatch):
    asked = []
    letter = dataset.letter
    monkeypatch.setattr(dataset, "letter", lambda one: asked.append(one) or letter(one))
    report = om.check(measure.DOCUMENTS / "aldermere_article_2021.txt", dataset)
    records = [dataset.record(one) for one in set(asked)]
    assert {one.authority.name for one in records} == {"Aldermere"}
    assert all(one.letter_date <= report.document.dated for one in records if one.letter_date)
    assert len(records) == len(report.letters) < len(list(dataset.records("Aldermere")))
