"""A dataset is one source of records."""

from __future__ import annotations

import json

import golden
import pytest

import ofstedmine as om
from ofstedmine.batch.dataset import FORMAT, INFO
from ofstedmine.batch.parts import TEMPORARY, place, stage
from ofstedmine.batch.rows import letter_id, rows_of


@pytest.fixture(scope="module")
def records():
    names = ("aldermere_monitoring_2", "aldermere_monitoring_5", "northmoor", "wolden")
    return [(path, om.read(path)) for path in golden.samples() if path.name.startswith(names)]


@pytest.fixture
def dataset(records, tmp_path):
    rows = {"sources": []}
    for path, letter in records:
        record = om.parse(letter)
        for table, some in rows_of(letter, record, uri=path.name, settings="").items():
            rows.setdefault(table, []).extend(some)
        known = {
            "uri": path.name,
            "file": path.name,
            "letter_id": letter_id(letter.sha256),
            "state": "read",
        }
        rows["sources"].append(known | {"document_id": record.document_id})
    (tmp_path / INFO).write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
    (tmp_path / TEMPORARY).mkdir(exist_ok=True)
    place(stage(tmp_path, "one", rows), tmp_path, 1)
    return om.open_dataset(tmp_path)


def test_a_dataset_tells_journeys(dataset, records):
    assert [visit.number for visit in dataset.journey("Aldermere").visits] == [2, 5]
    assert dataset.journey("aldermere") == om.journey(iter(dataset), "Aldermere")
    names = [journey.authority.name for journey in om.journeys(dataset)]
    assert names == ["Aldermere", "North Wolden", "Northmoor", "South Wolden"]
    assert len(dataset.journey("South Wolden").visits) == 1


def test_an_authority_that_is_not_there(dataset):
    with pytest.raises(LookupError, match="is Northmoor"):
        dataset.journey("Northmor")
