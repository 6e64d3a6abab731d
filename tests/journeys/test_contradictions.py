"""What does not fit is named by its code, and what fits is not."""

from __future__ import annotations

import pytest

import ofstedmine as om
from journeys.made import inspection, visit

FOLLOWS = {"visit_undated"}


def told(*records, authority="Northmoor"):
    remarks = om.journey(records, authority).remarks
    return [
        " ".join([one.code, *map(str, one.numbers)]) for one in remarks if one.code not in FOLLOWS
    ]


FINE = {
    "numbers that follow each other": [
        visit("a", "2020-06-02", 1),
        visit("b", "2020-10-06", 2),
        visit("c", "2021-02-02", 3),
    ],
    "no letter about the first visit": [visit("b", "2020-10-06", 2), visit("c", "2021-02-02", 3)],
    "a focused visit in between": [
        visit("a", "2020-10-06", 2),
        visit("f", "2020-12-01", kind="focused_visit"),
        visit("b", "2021-02-02", 3),
    ],
    "one month of one judgement": [
        inspection(day="2020-01-13"),
        visit("a", "2020-06-02", 1),
        visit("b", "2020-10-06", 2),
    ],
    "a span over months": [
        inspection(day="2020-01-27"),
        visit("a", "2020-06-02", 1, judged="2020-02"),
    ],
    "a last visit with nothing after it": [
        visit("a", "2020-10-06", 2),
        visit("b", "2021-02-02", 3, final=True),
    ],
    "a focused visit after a last monitoring visit": [
        visit("a", "2020-10-06", 2, final=True),
        visit("f", "2021-02-02", kind="focused_visit"),
    ],
    "two rounds": [
        visit("a", "2017-10-03", 2, judged="2016-12"),
        visit("b", "2021-02-02", 2),
    ],
    "a title's number beside the trust's": [
        visit("a", "2020-06-02", 1),
        visit("b", "2020-10-06", 2),
        visit("c", "2021-02-02", since="trust_established", number=1),
    ],
    "a year alone": [
        inspection(day="2020-01-13"),
        visit("a", "2020-06-02", 1, judged="2020"),
    ],
    "an early letter about a long visit": [
        visit("a", "2020-06-02", 1, days=4, letter="2020-06-30", published="2020-06-30")
    ],
}

ODD = {
    "a number is missing": (
        [visit("a", "2020-06-02", 1), visit("c", "2021-02-02", 3)],
        ["number_missing 2"],
    ),
    "two runs of numbers are missing": (
        [visit("a", "2020-10-06", 3), visit("c", "2022-02-02", 7)],
        ["number_missing 2", "number_missing 4 5 6"],
    ),
    "a number is used twice": (
        [visit("a", "2020-10-06", 2), visit("b", "2021-02-02", 2), visit("c", "2021-06-01", 3)],
        ["number_repeated 2"],
    ),
    "two numbers for one visit": (
        [visit("a", "2020-10-06", 2), visit("b", "2020-10-06", 3)],
        ["numbers_disagree 2 3", "same_visit"],
    ),
    "two counts with different anchors": (
        [visit("a", "2020-10-06", 2, also=[(1, "trust_established")])],
        ["two_counts 1 2"],
    ),
    "two counts that do not run in step": (
        [
            visit("a", "2020-10-06", 2, also=[(1, "trust_established")]),
            visit("b", "2021-06-01", 4, also=[(2, "trust_established")]),
        ],
        ["counts_drift 1 2 4", "number_missing 3", "two_counts 1 2", "two_counts 2 4"],
    ),
    "dates out of order": (
        [visit("a", "2021-02-02", 2), visit("b", "2020-10-06", 3), visit("c", "2021-06-01", 4)],
        ["dates_out_of_order 2 3"],
    ),
    "a count begins anew": (
        [
            visit("a", "2020-06-02", 2),
            visit("b", "2020-10-06", 3),
            visit("c", "2021-02-02", 1),
            visit("d", "2021-06-01", 2),
        ],
        ["count_restarts 1 3"],
    ),
    "a count rises too fast": (
        [visit("a", "2020-06-02", 2), visit("b", "2020-09-01", 5)],
        ["count_jumps 2 5", "number_missing 3 4"],
    ),
    "final, and another": (
        [visit("a", "2020-06-02", 2, final=True), visit("b", "2020-10-06", 3)],
        ["final_followed"],
    ),
    "a letter before its visit": (
        [visit("a", "2020-06-02", 1, letter="2020-06-01")],
        ["letter_before_visit"],
    ),
    "published before its date": (
        [visit("a", "2020-06-02", 1, letter="2020-07-02", published="2020-06-30")],
        ["published_before_letter"],
    ),
    "a visit before the judgement": (
        [visit("a", "2020-06-02", 1, judged="2020-09")],
        ["visit_before_judgement"],
    ),
    "one judgement, one month later": (
        [inspection(day="2019-12-02"), visit("a", "2020-06-02", 1)],
        ["judged_month_differs"],
    ),
    "one judgement, two months later": (
        [visit("a", "2020-06-02", 1), visit("b", "2020-10-06", 2, judged="2019-11")],
        ["judged_month_differs"],
    ),
    "one judgement, five months apart": (
        [visit("a", "2020-10-06", 1), visit("b", "2021-02-02", 2, judged="2020-06")],
        ["judged_months_disagree"],
    ),
    "another grade than the report's": (
        [inspection(day="2020-01-13", grade="good"), visit("a", "2020-06-02", 1)],
        ["judgement_grade_differs"],
    ),
    "monitoring after a better grade": (
        [inspection(day="2020-01-13", grade="good"), visit("a", "2020-06-02", 1, judged=None)],
        ["monitoring_after_better_grade"],
    ),
    "planned days beside those that were": (
        [visit("a", "2020-08-20", 1), visit("b", "2020-08-20", 1, days=1)],
        ["days_differ", "same_visit"],
    ),
    "one visit by two names": (
        [visit("a", "2020-08-20", 1), visit("b", "2020-08-20", kind="focused_visit")],
        ["kinds_differ", "same_visit"],
    ),
    "a trust takes over": (
        [
            visit("a", "2020-06-02", 1),
            visit("b", "2020-10-06", 2, provider="Northmoor Children's Trust"),
            visit("c", "2021-02-02", 3, provider="Northmoor Children's Trust"),
        ],
        ["provider_changes"],
    ),
    "one letter to two councils": (
        [visit("a", "2020-06-02", 1, others=["Skerrow"])],
        ["shared_letter"],
    ),
    "one number, too little dated": (
        [
            visit("a", "2020-06-02", 1, judged=None),
            visit("b", "2023-06-06", 1, judged=None),
            visit("c", None, 1, judged=None),
        ],
        ["number_repeated 1", "same_visit_uncertain 1"],
    ),
}


@pytest.mark.parametrize("case", FINE)
def test_what_fits_is_not_remarked_on(case):
    assert told(*FINE[case]) == []


@pytest.mark.parametrize("case", ODD)
def test_what_does_not_fit_is_named(case):
    records, codes = ODD[case]
    assert told(*records) == codes


def test_a_missing_number_names_the_visit_that_may_be_meant():
    records = [
        visit("a", "2020-06-02", 1),
        visit("b", "2020-10-06"),
        visit("c", "2021-02-02", 3),
    ]
    (gap,) = om.journey(records, "Northmoor").remarks
    assert gap.code == "number_missing"
    assert gap.documents == ["b"]
    assert "6 October 2020" in gap.message


def test_a_remark_names_visits_and_documents():
    records = [visit("a", "2020-06-02", 2, final=True), visit("b", "2020-10-06", 3)]
    journey = om.journey(records, "Northmoor")
    (one,) = journey.contradictions
    assert one.visits == [visit.id for visit in journey.visits]
    assert one.documents == ["a", "b"]
    assert one.level == "contradiction"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Northamptonshire", ["authority_split"]),
        ("North Northamptonshire", ["authority_split"]),
        ("Bournemouth", ["authority_merged"]),
        ("Bournemouth, Christchurch and Poole", ["authority_merged", "authority_merged"]),
        ("Cumbria", ["authority_split"]),
        ("Bromley", []),
    ],
)
def test_reorganised_authorities_are_known(name, codes):
    assert told(visit("a", "2018-06-05", 1, authority=name, judged=None), authority=name) == codes


def test_a_council_named_after_its_end():
    codes = told(
        visit("a", "2021-07-06", 1, authority="Northamptonshire"), authority="Northamptonshire"
    )
    assert codes == ["authority_named_after_its_end", "authority_split"]


def test_a_split_council_hands_on_its_journey_and_merged_ones_do_not():
    split = [
        visit("a", "2021-02-02", 3, authority="Northamptonshire"),
        visit(
            "b",
            "2021-07-06",
            4,
            authority="North Northamptonshire",
            others=["West Northamptonshire"],
        ),
    ]
    names = {j.authority.name: [v.number for v in j.visits] for j in om.journeys(split)}
    assert names == {
        "North Northamptonshire": [3, 4],
        "Northamptonshire": [3],
        "West Northamptonshire": [3, 4],
    }
    merged = [
        visit(n, f"2018-0{i}-06", 1, authority=n) for i, n in enumerate(("Bournemouth", "Poole"), 3)
    ]
    merged.append(visit("c", "2022-06-07", 1, authority="Bournemouth, Christchurch and Poole"))
    assert {j.authority.name: len(j.visits) for j in om.journeys(merged)} == {
        "Bournemouth": 1,
        "Bournemouth, Christchurch and Poole": 1,
        "Poole": 1,
    }
