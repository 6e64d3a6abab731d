"""Counts from two beginnings, as papers about real visits state them: told, not taken for errors."""

from __future__ import annotations

import pytest

import ofstedmine as om
from journeys.made import visit

TRUST, COUNCIL = "trust_established", "new_council"


def told(*records):
    journey = om.journey(records, "Northmoor")
    numbers = [one.number for one in journey.visits]
    counts = [[(count.number, count.since) for count in one.counts] for one in journey.visits]
    return numbers, counts, [one.code for one in journey.remarks if one.level != "gap"]


def test_two_papers_count_one_visit_from_two_beginnings():
    numbers, counts, codes = told(
        visit("a", "2017-10-03", 2, since=TRUST, judged="2015-07"),
        visit("b", "2017-10-03", 5, since="judged_inadequate", judged="2015-07"),
    )
    assert numbers == [5]
    assert counts == [[(2, TRUST), (5, "judged_inadequate")]]
    assert codes == ["same_visit", "two_counts"]


def test_a_number_without_a_beginning_is_that_of_the_paper_that_names_one():
    numbers, counts, codes = told(
        visit("a", "2023-11-07", 2, since=TRUST, judged=None, published="2023-12-13"),
        visit("b", None, 2, judged=None, published="2023-12-13"),
    )
    assert numbers == [None]
    assert counts == [[(2, TRUST)]]
    assert codes == ["same_visit"]


def test_publication_and_inspection_are_one_beginning():
    numbers, _, codes = told(
        visit("a", "2018-05-15", 3, since="report_published", judged="2017-03"),
        visit("b", "2018-09-18", 4, since="inspection", judged="2017-03"),
    )
    assert numbers == [3, 4]
    assert codes == []


def test_counts_that_run_in_step_fit():
    _, _, codes = told(
        visit("a", "2021-02-02", 3, also=[(1, TRUST)]),
        visit("b", "2021-07-06", 4, also=[(2, TRUST), (1, COUNCIL)]),
        visit("c", "2021-11-02", 5, also=[(3, TRUST), (2, COUNCIL)]),
    )
    assert codes == ["two_counts", "two_counts", "two_counts"]


def test_one_page_counts_in_two_ways():
    numbers, _, codes = told(
        visit("a", "2022-09-20", 5, since="judged_inadequate", also=[(4, "not_stated")])
    )
    assert numbers == [5]
    assert codes == ["numbers_disagree"]


def test_two_last_visits():
    _, _, codes = told(
        visit("a", "2019-07-02", 6, final=True, judged="2017-06"),
        visit("b", "2019-10-08", final=True, judged="2017-06"),
    )
    assert codes == ["final_followed"]


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ({"published": "2020-07-10"}, True),
        ({"published": "2020-07-10", "number": 1}, True),
        ({"letter": "2020-07-01"}, True),
        # Another number, too early, too late, another kind of visit, a judgement years apart.
        ({"published": "2020-07-10", "number": 2}, False),
        ({"published": "2020-06-10"}, False),
        ({"published": "2020-11-10"}, False),
        ({"published": "2020-07-10", "kind": "focused_visit"}, False),
        ({"published": "2020-07-10", "judged": "2016-01"}, False),
        # A number alone, with or without the judgement.
        ({"number": 1}, True),
        ({"number": 1, "judged": None}, True),
        ({"number": 2}, False),
        ({}, False),
    ],
)
def test_when_a_paper_without_a_day_is_about_a_visit(other, joined):
    other = {"number": None, **other}
    journey = om.journey([visit("a", "2020-06-02", 1), visit("b", None, **other)], "Northmoor")
    assert (len(journey.visits) == 1) == joined


def test_a_paper_that_may_be_about_either_of_two_visits_is_about_neither():
    records = [
        visit("a", "2020-06-02", judged=None),
        visit("b", "2020-06-16", judged=None),
        visit("c", None, judged=None, published="2020-07-20"),
    ]
    assert len(om.journey(records, "Northmoor").visits) == 3
