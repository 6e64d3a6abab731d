"""The command at its edges: odd names, full disks, Ctrl-C, terminals, many records."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from isolation.processes import waits_for

LETTER = """\
14 July 2024

Ms Ada Archer
Director of Children's Services
Northmoor Council

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 4 and 5 June 2024. This was the third monitoring visit since the local authority was judged inadequate in March 2023. The inspectors were Rhona Vale HMI and Idris Pell HMI.

Findings and evaluation of progress

Social workers know their children well. Plans remain too long.

Yours sincerely

Rhona Vale
His Majesty's Inspector
"""


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        **options,
    )


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def test_patterns_that_the_shell_left_alone(letter, tmp_path):
    (tmp_path / "other.text").write_text(LETTER, "utf-8")
    done = run("mine", "*.t*", cwd=tmp_path)
    names = [json.loads(line)["source"]["uri"] for line in done.stdout.splitlines()]
    assert names == ["letter.txt", "other.text"]


def test_a_file_named_twice_is_read_once(letter):
    assert json.loads(run("mine", "--json", letter, letter).stdout)["visit"]["number"] == 3


def test_failures_as_a_table_of_ones_own(letter, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    out = tmp_path / "failures.csv"
    done = run("mine", tmp_path, "--failures", out, "-o", os.devnull)
    assert (done.returncode, done.stdout) == (3, b"")
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(Path(row["uri"]).name, row["reason"]) for row in rows] == [("empty.pdf", "empty")]


def test_a_link_stays_a_link_to_what_is_written(letter, tmp_path):
    real = tmp_path / "real.jsonl"
    real.write_text("old")
    link = tmp_path / "link.jsonl"
    link.symlink_to(real)
    assert run("mine", letter, "-o", link).returncode == 0
    assert link.is_symlink()
    assert json.loads(real.read_text("utf-8"))["kind"] == "monitoring_visit"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
@pytest.mark.parametrize("arguments", [(), ("--json",), ("--table",), ("-o", "/dev/full")])
def test_a_full_disk_is_told_in_one_line(letter, arguments):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ofstedmine", "mine", letter, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_no_place_to_write_is_known_before_any_letter_is_read(letter, tmp_path):
    done = run("mine", letter, "-o", tmp_path)
    assert done.returncode == 1
    assert b"folder" in done.stderr
    done = run("mine", letter, "-o", tmp_path / "no such folder" / "out.jsonl")
    assert done.returncode == 1
    assert b"No such file" in done.stderr


def test_ctrl_c_leaves_nothing_half_written(tmp_path):
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(600):
        (letters / f"{number:03}.txt").write_text(LETTER, "utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("what stood there before")
    command = [sys.executable, "-m", "ofstedmine", "mine", str(letters), "-o", str(out)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert waits_for(lambda: any(path.suffix == ".part" for path in tmp_path.iterdir()))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["letters", "out.jsonl"]
    assert out.read_text() == "what stood there before"


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.replace("Ada", "Zoë"), "utf-8")
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    record = json.loads(run("mine", "--json", path, env=ascii_only).stdout.decode("utf-8"))
    assert record["addressees"][0]["name"] == "Zoë Archer"
    for command in (("mine",), ("mine", "--table"), ("show",)):
        shown = run(*command, path, env=ascii_only)
        assert shown.returncode == 0
        shown.stdout.decode("ascii")


def test_an_unreadable_letter_is_one_that_failed(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing more")
    for arguments in (("mine", path), ("show", path), ("cite", path, "/title")):
        done = run(*arguments)
        assert done.returncode == 3
        assert b"corrupt" in done.stderr
        assert b"Traceback" not in done.stderr


def test_records_that_are_none_say_where(letter, tmp_path):
    out = tmp_path / "records.jsonl"
    out.write_bytes(run("mine", tmp_path).stdout + b'{"kind": "poem"}\n')
    done = run("cite", out, "/visit/number")
    assert done.returncode == 1
    assert b"line 2" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_fact_among_many_records_needs_the_document(letter, tmp_path):
    (tmp_path / "other.txt").write_text(LETTER.replace("third", "fourth"), "utf-8")
    out = tmp_path / "records.jsonl"
    run("mine", tmp_path, "-o", out)
    done = run("cite", out, "/visit/number")
    assert done.returncode == 1
    assert b"name the document" in done.stderr
    ids = [json.loads(line)["document_id"] for line in out.read_text("utf-8").splitlines()]
    shown = [run("cite", out, "/visit/number", "--document", each).stdout for each in ids]
    assert [b": 3." in shown[0], b": 4." in shown[1]] == [True, True]


def test_lines_in_a_pipe_end_with_their_last_word(letter):
    for command in (("mine",), ("mine", "--table"), ("show",)):
        lines = run(*command, letter).stdout.decode().splitlines()
        assert lines
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", ["80", "120"])
def test_records_keep_to_the_width(letter, columns):
    wide = {**os.environ, "COLUMNS": columns}
    for command in (("mine",), ("mine", "--evidence"), ("mine", "--table"), ("show",)):
        lines = run(*command, letter, env=wide).stdout.decode().splitlines()
        assert max(map(len, lines)) <= int(columns)


def test_evaluate_facts_prints_figures_and_misses(letter, tmp_path):
    gold = tmp_path / "gold.jsonl"
    row = {"doc_id": "letter", "kind": "monitoring_visit", "letter_date": "2024-07-15"}
    gold.write_text(json.dumps(row) + "\n", "utf-8")
    arguments = ("evaluate", "facts", "--gold", gold, "--documents", tmp_path)
    shown = run(*arguments)
    assert shown.returncode == 0
    assert "letter_date" in shown.stdout.decode()
    assert "2024-07-15" in shown.stdout.decode()
    report = json.loads(run(*arguments, "--json").stdout)
    assert report["documents"] == 1
    assert run(*arguments, "--at-least", "1").returncode == 3
    assert run(*arguments, "--at-least", "0").returncode == 0
