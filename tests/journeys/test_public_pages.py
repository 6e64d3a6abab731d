"""Journeys of real visits, made of what public pages state, as somebody read them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

import ofstedmine as om
from journeys import public_pages

EXPECTED = tomllib.loads(
    (Path(__file__).parent / "public_journeys.toml").read_text(encoding="utf-8")
)["authority"]
FOLLOWS = {"visit_undated", "same_visit"}
pytestmark = pytest.mark.skipif(
    not public_pages.FILE.exists(), reason=f"no {public_pages.FILE.name} (OFSTEDMINE_REAL_CORPUS)"
)


@cache
def found():
    return {each.authority.ons_code: each for each in om.journeys(public_pages.load())}


def rows(visit):
    return sorted(int(source.document_id.removeprefix("row-")) for source in visit.sources)


def by_code(value):
    return value["code"] if isinstance(value, dict) else None


def test_enough_authorities_were_read():
    assert len({each["code"] for each in EXPECTED}) >= 15


@pytest.mark.parametrize("expected", EXPECTED, ids=by_code)
def test_order_and_joined_documents(expected):
    journey = found()[expected["code"]]
    assert [[rows(v) for v in one.visits] for one in journey.rounds] == expected["rounds"]
    assert [[v.number or 0 for v in one.visits] for one in journey.rounds] == expected["numbers"]
    assert [rows(visit) for visit in journey.unplaced] == expected["unplaced"]


@pytest.mark.parametrize("expected", EXPECTED, ids=by_code)
def test_what_does_not_fit_is_named(expected):
    remarks = found()[expected["code"]].remarks
    told = [
        " ".join([one.level, one.code, *map(str, one.numbers)])
        for one in remarks
        if one.code not in FOLLOWS
    ]
    assert told == expected["remarks"]


@pytest.mark.parametrize("expected", EXPECTED, ids=by_code)
def test_every_joined_document_is_a_source_and_told(expected):
    journey = found()[expected["code"]]
    joined = [visit.id for visit in journey.visits if len(visit.sources) > 1]
    told = [one.visits for one in journey.remarks if one.code == "same_visit"]
    assert sorted(told) == sorted([one] for one in joined)


@pytest.mark.parametrize("expected", EXPECTED, ids=by_code)
def test_what_the_columns_do_not_show_is_not_joined(expected):
    together = [rows(visit) for visit in found()[expected["code"]].visits]
    for one in expected.get("one", ()):
        assert not any(set(one) <= set(each) for each in together)


def test_no_row_is_lost():
    records = public_pages.load()
    told = {s.document_id for each in found().values() for v in each.visits for s in v.sources}
    assert told == {record.document_id for record in records}


def test_every_visit_is_one_of_its_authority():
    for journey in found().values():
        known = {journey.authority.name, *journey.authority.predecessors}
        for visit in journey.visits:
            assert known & {visit.authority, *visit.other_authorities}
