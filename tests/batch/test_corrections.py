"""Corrections survive: they are applied, told as evidence, kept, and never lost in silence."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.batch.corrections import correct
from ofstedmine.batch.overrides import Override, Overrides
from ofstedmine.batch.overrides_file import add_override, load_overrides
from ofstedmine.cli import app
from ofstedmine.errors import DataError
from ofstedmine.parsing.finish import check_evidence
from ofstedmine.resources import sample_letters

HEADER = "document_id,field,value,who,why\n"
SAMPLES = {path.stem: path for path in sample_letters()}
NAMES = ("aldermere_monitoring_2_2020", "pellmouth_focused_2023", "castlebeck_ilacs_2019")


@pytest.fixture(scope="module")
def mined(tmp_path_factory):
    out = tmp_path_factory.mktemp("mined") / "out"
    om.mine_folder([SAMPLES[name] for name in NAMES], out=out, workers=1, progress=False)
    return out


@pytest.fixture
def out(mined, tmp_path):
    shutil.copytree(mined, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture(scope="module")
def record():
    return om.mine(SAMPLES["castlebeck_ilacs_2019"])


def overridden(record, **fields):
    rows = [
        Override(record.document_id, pointer, value, "A. Reader", "page 1", line)
        for line, (pointer, value) in enumerate(fields.items(), 2)
    ]
    return Overrides({record.document_id: tuple(rows)}).apply(record)


def at(record, pointer):
    value = record.model_dump(mode="json")
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


@pytest.mark.parametrize(
    ("pointer", "cell", "value"),
    [
        ("/visit/number", "4", 4),
        ("/visit/number", "", None),
        ("/letter_date", "2019-07-01", "2019-07-01"),
        ("/title", "2019", "2019"),
        ("/provider", "Northmoor Trust", "Northmoor Trust"),
        ("/visit/remote", "true", True),
        ("/visit/dates", '["2019-07-01", "2019-07-02"]', ["2019-07-01", "2019-07-02"]),
        ("/judgements/0/grade", "outstanding", "outstanding"),
        ("/copied_to", "", []),
        ("/copied_to/-", "Department for Education", None),
    ],
)
def test_a_value_is_corrected_with_evidence(record, pointer, cell, value):
    before = record.model_copy(deep=True)
    corrected, problems = overridden(record, **{pointer: cell})
    assert problems == []
    if pointer.endswith("-"):
        pointer = f"/copied_to/{len(record.copied_to)}"
        value = cell
    assert at(corrected, pointer) == value
    [evidence] = corrected.evidence[pointer]
    assert (evidence.kind, evidence.quote) == ("override", "A. Reader: page 1")
    assert check_evidence(corrected) == []
    assert record == before


def test_an_absent_value_has_a_reason_and_a_present_one_has_none(record):
    gone, _ = overridden(record, **{"/letter_date": ""})
    assert gone.missing["/letter_date"] == "not_found"
    back, _ = overridden(record, **{"/provider": "Northmoor Trust"})
    assert "/provider" in record.missing
    assert "/provider" not in back.missing


def test_an_authority_brings_its_codes_and_the_visit_its_id(record):
    corrected, problems = overridden(record, **{"/authority/name": "Bromley"})
    assert problems == []
    assert corrected.authority.ons_code == "E09000006"
    assert corrected.authority.as_written == record.authority.as_written
    assert corrected.visit_id.startswith("E09000006-")
    assert check_evidence(corrected) == []


def test_an_authority_that_nobody_knows_keeps_its_name(record):
    corrected, _ = overridden(record, **{"/authority": "Isle of Nowhere"})
    assert (corrected.authority.name, corrected.authority.ons_code) == ("Isle of Nowhere", None)
    assert check_evidence(corrected) == []


def test_a_finding_is_named_by_its_id_and_no_longer_uncertain(record):
    finding = record.findings[3]
    corrected, problems = overridden(
        record,
        **{
            f"/findings/{finding.id}/sentiment": "mixed",
            f"/findings/{finding.id}/themes": '["workforce", "permanence"]',
        },
    )
    assert problems == []
    now = corrected.findings[3]
    assert (now.sentiment, now.themes, now.uncertain) == (
        "mixed",
        ["workforce", "permanence"],
        False,
    )
    assert corrected.evidence["/findings/3/sentiment"][0].kind == "override"
    assert check_evidence(corrected) == []


@pytest.mark.parametrize(
    ("pointer", "cell", "said"),
    [
        ("/visit/number", "many", "no value of it"),
        ("/visit/colour", "red", "no 'colour'"),
        ("/judgements/99/grade", "good", "no item '99'"),
        ("/judgements/0/grade", "splendid", "no value of it"),
        ("/findings/0000000000000000/sentiment", "mixed", "no finding 0000000000000000"),
        ("/judgements/0", "", "cannot be empty"),
    ],
)
def test_what_does_not_fit_is_told_and_the_rest_applied(record, pointer, cell, said):
    corrected, problems = overridden(record, **{pointer: cell, "/provider": "Northmoor Trust"})
    assert len(problems) == 1
    assert problems[0].startswith(f"overrides.csv, line 2: {pointer}: ")
    assert said in problems[0]
    assert corrected.provider == "Northmoor Trust"
    [warning] = [one for one in corrected.warnings if one.code == "override_not_applied"]
    assert warning.message == problems[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("document,field\n", "line 1: the columns are document, field; wanted are document_id"),
        (HEADER + "1,/visit/number,2,A\n", "line 2: 4 cells where the header has 5"),
        (HEADER + "1,/visit/number,2,,b\n", "line 2: column who: it is empty"),
        (HEADER + "1,visit,2,a,b\n", "line 2: column field: 'visit' is no pointer"),
        (HEADER + "1,/nothing,2,a,b\n", "line 2: column field: a record has no 'nothing'"),
        (HEADER + "1,/source/uri,2,a,b\n", "cannot be corrected"),
        (HEADER + "1,/findings/0/text,2,a,b\n", "tag is one of"),
        (
            HEADER + "1,/title,2,a,b\n1,/title,3,a,b\n",
            "line 3: line 2 corrects /title of 1 already",
        ),
    ],
)
def test_a_file_that_holds_something_else_is_refused(tmp_path, text, said):
    path = tmp_path / "overrides.csv"
    path.write_text(text)
    with pytest.raises(DataError) as error:
        load_overrides(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_bytes(HEADER.encode("utf-16"))
    with pytest.raises(DataError, match="CSV UTF-8"):
        load_overrides(path)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(all), max_size=4))
def test_corrections_come_back_as_they_were_written(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "overrides.csv"
    for n, (value, who, why) in enumerate(rows):
        add_override(path, Override(f"d{n}", "/title", value, who, why))
    found = load_overrides(path)
    assert [
        (one.value, one.who, one.why) for some in found.by_document.values() for one in some
    ] == rows


def test_a_run_applies_takes_back_and_never_drops(out, capsys):
    document = next(iter(om.open_dataset(out).records(kind="focused_visit"))).document_id
    before = om.open_dataset(out).table("visits")
    inputs = [SAMPLES[name] for name in NAMES]
    path = out / "overrides.csv"
    path.write_text(f"{HEADER}{document},/visit/number,7,A,page 1\n{document},/visit/x,7,A,b\n")
    dataset = om.mine_folder(inputs, out=out, workers=1, progress=False)
    record = dataset.record(document)
    assert record.visit.number == 7
    assert dataset.as_read(document).visit.number is None
    assert [one.code for one in record.warnings].count("override_not_applied") == 1
    refreshed = om.mine_folder(inputs, out=out, workers=1, refresh=True, progress=False)
    assert refreshed.record(document) == record
    path.unlink()
    again = om.mine_folder(inputs, out=out, workers=1, progress=False)
    assert again.table("visits").equals(before)
    assert again.as_read(document) == again.record(document)


def test_the_summary_names_what_was_not_applied(out):
    (out / "overrides.csv").write_text(f"{HEADER}unheard-of,/visit/number,7,A,page 1\n")
    args = ["mine", *(str(SAMPLES[name]) for name in NAMES), "-o", str(out), "--json"]
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0
    summary = json.loads(done.stdout)
    assert summary["not_corrected"] == [
        "there is no document unheard-of in the dataset, or not yet"
    ]


def test_correct_writes_applies_and_says_what_changed(out):
    document = next(iter(om.open_dataset(out).records(kind="focused_visit"))).document_id
    args = [
        "correct",
        str(out),
        document,
        "/provider",
        "Northmoor Trust",
        "--who",
        "A",
        "--why",
        "b",
    ]
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0, done.output
    assert "/provider: none -> Northmoor Trust" in done.stdout
    assert om.open_dataset(out).record(document).provider == "Northmoor Trust"
    with (out / "overrides.csv").open(encoding="utf-8") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["Northmoor Trust"]
    assert not (out / ".tmp").exists()


def test_a_correction_that_does_not_fit_is_not_written(out):
    document = next(iter(om.open_dataset(out))).document_id
    with pytest.raises(DataError, match="no value of it"):
        correct(out, document, "/visit/number", "many", who="A", why="b")
    with pytest.raises(LookupError, match="no document"):
        correct(out, "unheard-of", "/visit/number", "2", who="A", why="b")
    assert not (out / "overrides.csv").exists()


@pytest.mark.parametrize(
    ("where", "document", "field", "said"),
    [
        ("out", "unheard-of", "/visit/number", "there is no document unheard-of"),
        ("out", "unheard-of", "visit", "is no pointer such as /visit/number"),
        ("out", "unheard-of", "/source/uri", "cannot be corrected"),
        ("elsewhere", "unheard-of", "/visit/number", "no dataset"),
    ],
)
def test_a_wrong_call_is_told_and_leaves_nothing(out, tmp_path, where, document, field, said):
    args = [document, field, "2", "--who", "A", "--why", "b"]
    done = subprocess.run(
        [sys.executable, "-m", "ofstedmine", "correct", tmp_path / where, *args],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "elsewhere").exists()
    assert not (out / "overrides.csv").exists()


def test_diff_says_nothing_of_equals_and_everything_of_a_correction(mined, out):
    done = CliRunner().invoke(app, ["diff", str(mined), str(out)])
    assert (done.exit_code, done.stdout) == (0, "0 changes in 0 letters\n")
    record = next(iter(om.open_dataset(out).records(kind="ilacs_inspection")))
    finding = record.findings[0]
    correct(out, record.document_id, "/judgements/0/grade", "outstanding", who="A", why="b")
    correct(
        out, record.document_id, f"/findings/{finding.id}/progress", "declined", who="A", why="b"
    )
    done = CliRunner().invoke(app, ["diff", str(mined), str(out), "--json"])
    assert done.exit_code == 3
    changes = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["field"]: one["new"] for one in changes} == {
        "/judgements/0/grade": "outstanding",
        f"/findings/{finding.id}/progress": "declined",
    } | ({} if not finding.uncertain else {f"/findings/{finding.id}/uncertain": False})
    everything = CliRunner().invoke(app, ["diff", str(mined), str(out), "--json", "--all"])
    assert len(everything.stdout.splitlines()) > len(changes)


def test_diff_names_letters_that_only_one_has_and_writes_csv(mined, tmp_path):
    records = list(om.open_dataset(mined))
    lines = tmp_path / "records.jsonl"
    lines.write_text("\n".join(one.model_dump_json() for one in records[1:]))
    table = tmp_path / "changes.csv"
    done = CliRunner().invoke(app, ["diff", str(mined), str(lines), "--csv", str(table)])
    assert done.exit_code == 3
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {
            "document_id": records[0].document_id,
            "field": "",
            "kind": "removed",
            "old": "none",
            "new": "none",
        }
    ]
