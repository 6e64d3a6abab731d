"""Journeys, charts and the explorer hold the same letters against each other, and no others."""

from __future__ import annotations

import pytest

import ofstedmine as om
from journeys.made import visit
from ofstedmine import charts
from ofstedmine.showing.explorer.road import roads
from ofstedmine.showing.explorer.summary import summary

TONE = [(["front_door"], "positive")] * 12


def pair(then, now, *, models=("1", "1"), **later):
    """Return two visits to areas, with fields of the later one."""
    found = [
        visit("a", "2020-06-02", 1, areas=then, findings=TONE, framework={"name": "ILACS"}),
        visit(
            "b",
            "2020-10-06",
            2,
            **{"areas": now, "findings": TONE, "framework": {"name": "ILACS"}, **later},
        ),
    ]
    for one, model in zip(found, models, strict=True):
        one.source.model_version = model
    return found


def by_journey(records):
    rows = om.journey(records, "Northmoor").rows()
    [joined] = {row["comparable_with_previous"] for row in rows if row["visit"].endswith("10-06")
                and row["theme"] is None}  # fmt: skip
    return joined


def by_explorer(records):
    [(_, first), (_, second)] = roads([summary(one, one.document_id) for one in records])[
        "Northmoor"
    ]
    assert first is None
    return second is None


def by_chart(records):
    pytest.importorskip("altair")
    drawn = charts.over_visits(records).to_dict()
    return {row["run"] for row in _rows(drawn)} == {1}


def _rows(value):
    """Yield the rows of a chart that say which line they are of."""
    if isinstance(value, dict):
        if "run" in value and "label" in value:
            yield value
        for one in value.values():
            yield from _rows(one)
    elif isinstance(value, list):
        for one in value:
            yield from _rows(one)


@pytest.mark.parametrize(
    ("records", "joined"),
    [
        (pair(["The front door"], ["Contacts and referrals"]), True),
        (pair(["The weather"], ["the weather."]), True),
        (pair(["The weather"], ["The hedge"]), False),
        (pair(["The front door"], ["The front door", "The weather"]), False),
        (pair(["The front door"], ["Care leavers"]), False),
        (pair(["The front door"], []), False),
        (pair([], []), False),
        (
            pair(["Assessments of children in care"], ["Assessments of disabled children"]),
            False,
        ),
        (pair(["Plans"], ["Plans"], models=("1", "2")), False),
    ],
)
def test_what_is_joined(records, joined):
    assert by_journey(records) is joined
    assert by_explorer(records) is joined
    assert by_chart(records) is joined


@pytest.mark.parametrize(("name", "joined"), [(None, True), ("ILACS", True), ("SIF", False)])
def test_only_a_framework_that_is_named_can_be_another(name, joined):
    records = pair(["Plans"], ["Plans"], framework={"name": name})
    assert by_journey(records) is joined
    assert by_explorer(records) is joined
    if joined:
        assert by_chart(records)
    else:
        with pytest.raises(charts.NotComparable, match="framework"):
            by_chart(records)
