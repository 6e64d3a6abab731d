from datetime import date

import pytest
from markup import draft_of

from ofstedmine.parsing.identity import name_document, slug
from ofstedmine.records import Authority, Period

DOCUMENT = "sha256-" + "ab" * 8


def named(kind="monitoring_visit", authority=None, days=(), periods=(), **metadata):
    draft = draft_of("Dear Ms Archer", kind)
    draft.metadata = metadata
    if authority:
        draft.put("/authority", authority)
    for day in days:
        draft.add("/visit/dates", day)
    for period in periods:
        draft.add("/visit/periods", period)
    name_document(draft)
    return draft.get("/document_id"), draft.get("/visit_id"), draft


NORTHMOOR = Authority(name="Northmoor", as_written="Northmoor Council", ons_code="E99000001")
UNCODED = Authority(name="St. Wend’s & Wexcombe", as_written="Wend")
DAY = date(2024, 6, 4)


@pytest.mark.parametrize(
    ("given", "visit"),
    [
        (
            {"authority": NORTHMOOR, "days": [date(2024, 6, 5), DAY]},
            "E99000001-monitoring_visit-2024-06-04",
        ),
        (
            {"authority": NORTHMOOR, "periods": [Period(start=DAY, end=date(2024, 6, 7))]},
            "E99000001-monitoring_visit-2024-06-04",
        ),
        ({"authority": UNCODED, "days": [DAY]}, "st-wends-wexcombe-monitoring_visit-2024-06-04"),
        ({"authority": NORTHMOOR}, f"E99000001-monitoring_visit-undated-{DOCUMENT}"),
        ({"days": [DAY]}, f"unknown-monitoring_visit-2024-06-04-{DOCUMENT}"),
        ({}, f"unknown-monitoring_visit-undated-{DOCUMENT}"),
        (
            {"kind": "other", "authority": NORTHMOOR, "days": [DAY]},
            f"E99000001-other-2024-06-04-{DOCUMENT}",
        ),
        ({"file_number": "50004321"}, "unknown-monitoring_visit-undated-50004321"),
    ],
)
def test_a_visit_is_named_by_who_how_and_when(given, visit):
    assert named(**given)[1] == visit


def test_a_document_is_named_by_its_bytes_or_by_ofsteds_number():
    assert named()[0] == DOCUMENT
    document, _, draft = named(file_number="50004321")
    assert document == "50004321"
    assert draft.evidence["/document_id"][0].kind == "metadata"


def test_ids_are_derived_not_read():
    _, _, draft = named()
    assert {draft.evidence[p][0].kind for p in ("/document_id", "/visit_id")} == {"derived"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Northmoor", "northmoor"),
        ("King's Wold", "kings-wold"),
        ("Stonebridge-on-Sea", "stonebridge-on-sea"),
        ("Brënn & Wold", "brenn-wold"),
        ("  ", ""),
    ],
)
def test_slugs(words, expected):
    assert slug(words) == expected
