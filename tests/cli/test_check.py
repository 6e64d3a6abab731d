"""``ofstedmine check``, as people and programs call it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from builders.datasets import write_dataset
from golden import LETTERS

import ofstedmine as om

PAPER = LETTERS.parent / "secondary" / "aldermere_press_release_2022.html"
NAMES = (
    "aldermere_monitoring_5_2022.html",
    "aldermere_monitoring_6_2022.docx",
    "aldermere_monitoring_7_2022.pdf",
)
DIFFERENT = "Differs from the letter (2)"


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", "check", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
    )


def told(done):
    assert "Traceback" not in done.stderr
    return " ".join(done.stderr.split())


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """Return the same three letters as a dataset, as records, and as files."""
    place = tmp_path_factory.mktemp("letters")
    pairs = [(om.read(LETTERS / name), om.mine(LETTERS / name)) for name in NAMES]
    lines = [f"{json.dumps(record.model_dump(mode='json'))}\n" for _, record in pairs]
    (place / "records.jsonl").write_text("".join(lines), encoding="utf-8")
    (place / "folder").mkdir()
    for name in NAMES:
        shutil.copy(LETTERS / name, place / "folder")
    return {
        "dataset": write_dataset(place / "dataset", pairs, size=2),
        "records": place / "records.jsonl",
        "folder": place / "folder",
    }


@pytest.fixture(scope="module")
def texts(forms):
    return {name: run(PAPER, "--against", path) for name, path in forms.items()}


@pytest.mark.parametrize("form", ["dataset", "folder"])
def test_people_get_what_differs_with_both_passages(texts, form):
    done = texts[form]
    assert done.returncode == 0, done.stderr
    for words in (
        "Authority: Aldermere",
        "Letters up to then: 3",
        DIFFERENT,
        "document: Three quarters of pathway plans",
        "letter: Some 71 per cent of pathway plans",
        "Supported by a letter (",
        "A program compared words.",
    ):
        assert words in " ".join(done.stdout.split()), words
    assert "\x1b" not in done.stdout


def test_a_dataset_and_a_folder_of_the_letters_give_one_report(texts):
    assert texts["dataset"].stdout == texts["folder"].stdout


def test_records_alone_are_searched_by_their_findings(texts):
    done = texts["records"]
    assert done.returncode == 0
    assert "only records are at hand, not the letters" in " ".join(done.stdout.split())


def test_json_is_json_and_nothing_else(forms):
    done = run(PAPER, "--against", forms["dataset"], "--json")
    report = json.loads(done.stdout)
    assert done.stderr == ""
    assert report["authority"] == "Aldermere"
    assert {one["status"] for one in report["checks"]} >= {"supported", "differs_from_letter"}


def test_reports_are_written_and_nothing_is_printed(forms, tmp_path):
    html, markdown = tmp_path / "report.html", tmp_path / "report.md"
    done = run(PAPER, "--against", forms["dataset"], "--html", html, "--markdown", markdown)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert html.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert markdown.read_text("utf-8").startswith("# A document held against")
    for report in (html, markdown):
        assert DIFFERENT in report.read_text("utf-8")
        assert "Three quarters" in report.read_text("utf-8")


def test_json_may_be_asked_for_beside_a_report(forms, tmp_path):
    html = tmp_path / "report.html"
    done = run(PAPER, "--against", forms["records"], "--html", html, "--json")
    assert json.loads(done.stdout)["checks"]
    assert html.exists()


def test_figures_of_other_documents_stand_beside(forms):
    other = PAPER.with_name("aldermere_magazine_2023.md")
    done = run(PAPER, "--against", forms["records"], "--beside", other, "--json")
    pairs = [
        [claim["figure"]["value"] for claim in one["claims"]]
        for one in json.loads(done.stdout)["between_documents"]
    ]
    assert [318, 350] in pairs


def test_the_authority_can_be_named(forms):
    done = run(PAPER, "--against", forms["records"], "--authority", "Northmoor")
    assert "Letters up to then: 0" in done.stdout
    assert "Supported" not in done.stdout


def test_a_folder_tells_of_the_letters_that_cannot_be_read(forms, tmp_path):
    folder = tmp_path / "letters"
    shutil.copytree(forms["folder"], folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = run(PAPER, "--against", folder)
    assert done.returncode == 0
    assert "broken.pdf" in told(done)
    assert DIFFERENT in done.stdout


def test_what_letters_are_not_there(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.jsonl").touch()
    write_dataset(tmp_path / "dataset", [])
    for name in ("empty", "empty.jsonl", "dataset"):
        done = run(PAPER, "--against", tmp_path / name)
        assert done.returncode == 1, name
        assert "there is no letter in" in told(done)
        assert not done.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nowhere", None, "nowhere: No such file"),
        ("nowhere.jsonl", None, "nowhere.jsonl: No such file"),
        ("bad.jsonl", '{"x": 1}\n', "bad.jsonl: line 1: no record"),
        ("page.html", "<p>Dear Ms Archer</p>", "page.html: line 1: no record"),
    ],
)
def test_what_is_no_letters(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = run(PAPER, "--against", tmp_path / name)
    assert done.returncode == 1
    assert words in told(done)
    assert not done.stdout


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("nowhere.txt", None, 1, "No such file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", 3, "this is a PNG image"),
        ("empty.txt", b"", 3, "empty"),
    ],
)
def test_what_is_no_document(forms, tmp_path, name, content, code, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    report = tmp_path / "report.html"
    done = run(tmp_path / name, "--against", forms["records"], "--html", report)
    assert done.returncode == code
    assert words in told(done)
    assert not report.exists()


def test_what_it_is_held_against_must_be_named():
    done = run(PAPER)
    assert done.returncode == 1
    assert "--against" in told(done)
