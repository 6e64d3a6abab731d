"""Exports read back by other programs: the same rows, the same types, and nothing half-written."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from sample_dataset import sample_dataset, small, write_dataset

import ofstedmine as om
from ofstedmine.batch.columns import shown_tables

FORMATS = ["xlsx", "csv", "jsonl", "sqlite", "parquet"]


@pytest.fixture(scope="module")
def dataset():
    return sample_dataset()


@pytest.fixture(scope="module")
def exports(dataset, tmp_path_factory):
    """All formats of the sample letters, with people and without."""
    home = tmp_path_factory.mktemp("exports")
    return {
        (to, names): dataset.export(to, home / f"{'all' if names else 'nobody'}.{to}", names)
        for to in FORMATS
        for names in (True, False)
    }


def sheet(book, name):
    """Return the rows of a sheet by the names of its columns."""
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def table(path, name):
    with (path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(path):
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def digest(path):
    return [hashlib.sha256(one.read_bytes()).hexdigest() for one in files(path)]


def test_a_workbook_has_a_sheet_for_each_table(dataset, exports):
    book = load_workbook(exports["xlsx", True])
    tables = shown_tables()
    titles = [tables[name].title for name in tables if name not in {"letters", "sources"}]
    assert book.sheetnames[:4] == ["About", "Columns", "Visits", "Findings"]
    assert sorted(book.sheetnames[2:]) == sorted(titles)
    for name in tables:
        if name not in {"letters", "sources"}:
            assert book[tables[name].title].max_row - 1 == dataset.table(name).num_rows, name


def test_a_sheet_can_be_filtered_at_once(exports):
    book = load_workbook(exports["xlsx", True])
    for page in book.worksheets[2:]:
        assert page.auto_filter.ref.startswith("A1:")
        assert page.freeze_panes in {"A2", "B2"}
        assert "machine-tagged, unreviewed" in page.oddFooter.left.text
        heads = [cell.value for cell in page[1]]
        assert len(set(heads)) == len(heads), page.title
    rows = sheet(book, "Visits")
    assert [row["Authority"] for row in rows][:2] == ["Aldermere", "Aldermere"]
    assert isinstance(rows[0]["First day"], datetime)
    assert rows[0]["Kind"] == "ILACS inspection"
    assert rows[0]["Overall grade"] == "Inadequate"
    assert rows[1]["Visit number"] == 1
    assert "Inspectors" not in rows[0]
    findings = sheet(book, "Findings")
    assert {row["Sentiment"] for row in findings} <= {"Positive", "Negative", "Mixed", "Neutral"}
    assert any("; " in (row["Themes"] or "") for row in findings)


def test_a_workbook_explains_itself(exports):
    book = load_workbook(exports["xlsx", True])
    about = " ".join(str(cell) for row in book["About"].values for cell in row if cell)
    for words in ("Open Government Licence", "machine-tagged, unreviewed", "Source: Ofsted",
                  "no: look at the tags of such letters yourself", om.__version__):  # fmt: skip
        assert words in about
    explained = {row["Name in programs"] for row in sheet(book, "Columns")}
    heads = sum(len(page[1]) for page in book.worksheets[2:])
    assert len(explained) == heads


def test_csv_files_open_in_excel_and_hold_the_same_rows(dataset, exports):
    folder = exports["csv", True]
    assert (folder / "visits.csv").read_bytes().startswith(b"\xef\xbb\xbfletter_id,")
    for name in shown_tables():
        assert len(table(folder, name)) == dataset.table(name).num_rows, name
    visit = table(folder, "visits")[0]
    assert (visit["visit_start"], visit["kind"]) == ("2019-11-04", "ilacs_inspection")
    assert {row["counted"] for row in table(folder, "findings")} == {"TRUE", "FALSE"}
    assert "Open Government Licence" in (folder / "about.txt").read_text("utf-8")
    named = {(row["table"], row["column"]) for row in table(folder, "columns")}
    assert named == {(name, one) for name in shown_tables() for one in table(folder, name)[0]}


def test_json_lines_are_the_records(dataset, exports):
    lines = exports["jsonl", True].read_text("utf-8").splitlines()
    assert [om.VisitRecord.model_validate_json(line) for line in lines] == list(dataset)


def test_parquet_files_have_all_types(dataset, exports):
    for name in shown_tables():
        found = pq.read_table(exports["parquet", True] / f"{name}.parquet")
        assert found.num_rows == dataset.table(name).num_rows
        for field in found.schema:
            assert field.type == dataset.table(name).schema.field(field.name).type
        assert b"unreviewed" in found.schema.metadata[b"attribution"]


def test_keys_of_the_database_hold_and_its_text_can_be_searched(dataset, exports):
    with closing(sqlite3.connect(exports["sqlite", True])) as made:
        for name in shown_tables():
            (count,) = made.execute(f"select count(*) from {name}").fetchone()
            assert count == dataset.table(name).num_rows, name
        assert not made.execute("pragma foreign_key_check").fetchall()
        assert made.execute("pragma integrity_check").fetchone() == ("ok",)
        linked = {row[2] for row in made.execute("pragma foreign_key_list(finding_themes)")}
        assert linked == {"findings"}
        found = made.execute(
            "select f.text from findings_fts join findings f on f.rowid = findings_fts.rowid "
            "where findings_fts match 'supervise'"
        ).fetchall()
        assert found
        assert all("supervis" in text.lower() for (text,) in found)
        (text,) = made.execute("select text from letters order by letter_id").fetchone()
        assert text == dataset.table("letters")["text"][0].as_py()


def test_datasette_gets_titles_facets_and_queries_that_run(exports):
    path = exports["sqlite", True]
    said = json.loads(path.with_name("all.metadata.json").read_text("utf-8"))
    assert said["license"] == "Open Government Licence v3.0"
    assert "unreviewed" in said["description"]
    known = said["databases"]["all"]
    values = {"words": "supervision", "authority": "Aldermere", "theme": "workforce",
              "kind": "monitoring_visit"}  # fmt: skip
    with closing(sqlite3.connect(path)) as made:
        made.create_function("escape_fts", 1, lambda words: f'"{words}"')
        for name, query in known["queries"].items():
            assert made.execute(query["sql"], values).fetchall(), name
        for name, about in known["tables"].items():
            columns = [row[1] for row in made.execute(f"pragma table_info({name})")]
            assert list(about["columns"]) == columns
            assert set(about["facets"]) <= set(columns)


def test_no_cell_of_a_table_holds_a_list(exports):
    with closing(sqlite3.connect(exports["sqlite", True])) as made:
        kinds = {
            row[2] for name in shown_tables() for row in made.execute(f"pragma table_info({name})")
        }
        assert kinds == {"TEXT", "INTEGER", "REAL"}
        themes = {
            row[0] for row in made.execute("select themes from findings where themes is not null")
        }
    assert not any(one.startswith(("[", "{")) for one in themes)


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_rows_give_the_same_bytes(dataset, exports, to, tmp_path):
    assert digest(dataset.export(to, tmp_path / f"all.{to}")) == digest(exports[to, True])


@pytest.mark.parametrize("to", ["xlsx", "csv", "sqlite"])
def test_how_letters_lie_in_parts_does_not_show(to, tmp_path):
    letters = [
        small(f"# Focused visit to Northmoor {n}\n\n## Findings\n\nPlans help.\n") for n in range(5)
    ]
    several = write_dataset(tmp_path / "a" / "letters", letters, size=1)
    single = write_dataset(tmp_path / "b" / "letters", reversed(letters), size=9)
    assert digest(several.export(to, tmp_path / "a" / f"all.{to}")) == digest(
        single.export(to, tmp_path / "b" / f"all.{to}")
    )


@pytest.mark.parametrize("to", FORMATS)
def test_an_empty_dataset_is_written_too(to, tmp_path):
    empty = write_dataset(tmp_path / "out", [])
    assert empty.export(to, tmp_path / f"all.{to}").exists()


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_is_there_whole_or_not_at_all(dataset, to, tmp_path, monkeypatch):
    target = tmp_path / f"all.{to}"
    if to in {"csv", "parquet"}:
        target.mkdir()
    else:
        target.write_text("before")
    before = digest(target)

    def stop(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(OSError, match="No space"):
        dataset.export(to, target)
    assert digest(target) == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_a_folder_of_other_things_is_left_alone(dataset, to, tmp_path):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "notes.txt").write_text("keep")
    with pytest.raises(FileExistsError):
        dataset.export(to, target)
    assert (target / "notes.txt").read_text() == "keep"
    (target / "notes.txt").unlink()
    dataset.export(to, target)
    dataset.export(to, target)
    assert (target / f"visits.{to}").exists()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("to", ["xlsx", "jsonl", "sqlite"])
def test_a_folder_is_no_file(dataset, to, tmp_path):
    with pytest.raises(OSError, match=r"."):
        dataset.export(to, tmp_path)


def test_a_format_that_is_none_is_told(dataset):
    with pytest.raises(ValueError, match="no format 'ods'; there are xlsx, csv, jsonl"):
        dataset.export("ods")


def test_an_export_lies_beside_the_dataset_by_default(tmp_path):
    made = write_dataset(tmp_path / "letters", [small("Plans help.")])
    assert made.export("jsonl") == tmp_path / "letters.jsonl"
    assert made.export("csv") == tmp_path / "letters-csv"


@pytest.mark.parametrize("to", FORMATS)
def test_people_can_be_left_out(dataset, exports, to):
    names = {
        person.name.encode()
        for record in dataset
        for person in (*record.inspectors, *record.addressees, *record.signatories)
    }
    shown = b"".join(readable(exports[to, True]))
    assert any(name in shown for name in names)
    left = b"".join(readable(exports[to, False]))
    assert not [name for name in names if name in left]


def readable(path):
    """Yield what stands in an export, inflated."""
    for file in files(path):
        if file.suffix == ".xlsx":
            for page in load_workbook(file).worksheets:
                yield from (str(cell).encode() for row in page.values for cell in row)
        elif file.suffix == ".parquet":
            yield str(pq.read_table(file).to_pylist()).encode()
        else:
            yield file.read_bytes()


def test_records_without_people_are_records(exports):
    for line in exports["jsonl", False].read_text("utf-8").splitlines():
        record = om.VisitRecord.model_validate_json(line)
        assert not [*record.inspectors, *record.addressees, *record.signatories]
        assert record.findings or record.kind == "other"


def test_names_in_running_text_are_taken_out(tmp_path):
    words = "# Focused visit to Northmoor\n\n## Findings\n\nIDRIS  PELL and Ms Marchbank praise plans.\n"
    people = [om.VisitRecord.model_fields["inspectors"].annotation.__args__[0](name=name)
              for name in ("Helen Marchbank", "Idris Pell")]  # fmt: skip
    made = write_dataset(tmp_path / "out", [small(words, inspectors=people)])
    (row,) = table(made.export("csv", tmp_path / "x", names=False), "findings")
    assert row["text"] == "[name] and [name] praise plans."


def test_the_command_writes_and_says_where(dataset, tmp_path):
    def call(*arguments):
        command = [sys.executable, "-m", "ofstedmine", "export", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    target = tmp_path / "all.db"
    done = call(dataset.path, "--to", "sqlite", "-o", target, "--no-names")
    assert (done.returncode, done.stdout.strip()) == (0, str(target))
    assert done.stderr.strip() == f"datasette {target} -m {target.with_name('all.metadata.json')}"
    assert call(tmp_path, "--to", "csv").returncode == 1
    assert "no dataset" in call(tmp_path, "--to", "csv").stderr
    assert call(dataset.path, "--to", "ods").returncode == 1
    assert call(dataset.path, "--to", "csv", "-o", tmp_path).returncode == 1
