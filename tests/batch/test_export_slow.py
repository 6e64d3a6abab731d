"""What takes long: memory over many letters, and Datasette itself."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from sample_dataset import sample_dataset, write_dataset

pytestmark = pytest.mark.slow
MOST = 1.3
"""How much more memory ten times as many letters may take."""
PEAK = """
import resource, sys
import ofstedmine as om
om.open_dataset(sys.argv[1]).export(sys.argv[2], sys.argv[3], sys.argv[4] == "names")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def many(count):
    """Yield distinct letters with the words of the samples."""
    dataset = sample_dataset()
    known = [(dataset.letter(one.document_id), one) for one in dataset if one.findings]
    for number in range(count):
        letter, record = known[number % len(known)]
        digits = sha256(str(number).encode()).hexdigest()
        own = record.model_copy(deep=True)
        own.document_id, own.visit_id = f"sha256-{digits[:16]}", f"{own.visit_id}-{number}"
        yield f"letters/{number:05}.pdf", replace(letter, sha256=digits), own


@pytest.fixture(scope="module")
def datasets(tmp_path_factory):
    home = tmp_path_factory.mktemp("many")
    return {count: write_dataset(home / str(count), many(count)) for count in (150, 1_500)}


@pytest.mark.parametrize(
    ("to", "names"),
    [("jsonl", "names"), ("sqlite", "names"), ("csv", "nobody"), ("parquet", "nobody"), ("xlsx", "names")],
)  # fmt: skip
def test_memory_does_not_grow_with_the_letters(datasets, tmp_path, to, names):
    def peak(count):
        command = [sys.executable, "-c", PEAK, str(datasets[count].path), to]
        done = subprocess.run(
            [*command, str(tmp_path / f"{count}.{to}"), names],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    few, most = sorted(datasets)
    assert peak(most) <= MOST * peak(few)


@pytest.mark.skipif(importlib.util.find_spec("datasette") is None, reason="no Datasette here")
def test_datasette_inspects_searches_and_answers(tmp_path):
    path = sample_dataset().export("sqlite", tmp_path / "all.db")

    def call(*arguments):
        command = [sys.executable, "-m", "datasette", *map(str, arguments)]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    tables = call("inspect", path)["all"]["tables"]
    assert tables["visits"]["count"] == len(sample_dataset())
    about = ("-m", path.with_name("all.metadata.json"), "--get")
    hits = call(path, *about, "/all/search_findings.json?words=it's+supervision&_shape=array")
    assert isinstance(hits, list)
    found = call(path, *about, "/all/findings.json?_search=supervise&_shape=array")
    assert all("supervis" in row["text"].lower() for row in found)
    assert found
