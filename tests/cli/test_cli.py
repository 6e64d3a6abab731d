"""The installed command, as people and programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

LETTER = """\
14 July 2024

Ms Ada Archer
Director of Children's Services
Northmoor Council

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 4 and 5 June 2024. This was the third monitoring visit since the local authority was judged inadequate in March 2023. The inspectors were Rhona Vale HMI and Idris Pell HMI.

Areas covered by the visit

Inspectors reviewed the progress made in the following areas:

- the quality of plans
- the pace of change

Findings and evaluation of progress

Social workers know their children well. Plans remain too long.

Yours sincerely

Rhona Vale
His Majesty's Inspector
"""


def run(*arguments, cwd=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", *map(os.fspath, arguments)],
        capture_output=True,
        cwd=cwd,
        check=False,
        env={**os.environ, "COLUMNS": "200"},
        **options,
    )


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def test_one_file_prints_a_record_for_people(letter):
    done = run("mine", letter)
    shown = done.stdout.decode()
    assert done.returncode == 0
    for words in (
        "Northmoor",
        "4 and 5 June 2024",
        "Rhona Vale",
        "the pace of change",
        "not found",
    ):
        assert words in shown
    assert "\x1b" not in shown


def test_evidence_shows_the_words_behind_values(letter):
    assert "“14 July 2024”" in run("mine", "--evidence", letter).stdout.decode()


def test_json_is_json_and_nothing_else(letter):
    done = run("mine", "--json", letter)
    record = json.loads(done.stdout)
    assert done.stderr == b""
    assert record["visit"]["number"] == 3
    assert record["visit"]["dates"] == ["2024-06-04", "2024-06-05"]


def test_a_folder_gives_json_lines_and_lists_what_failed(letter, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "notes.xyz").write_text("not looked at")
    done = run("mine", tmp_path)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["kind"] for record in records] == ["monitoring_visit"]
    assert done.returncode == 3
    assert b"empty.pdf" in done.stderr
    assert b"notes.xyz" not in done.stderr


def test_output_is_written_whole_or_not_at_all(letter, tmp_path):
    out = tmp_path / "records.jsonl"
    assert run("mine", letter, "-o", out).returncode == 0
    assert json.loads(out.read_text("utf-8"))["kind"] == "monitoring_visit"
    before = out.read_bytes()
    bad = tmp_path / "metadata.csv"
    bad.write_text("nonsense\n1\n")
    assert run("mine", letter, "-o", out, "--metadata", bad).returncode == 1
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_table_of_letters(letter, tmp_path):
    shown = run("mine", "--table", tmp_path).stdout.decode()
    assert "Northmoor" in shown
    assert "monitoring visit" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("mine", "no such file.pdf"), 3, "no such file.pdf"),
        (("mine",), 1, "Missing argument"),
        (("mine", "--wrong", "x"), 1, "No such option"),
        (("show", "no such file.pdf"), 1, "No such file"),
        (("cite", "LETTER", "/visit/nothing"), 1, "/visit"),
        (("cite", "LETTER", "ffffffffffffffffff"), 1, "no finding whose id"),
        (("show", "LETTER", "--page", "7"), 1, "pages"),
    ],
)
def test_exit_codes_and_what_is_said(arguments, code, said, letter):
    done = run(*(letter if each == "LETTER" else each for each in arguments))
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_names_of_any_bytes(tmp_path):
    name = os.fsdecode(b"let\xffter\n\x1b[31m.txt")
    (tmp_path / name).write_text(LETTER, "utf-8")
    done = run("mine", tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["visit"]["number"] == 3
    shown = run("mine", "--table", tmp_path)
    assert shown.returncode == 0
    assert b"\x1b[31m" not in shown.stdout


def test_show_prints_the_letter_as_text(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.replace("too long", "[bold red]too long[/] \x1b[31m"), "utf-8")
    done = run("show", path)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "[bold red]too long[/]" in " ".join(shown.split())
    assert "\x1b[31m" not in shown


def test_cite_a_finding_and_a_fact(letter):
    record = json.loads(run("mine", "--json", letter).stdout)
    finding = record["findings"][0]
    shown = run("cite", letter, finding["id"][:10]).stdout.decode()
    assert f"“{finding['text']}”" in shown
    assert "14 July 2024" in shown
    fact = json.loads(run("cite", letter, "/visit/number", "--format", "json").stdout)
    assert fact["value"] == 3
    assert "third" in " ".join(fact["quotes"])
    absent = run("cite", letter, "/published").stdout.decode()
    assert "not found" in absent


def test_cite_finds_a_finding_among_many_records(letter, tmp_path):
    out, dataset = tmp_path / "records.jsonl", tmp_path / "dataset"
    run("mine", letter, "-o", out)
    run("mine", letter, "-o", dataset)
    finding = json.loads(out.read_text("utf-8"))["findings"][-1]
    cited = run("cite", out, finding["id"]).stdout
    assert finding["text"] in cited.decode()
    assert run("cite", dataset, finding["id"]).stdout == cited
    nothing = run("cite", tmp_path, finding["id"])
    assert nothing.returncode == 1
    assert b"no dataset" in nothing.stderr


def test_a_gazetteer_of_ones_own(letter, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,ons_code,region\nNorthmoor,E99000001,North East\n", "utf-8")
    record = json.loads(run("mine", "--json", letter, "--gazetteer", own).stdout)
    assert record["authority"]["ons_code"] == "E99000001"


def test_metadata_fills_what_letters_do_not_state(letter, tmp_path):
    known = tmp_path / "known.csv"
    known.write_text("path,file_number,published\nletter.txt,50012345,2024-07-21\n", "utf-8")
    record = json.loads(run("mine", "--json", letter, "--metadata", known).stdout)
    assert record["document_id"] == "50012345"
    assert record["published"] == "2024-07-21"
    assert record["evidence"]["/published"][0]["kind"] == "metadata"


def test_schema_and_version():
    schema = json.loads(run("schema").stdout)
    assert {"visit", "evidence", "missing", "findings"} <= set(schema["properties"])
    assert run("--version").stdout.startswith(b"ofstedmine ")


def test_a_closed_pipe_is_no_fault(letter):
    command = f'"{sys.executable}" -m ofstedmine mine --json "{letter}" | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_help_needs_no_heavy_library():
    code = "import sys; sys.argv = ['ofstedmine', '--help']\nfrom ofstedmine.cli import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "print(sorted({'spacy', 'sklearn', 'pandas', 'pdfplumber'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
