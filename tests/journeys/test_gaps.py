"""The usual times are what the public pages give."""

from __future__ import annotations

import json
import statistics
from datetime import date

import pytest

from journeys import public_pages
from ofstedmine.journeys.intervals import difference, wilson
from ofstedmine.journeys.telling import load_gaps

needs_pages = pytest.mark.skipif(
    not public_pages.FILE.exists(), reason=f"no {public_pages.FILE.name} (OFSTEDMINE_REAL_CORPUS)"
)


@needs_pages
def test_the_usual_time_between_visits_is_computed_from_the_pages():
    rows = [json.loads(line) for line in public_pages.FILE.read_text("utf-8").splitlines()]
    days = {
        (row["local_authority"], row["visit_number"], date.fromisoformat(min(row["visit_dates"])))
        for row in rows
        if row["visit_kind"] == "monitoring" and row["visit_dates"] and row["visit_number"]
    }
    pairs = [
        (place, (after - before).days)
        for place, number, before in days
        for other, following, after in days
        if (other, following) == (place, number + 1) and after > before
    ]
    low, median, high = statistics.quantiles([n for _, n in pairs], n=4, method="inclusive")
    usual = load_gaps()["usual"]
    assert (usual["low_days"], usual["median_days"]) == (int(low), median)
    assert usual["high_days"] == int(high)
    assert usual["pairs"] == len(pairs)
    assert usual["authorities"] == len({place for place, _ in pairs})
    assert load_gaps()["count"]["least_days"] < min(n for _, n in pairs)


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    # Wilson's intervals as textbooks give them.
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_intervals_of_shares(n, of, low, high):
    assert wilson(n, of) == pytest.approx((low, high), abs=5e-4)


def test_intervals_of_differences():
    # Newcombe 1998, method 10: 56 of 70 against 48 of 80.
    assert difference((48, 80), (56, 70)) == pytest.approx((0.0524, 0.3339), abs=5e-4)
