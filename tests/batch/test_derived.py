"""Derived tables: what they hold, in which types, and what they leave open."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from sample_dataset import sample_dataset, small, write_dataset

import ofstedmine as om
from ofstedmine.batch.columns import shown_tables
from ofstedmine.records import Authority, Judgement, Period, PreviousJudgement, Visit


@pytest.fixture(scope="module")
def dataset():
    return sample_dataset()


def letter(kind, start, *, number=None, overall=None, previous=None, other=(), again="", **more):
    """Return a letter about an invented council, with what its record is to say."""
    visit = Visit(periods=[Period(start=start, end=start)] if start else [], number=number)
    judged = (
        [Judgement(area="Overall", area_code="overall", grade=overall, grade_as_written=overall)]
        if overall
        else []
    )
    name = more.pop("authority", "Northmoor")
    return small(
        f"Letter {kind} {start} {number} {name} {again}",
        kind=kind,
        visit=visit,
        visit_id=f"{name}-{kind}-{start}",
        authority=name and Authority(name=name, as_written=name),
        other_authorities=[Authority(name=one, as_written=one) for one in other],
        judgements=judged,
        previous_judgement=previous,
        **more,
    )


def visits(tmp_path, *letters):
    made = write_dataset(tmp_path / "out", letters, size=2)
    frame = made.visits()
    return frame.sort_values("visit_start").to_dict("records")


def test_days_are_counted_from_first_day_to_first_day(tmp_path):
    rows = visits(
        tmp_path,
        letter("ilacs_inspection", date(2020, 1, 6), overall="inadequate"),
        letter("monitoring_visit", date(2020, 6, 2), published=date(2020, 7, 1)),
        letter("monitoring_visit", date(2020, 6, 2), again="another file of the same visit"),
        letter("focused_visit", date(2021, 6, 2)),
        letter("focused_visit", date(2020, 12, 1), authority="Oxmere"),
    )
    northmoor = [row for row in rows if row["authority"] == "Northmoor"]
    assert [row["days_since_previous_visit"] for row in northmoor[1:]] == [148, 148, 365]
    assert [row["days_since_full_inspection"] for row in northmoor[1:]] == [148, 148, 513]
    assert sorted(
        row["days_start_to_published"] for row in northmoor[1:3] if row["published"] is not pd.NaT
    ) == [29]
    assert pd.isna(northmoor[0]["days_since_previous_visit"])
    (oxmere,) = (row for row in rows if row["authority"] == "Oxmere")
    assert pd.isna(oxmere["days_since_previous_visit"])


def said(grade, year, month=None, scope=None):
    return PreviousJudgement(grade=grade, year=year, month=month, scope=scope)


@pytest.mark.parametrize(
    ("inspection", "stated", "grade", "source"),
    [
        pytest.param("inadequate", None, "inadequate", "inspection", id="the report says it"),
        pytest.param("inadequate", said("good", 2018), "inadequate", "inspection", id="an older one"),
        pytest.param("inadequate", said("inadequate", 2020, 3), "inadequate", "inspection", id="its publication"),
        pytest.param("inadequate", said("good", 2021, 5), "good", "letter", id="a newer one"),
        pytest.param(None, said("good", 2018), None, None, id="older than a report without a grade"),
        pytest.param(None, said("good", 2020, 2), "good", "letter", id="of a report without a grade"),
        pytest.param("no report", said("good", 2018), "good", "letter", id="no report"),
        pytest.param("no report", said("good", 2018, scope="care leavers"), None, None, id="of an area"),
        pytest.param("no report", None, None, None, id="nobody says it"),
    ],
)  # fmt: skip
def test_the_grade_at_a_visit_is_that_in_force(tmp_path, inspection, stated, grade, source):
    letters = [letter("focused_visit", date(2022, 6, 2), previous=stated)]
    if inspection != "no report":
        letters.append(letter("ilacs_inspection", date(2020, 1, 6), overall=inspection))
    row = visits(tmp_path, *letters)[-1]
    found = (row["grade_at_visit"], row["grade_at_visit_source"])
    assert tuple(None if pd.isna(one) else one for one in found) == (grade, source)
    assert pd.isna(row["grade_at_visit_letter"]) == (source is None)


def test_a_visit_of_two_councils_is_a_visit_of_both(tmp_path):
    made = write_dataset(
        tmp_path / "out",
        [
            letter("monitoring_visit", date(2020, 1, 6), number=1, other=["Oxmere"]),
            letter("focused_visit", date(2020, 2, 6), authority="Oxmere"),
        ],
    )
    oxmere = made.visits().set_index("authority").loc["Oxmere"]
    assert oxmere["days_since_previous_visit"] == 31
    councils = made.authorities().set_index("authority")
    assert councils.loc["Oxmere", "letters"] == 2
    assert councils.loc["Northmoor", "monitoring_visits"] == 1


def test_coverage_names_missing_numbers_between_those_that_are_here(tmp_path):
    made = write_dataset(
        tmp_path / "out",
        [
            letter("monitoring_visit", date(2020, 3, 1), number=2),
            letter("monitoring_visit", date(2020, 9, 1), number=4),
            letter("ilacs_inspection", date(2021, 1, 1)),
            letter("monitoring_visit", date(2021, 6, 1), number=1),
            letter("monitoring_visit", date(2021, 6, 1), number=1, again="another file"),
            letter("monitoring_visit", date(2021, 9, 1)),
            letter("other", None, authority=None),
        ],
    )
    rows = made.coverage()
    missing = rows[rows["state"] == "missing"]
    assert list(zip(missing["series"], missing["visit_number"], strict=True)) == [(1, 1), (1, 3)]
    assert "first monitoring visit" in missing["note"].iloc[0]
    assert missing["after"].iloc[1] == pd.Timestamp(2020, 3, 1)
    assert missing["before"].iloc[1] == pd.Timestamp(2020, 9, 1)
    here = rows[rows["state"] == "here"]
    assert len(here) == len(made)
    assert set(here["note"].dropna()) == {
        "another file of the same visit",
        "the letter states no number",
        "no authority was understood",
    }
    assert list(here["series"].dropna()) == [1, 1, 2, 2, 2]


def test_every_current_authority_has_its_latest_judgements(dataset):
    rows = dataset.latest_judgements().set_index("local_authority")
    assert rows.index.is_unique
    assert "Cumbria" not in rows.index
    assert rows.loc["Cumberland", "note"] == "no ILACS or SIF report in this dataset"
    aldermere = rows.loc["Aldermere"]
    assert aldermere["inspection_start_date"] == pd.Timestamp(2023, 3, 6)
    assert aldermere["overall_effectiveness_grade"] == "good"
    assert aldermere["care_leavers_grade"] == "requires_improvement"
    # Until 2022 children in care and care leavers were judged together, SIF reports judge children
    # looked after, and since 2026 there is no overall grade.
    assert rows.loc["Castlebeck", "care_and_care_leavers_grade"] == "outstanding"
    assert pd.isna(rows.loc["Castlebeck", "in_care_grade"])
    assert rows.loc["Brackenmoor", "in_care_grade"] == "requires_improvement"
    assert pd.isna(rows.loc["Fenwold", "overall_effectiveness_grade"])
    assert rows.loc["Fenwold", "note"] == "the report gives no overall grade"


def test_authorities_say_what_became_of_them(dataset):
    rows = dataset.authorities().set_index("authority")
    assert rows.loc["Cumbria", "successors"] == "Cumberland; Westmorland and Furness"
    assert not rows.loc["Cumbria", "current"]
    assert rows.loc["Barnsley", "superseded_codes"] == "E08000016"
    aldermere = rows.loc["Aldermere"]
    assert not aldermere["in_gazetteer"]
    counts = ["full_inspections", "monitoring_visits", "focused_visits", "other_letters"]
    assert list(aldermere[counts]) == [2, 7, 1, 0]
    assert aldermere["letters"] == 10


def test_bridges_hold_what_the_lists_hold(dataset):
    findings = dataset.findings()
    themes = dataset.finding_themes()
    assert len(themes) == findings["themes"].map(len).sum()
    assert themes["score"].between(0, 1).all()
    assert len(dataset.cohorts()) == findings["cohort"].map(len).sum()
    assert len(dataset.visit_days()) == dataset.visits()["visit_days"].map(len).sum()
    people = [one.name for record in dataset for one in record.inspectors]
    assert sorted(dataset.inspectors()["name"]) == sorted(people)


def test_tags_say_on_each_row_what_they_are_worth(dataset):
    rows = dataset.findings()
    monitoring = rows[rows["kind"] == "monitoring_visit"]["tag_status"]
    assert monitoring.str.startswith("machine-tagged, unreviewed").all()
    assert monitoring.str.contains("not validated").all()
    assert (
        rows[rows["kind"] == "ilacs_inspection"]["tag_status"] == "machine-tagged, unreviewed"
    ).all()


@pytest.mark.parametrize("name", list(shown_tables()))
def test_frames_have_the_types_that_their_columns_promise(dataset, name):
    frame = dataset.frame(name)
    columns = [one for one in shown_tables()[name].columns.values() if not one.is_structure]
    assert list(frame.columns) == [one.name for one in columns]
    types = {"int": "Int64", "bool": "boolean", "float": "float64"}
    for column in columns:
        kind = frame[column.name].dtype
        if column.type in types:
            assert kind == types[column.type], column.name
        elif column.type == "date":
            assert kind.kind == "M", column.name
        elif column.categories is not None and not column.is_list:
            assert tuple(kind.categories) == column.categories, column.name
    if name != "codebook":
        key = list(shown_tables()[name].key)
        assert not frame.duplicated(key).any()


@pytest.mark.parametrize("name", list(shown_tables()))
def test_an_empty_dataset_has_all_tables_with_the_same_types(dataset, name, tmp_path):
    empty = write_dataset(tmp_path / "out", [])
    assert empty.table(name).schema == dataset.table(name).schema
    assert (empty.frame(name).dtypes == dataset.frame(name).dtypes).all()


def test_a_table_that_is_none_is_told(dataset):
    with pytest.raises(LookupError, match=r"no table 'weather'; there are letters, .*coverage"):
        dataset.batches("weather")


def test_a_dataset_says_it_is_one(dataset):
    assert isinstance(dataset, om.Dataset)
    assert len(dataset) == len(dataset.visits())
