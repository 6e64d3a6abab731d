"""Whatever the letters say: every letter is told once, and their order does not matter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from journeys.made import inspection, visit

DAYS = st.dates(date(2018, 1, 1), date(2024, 12, 31)).map(date.isoformat)
# A mistake of reading may be any day.
ODD = st.sampled_from(["0001-01-01", "9999-12-20"])
# Few days and numbers, so that visits meet.
FEW = st.sampled_from(["2020-06-02", "2020-06-03", "2020-10-06", "2021-02-02", "2022-03-01"])
MONTHS = st.sampled_from([None, "2019-11", "2020-01", "2020-06", "2022-02", "2019", "99999"])
PLACES = st.sampled_from(["Northmoor", "Northamptonshire", "North Northamptonshire", "Poole"])


@st.composite
def letters(draw):
    found = []
    for n in range(draw(st.integers(0, 9))):
        if draw(st.integers(0, 5)) == 0:
            grade = draw(st.sampled_from(["inadequate", "good"]))
            found.append(inspection(f"i{n}", draw(DAYS), grade, authority=draw(PLACES)))
            continue
        found.append(
            visit(
                f"v{n}",
                draw(st.none() | FEW | DAYS | ODD),
                draw(st.none() | st.integers(1, 5)),
                kind=draw(st.sampled_from(["monitoring_visit", "focused_visit", "jtai", "other"])),
                authority=draw(PLACES),
                others=draw(st.sampled_from([(), ("West Northamptonshire",)])),
                since=draw(st.sampled_from([None, "judged_inadequate", "trust_established"])),
                judged=draw(MONTHS),
                letter=draw(st.none() | FEW | ODD),
                published=draw(st.none() | FEW),
                areas=draw(st.sampled_from([(), ("front door",), ("care leavers", "weather")])),
                final=draw(st.booleans()),
            )
        )
    return found


@given(letters(), st.randoms(use_true_random=False))
def test_the_order_of_letters_does_not_matter(records, chance):
    mixed = records[:]
    chance.shuffle(mixed)
    assert om.journeys(mixed) == om.journeys(records)


@given(letters())
def test_every_letter_is_told_once_in_the_journey_of_its_authority(records):
    for journey in om.journeys(records):
        sources = [source.document_id for one in journey.visits for source in one.sources]
        sources += [
            s.document_id for r in journey.rounds if r.judgement for s in r.judgement.sources
        ]
        sources += [one.document_id for one in journey.left_out]
        assert len(sources) == len(set(sources))
        own = {
            one.document_id
            for one in records
            if journey.authority.name
            in {one.authority.name, *(o.name for o in one.other_authorities)}
        }
        assert own <= set(sources)


@given(letters())
def test_a_letter_given_twice_says_nothing_new(records):
    assert om.journeys(records + records) == om.journeys(records)


@given(letters())
def test_days_of_one_round_rise_and_remarks_name_what_is_there(records):
    for journey in om.journeys(records):
        for one in journey.rounds:
            days = [each.days[0] for each in one.visits if each.days]
            assert days == sorted(days)
        visits = {one.id for one in journey.visits}
        documents = {source.document_id for one in journey.visits for source in one.sources}
        for remark in journey.remarks:
            assert set(remark.visits) <= visits
            assert set(remark.documents) <= documents
        journey.rows()
        assert repr(journey)
