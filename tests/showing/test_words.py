"""Words for slugs, dates and places."""

from datetime import date
from typing import get_args

import pytest

from ofstedmine.parsing.finish import places
from ofstedmine.records import (
    Authority,
    Grade,
    Kind,
    MissingReason,
    Period,
    SectionRole,
    VisitRecord,
)
from ofstedmine.showing.words import (
    authority_words,
    kind_words,
    list_days,
    load_words,
    one_line,
    place_words,
    visible,
)


@pytest.mark.parametrize(
    ("start", "end", "known", "said"),
    [
        ((2024, 6, 4), (2024, 6, 4), True, "4 June 2024"),
        ((2024, 6, 4), (2024, 6, 5), True, "4 and 5 June 2024"),
        ((2024, 6, 4), (2024, 6, 5), False, "4 to 5 June 2024"),
        ((2024, 6, 4), (2024, 6, 7), True, "4 to 7 June 2024"),
        ((2024, 6, 30), (2024, 7, 1), True, "30 June and 1 July 2024"),
        ((2024, 12, 30), (2025, 1, 3), True, "30 December 2024 to 3 January 2025"),
    ],
)
def test_days_as_letters_write_them(start, end, known, said):
    first, last = date(*start), date(*end)
    assert list_days(Period(start=first, end=last), [first, last] if known else ()) == said


def test_every_slug_has_its_words():
    words = load_words()
    assert set(words["grades"]) == set(get_args(Grade))
    assert set(words["reasons"]) == set(get_args(MissingReason))
    assert set(words["roles"]) == set(get_args(SectionRole))
    assert all(kind_words(kind) for kind in get_args(Kind))


def test_every_field_that_may_be_absent_has_its_words(record):
    named = {pointer for pointer, _ in places(record) if place_words(pointer)}
    top = {pointer for pointer, value in places(record) if value in (None, [])}
    unnamed = {pointer for pointer in top - named if pointer.count("/") == 1}
    # There is nearly never another authority: nobody misses it.
    assert unnamed <= {"/other_authorities"}


def test_places_that_are_named_exist():
    fields = VisitRecord.model_fields
    for pointer in load_words()["places"]:
        assert pointer.split("/")[1] in fields


def test_authorities_with_what_is_known_of_them():
    known = Authority(name="Northmoor", as_written="x", ons_code="E99000001", region="North East")
    assert authority_words(known) == "Northmoor (North East, ONS E99000001)"
    assert authority_words(Authority(name="Northmoor", as_written="x")) == "Northmoor"


def test_nothing_printed_steers_a_terminal():
    everything = "".join(map(chr, [*range(0x3000), *range(0xD7F0, 0xE010)]))
    shown = visible(everything)
    assert len(shown) == len(everything)
    assert not [c for c in shown if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0]
    shown.encode("utf-8")
    assert "\n" not in one_line(everything)
