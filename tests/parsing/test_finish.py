from datetime import date

import pytest
from markup import draft_of

from ofstedmine.parsing import default_steps, parse_letter
from ofstedmine.parsing.finish import check_evidence, finish, places
from ofstedmine.parsing.steps import NAMES
from ofstedmine.reading.letter import Rectangle
from ofstedmine.records import Authority, Evidence, Inspector, Judgement, Period

MARKUP = "4 June 2024\nDear Ms Archer\nThe inspector was Agnes Ackroyd HMI."


@pytest.fixture
def draft():
    draft = draft_of(MARKUP)
    draft.evidence["/kind"] = [draft.cite(0, 4, "test")]
    return draft


def test_an_empty_draft_becomes_a_record_that_says_why_everything_is_absent(draft):
    record = finish(draft, version="1.2.3")
    assert record.source.ofstedmine_version == "1.2.3"
    assert record.source.pages == 1
    assert record.missing["/authority"] == "not_found"
    assert record.missing["/visit/dates"] == "not_found"
    assert record.missing["/framework/version"] == "not_found"
    assert check_evidence(record) == []


def test_a_reason_is_the_steps_then_the_profiles_then_not_found(draft):
    draft.miss("/letter_date", "ambiguous")
    draft.miss("/judgements", "stated_none")
    record = finish(draft, version="1")
    assert record.missing["/letter_date"] == "ambiguous"
    assert record.missing["/judgements"] == "stated_none"
    assert record.missing["/previous_judgements"] == "not_in_framework"
    assert record.missing["/title"] == "not_found"


def test_parts_of_values_have_reasons_too(draft):
    quote = draft.cite(0, 4, "test")
    draft.put("/authority", Authority(name="Northmoor", as_written="Northmoor"), quote)
    draft.add("/inspectors", Inspector(name="Agnes Ackroyd"), quote)
    draft.add("/visit/periods", Period(start=date(2024, 6, 4), end=date(2024, 6, 5)), quote)
    draft.put("/visit/remote", False, quote)
    record = finish(draft, version="1")
    assert record.missing["/authority/ons_code"] == "not_found"
    assert record.missing["/inspectors/0/role"] == "not_found"
    assert "/authority" not in record.missing
    assert "/visit/remote" not in record.missing
    assert check_evidence(record) == []


def test_a_reason_without_need_is_dropped(draft):
    draft.put("/title", "Monitoring visit", draft.cite(0, 4, "test"))
    draft.missing["/title"] = "not_found"
    assert "/title" not in finish(draft, version="1").missing


def test_the_row_of_overall_effectiveness_may_have_a_reason(draft):
    draft.add(
        "/judgements",
        Judgement(area="x", area_code="leaders", grade="good", grade_as_written="Good"),
        draft.cite(0, 4, "test"),
    )
    draft.miss("/judgements/overall", "not_in_framework")
    record = finish(draft, version="1")
    assert record.missing["/judgements/overall"] == "not_in_framework"
    assert check_evidence(record) == []


def test_notes_of_the_reader_come_first_among_the_warnings(draft):
    draft.letter.notes.append(("odd", "something odd", 1))
    draft.warn("other", "something else")
    assert [w.code for w in finish(draft, version="1").warnings] == ["odd", "other"]


def test_a_published_address_is_where_the_record_comes_from(draft):
    draft.letter.uri = "a.pdf"
    assert finish(draft, version="1").source.uri == "a.pdf"
    draft.metadata = {"address": "https://example.org/1"}
    assert finish(draft, version="1").source.uri == "https://example.org/1"


def test_boxes_are_found_where_they_are_wanted(draft):
    draft.letter.locate = lambda spans: [[Rectangle(1, 0.0, 1.0, 2.0, 3.0)] for _ in spans]
    assert finish(draft, version="1").evidence["/kind"][0].boxes == []
    with_boxes = finish(draft, version="1", boxes=True)
    assert with_boxes.evidence["/kind"][0].boxes[0].bottom == 3.0
    assert with_boxes.evidence["/document_id"][0].boxes == []


def test_every_breach_is_named(draft):
    draft.put("/title", "Monitoring visit")
    draft.add("/inspectorates", "Ofsted")
    draft.evidence["/nothing"] = [draft.cite(0, 4, "test")]
    draft.evidence["/visit_id"] = [Evidence(quote="", rule="test")]
    record = finish(draft, version="1")
    del record.missing["/provider"]
    record.missing["/kind"] = "not_found"
    assert sorted(check_evidence(record)) == [
        "/inspectorates/0: a value without evidence",
        "/kind: a reason without need",
        "/nothing: evidence of nothing",
        "/provider: absent without a reason",
        "/title: a value without evidence",
    ]
    record.evidence["/kind"] = [Evidence(quote="", rule="test")]
    assert "/kind: evidence from the text without its words or place" in check_evidence(record)


def test_places_are_every_field_but_those_that_carry_their_own(draft):
    names = {pointer.split("/")[1] for pointer, _ in places(finish(draft, version="1"))}
    assert names.isdisjoint({"sections", "findings", "evidence", "missing", "warnings", "source"})
    assert {"document_id", "visit_id", "kind", "framework", "published", "visit"} <= names


def test_the_steps_are_all_there_in_their_order():
    assert [f"{s.__module__.split('.')[-1]}.{s.__name__}" for s in default_steps()] == list(NAMES)


def test_steps_can_be_replaced_and_dropped():
    def title(draft):
        draft.put("/title", "A title", draft.cite(0, 4, "test"))

    record = parse_letter(draft_of(MARKUP).letter, steps=[title], metadata={"file_number": "7"})
    assert (record.title, record.document_id, record.kind) == ("A title", "7", "other")
