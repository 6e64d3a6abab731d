"""What `schema_version` promises: the written schema is the real one, other versions are told."""

from __future__ import annotations

import json

import pytest
import schema
from pydantic import ValidationError

import ofstedmine as om
from ofstedmine.errors import DataError
from ofstedmine.records import SCHEMA_VERSION
from ofstedmine.showing.files import read_records

MAJOR, MINOR = map(int, SCHEMA_VERSION.split("."))


@pytest.fixture
def record():
    return om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n").model_dump(
        mode="json"
    )


def test_the_schema_in_the_documentation_is_the_one_that_holds():
    assert schema.schema_text() == schema.FILE.read_text("utf-8"), (
        "run python -m tests.schema --write; docs/schema.md says what such a change asks for"
    )


def test_the_policy_names_the_version_that_holds():
    text = schema.FILE.with_name("schema.md").read_text("utf-8")
    assert f"now `{SCHEMA_VERSION}`" in text


def test_a_record_says_its_version_and_is_read_again(record):
    assert record["schema_version"] == SCHEMA_VERSION
    assert om.VisitRecord.model_validate(record).model_dump(mode="json") == record


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (f"{MAJOR + 1}.0", "install a newer ofstedmine"),
        (f"{MAJOR}.{MINOR + 1}", "install a newer ofstedmine"),
        (f"{MAJOR - 1}.9", "mine the letter again"),
        ("one", "looks like"),
        (None, "looks like"),
        ("1.0.0", "looks like"),
    ],
)
def test_a_record_of_another_version_is_told_by_it(version, said, record):
    # What else differs is no news then: the version is the whole answer.
    other = {**record, "schema_version": version, "weather": "fair"}
    with pytest.raises(ValidationError) as caught:
        om.VisitRecord.model_validate(other)
    (error,) = caught.value.errors()
    assert said in error["msg"]
    assert str(version) in error["msg"]


def test_a_file_of_newer_records_says_where_and_what_to_do(record, tmp_path):
    file = tmp_path / "records.jsonl"
    newer = {**record, "schema_version": f"{MAJOR + 1}.0"}
    file.write_text(f"{json.dumps(record)}\n{json.dumps(newer)}\n", "utf-8")
    with pytest.raises(DataError, match=r"line 2: no record: \S.*install a newer ofstedmine"):
        list(read_records(file))
