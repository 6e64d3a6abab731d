"""``ofstedmine journey``, as people and programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from journeys.made import visit


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", "journey", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    letters = [
        visit("a", "2020-06-02", 1, inspectors=[{"name": "Rhona Vale"}], areas=["front door"]),
        visit("c", "2021-02-02", 3),
    ]
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in letters), encoding="utf-8")
    return path


def test_people_get_a_timeline(records):
    done = run(records, "northmoor")
    assert done.returncode == 0
    for words in (
        "2 and 3 June 2020",
        "1st monitoring visit",
        "front door",
        "Rhona Vale",
        "no letter about the 2nd visit",
    ):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


def test_names_can_be_left_out(records):
    assert "Rhona Vale" not in run(records, "Northmoor", "--no-names").stdout
    assert "Rhona Vale" not in run(records, "Northmoor", "--json", "--no-names").stdout


def test_json_is_json_and_nothing_else(records):
    told = json.loads(run(records, "Northmoor", "--json").stdout)
    assert [one["number"] for one in told["rounds"][0]["visits"]] == [1, 3]
    assert [one["code"] for one in told["remarks"]] == ["number_missing"]


def test_rows_are_for_charts(records):
    assert json.loads(run(records, "Northmoor", "--json", "--rows").stdout) == []
    assert run(records, "Northmoor", "--rows").returncode == 1


@pytest.mark.parametrize(
    ("authority", "words"), [("Northmor", "is Northmoor meant"), ("Skerrow", "letters about")]
)
def test_an_authority_that_is_not_there(records, authority, words):
    done = run(records, authority)
    assert done.returncode == 1
    assert words in " ".join(done.stderr.split())
    assert not done.stdout


def test_a_folder_that_is_no_dataset(tmp_path):
    done = run(tmp_path, "Northmoor")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
