"""Datasets in tests: letters to mine, the command that mines them, and what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import ofstedmine as om
from ofstedmine.batch.columns import tables

FAULTY = Path(__file__).parent / "faulty"
LONG = 120
"""Seconds: a busy machine is no reason for another outcome."""


def text_of(number, more=""):
    """Return a small letter, another one for each number."""
    return (
        f"Monitoring visit to Northmoor children's services\n\n"
        f"This letter summarises the findings of the monitoring visit to Northmoor children's "
        f"services on {1 + number % 28} June 2024. It was visit number {number}.\n\n"
        f"Findings\n\nSocial workers know {number} children well. {more}\n"
    )


def write_letters(folder, count=3, start=1):
    """Write small letters and return their paths."""
    folder.mkdir(exist_ok=True, parents=True)
    paths = [folder / f"letter{number}.txt" for number in range(start, start + count)]
    for number, path in enumerate(paths, start):
        path.write_text(text_of(number), "utf-8")
    return paths


def mine(inputs, out, **options):
    """Mine in this process, quietly and without tags."""
    options = {"workers": 1, "tag": False, "progress": False, "deadline": LONG, **options}
    return om.mine_folder(inputs, out, **options)


def rows_of(path):
    """Return all rows of all tables of a dataset, in the order of their keys."""
    dataset = om.open_dataset(path)
    return {name: dataset.table(name).to_pylist() for name in tables()}


def bytes_of(path):
    """Return the tables of a dataset as bytes."""
    import pyarrow as pa

    found = {}
    for name in tables():
        sink = pa.BufferOutputStream()
        table = om.open_dataset(path).table(name).combine_chunks()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        found[name] = sink.getvalue().to_pybytes()
    return found


def environment(*, faulty=False, **more):
    """Return the environment of a command, with a child that misbehaves on request."""
    found = {**os.environ, "COLUMNS": "120", **more}
    if faulty:
        old = found.get("PYTHONPATH")
        found["PYTHONPATH"] = os.pathsep.join([str(FAULTY), *([old] if old else [])])
    return found


def command(*arguments, **options):
    """Run ``ofstedmine mine`` and return what it did."""
    environ = environment(faulty=options.pop("faulty", False))
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", "mine", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        env=environ,
        **options,
    )


def assert_tidy(out):
    """Check that a dataset's folder holds nothing but whole parts."""
    names = {path.name for path in Path(out).iterdir()}
    assert names <= {"dataset.json", "parts", ".lock", "overrides.csv"}, names
    wanted = {f"{name}.parquet" for name in tables()}
    for part in (Path(out) / "parts").glob("*"):
        assert {path.name for path in part.iterdir()} == wanted
