"""Labelled findings in files: what is needed, what may be there, and what a wrong line says."""

from __future__ import annotations

import json

import pytest

from ofstedmine.errors import DataError
from ofstedmine.findings.context import inputs_of
from ofstedmine.findings.labelled import (
    LabelledFinding,
    finding_id,
    read_labelled,
    read_unlabelled,
    write_labelled,
)
from ofstedmine.findings.tags import TagInput
from ofstedmine.records import Finding

ROW = {
    "text": "Plans for children in Northmoor drift.",
    "themes": ["planning_and_review"],
    "sentiment": "negative",
    "progress": "not_stated",
}


def lines(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def table(tmp_path, text):
    path = tmp_path / "rows.csv"
    path.write_text(text, "utf-8")
    return path


def test_only_text_and_labels_are_needed(tmp_path):
    (row,) = read_labelled(lines(tmp_path, ROW))
    assert row.themes == ("planning_and_review",)
    assert (row.kind, row.year, row.draw, row.bullet) == ("other", None, "random", False)
    assert row.id == finding_id(ROW["text"])


def test_kind_and_year_come_from_the_name_of_the_document(tmp_path):
    name = "sif_inspection_northmoor_2016-09-20"
    (row,) = read_labelled(lines(tmp_path, ROW | {"doc_id": name}))
    assert (row.document, row.kind, row.year, row.authority) == (name, "sif_inspection", 2016, name)


def test_a_table_with_named_columns(tmp_path):
    path = table(
        tmp_path,
        "authority,text,heading,role,bullet,themes,sentiment,progress\n"
        'Northmoor,"Timely, warm help",Strengths,strengths,yes,"neglect; early_help",positive,improved\n'
        "Northmoor,No theme at all,,,,,neutral,not_stated\n",
    )
    first, second = read_labelled(path)
    assert first.themes == ("early_help", "neglect")  # in the order of the codebook
    assert first.input == TagInput("Timely, warm help", None, "Strengths", "strengths", bullet=True)
    assert (second.themes, second.heading, second.bullet) == ((), None, False)


def test_what_is_written_is_read_again(tmp_path):
    rows = [
        LabelledFinding(
            text="„Ünïcode“ \u2028 in one line",
            id="x",
            document="d",
            authority="a",
            page=3,
            themes=("neglect",),
            sentiment="mixed",
            progress="early",
            role="findings",
            previous="Before.",
            draw="selected",
        )
    ]
    path = tmp_path / "out.jsonl"
    write_labelled(rows, path)
    assert read_labelled(path) == rows
    assert [one.input for one in read_unlabelled(path)] == [rows[0].input]
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sentiment": "glad"}, "line 2: unknown sentiment 'glad'; known are positive"),
        ({"progress": None}, "line 2: no progress"),
        ({"themes": ["workforce", "hedges"]}, "line 2: unknown theme hedges"),
        ({"themes": 4}, "line 2: themes are no list"),
        ({"text": "  "}, "line 2: text is empty"),
        ({"text": 7}, "line 2: text is no text"),
        ({"page": "four"}, "line 2: page is no number: 'four'"),
        ({"role": "poem"}, "line 2: unknown role 'poem'"),
        ({"bullet": "perhaps"}, "line 2: bullet is neither yes nor no"),
        ({"draw": "lots"}, "line 2: unknown draw 'lots'"),
    ],
)
def test_a_wrong_row_names_its_line(tmp_path, change, message):
    with pytest.raises(DataError, match=message):
        read_labelled(lines(tmp_path, ROW, ROW | change))


@pytest.mark.parametrize("line", ["{", "[1]", "7"])
def test_what_is_no_json_object(tmp_path, line):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(DataError, match="line 3: no"):
        read_labelled(path)


def test_a_table_without_a_column(tmp_path):
    with pytest.raises(DataError, match="no column themes, progress"):
        read_labelled(table(tmp_path, "text,sentiment\nx,neutral\n"))


def test_the_id_of_a_sentence_is_that_of_its_letters_and_digits():
    assert finding_id("Staff’s  work is GOOD.") == finding_id("staffs work is good")
    assert finding_id("one") != finding_id("two")


def test_the_sentence_before_is_of_the_same_section():
    place = {"paragraph": 1, "start": 0, "end": 9, "role": "findings"}
    findings = [
        Finding(id="1", text="One.", section="A", source="sentence", **place),
        Finding(id="2", text="Two.", section="A", source="bullet", **place),
        Finding(id="3", text="Three.", section="B", source="sentence", **place),
    ]
    assert [(one.previous, one.heading, one.bullet) for one in inputs_of(findings)] == [
        (None, "A", False),
        ("One.", "A", True),
        (None, "B", False),
    ]
