"""References: the words, the place, the versions; or a helpful refusal."""

import json
from datetime import date

import pytest

from ofstedmine.records import Evidence, VisitRecord
from ofstedmine.showing.citation import cite


def test_a_finding_as_text(record):
    finding = record.findings[0]
    text = cite([record], finding.id).render()
    assert text.startswith("“Social workers know their children well.”\n")
    for words in (
        "Ofsted, “Monitoring visit to Northmoor children's services”, Northmoor, 14 July 2024",
        "visit of 4 and 5 June 2024",
        f"paragraph {finding.paragraph}",
        "section “Findings and evaluation of progress”",
        finding.id,
        record.document_id,
        record.source.sha256,
        f"ofstedmine {record.source.ofstedmine_version}",
        "Open Government Licence",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        ("/visit/number", "number of the visit: 3."),
        ("/visit/dates", "days on site: 2024-06-04; 2024-06-05."),
        ("/visit/periods/0", "days on site: 2024-06-04 to 2024-06-05."),
        ("/letter_date", "date of the letter: 2024-07-14."),
        ("/inspectors/1", "inspectors: Idris Pell, HMI."),
        ("/inspectors/0/name", "/inspectors/0/name: Rhona Vale."),
        ("/areas_covered/0", "areas covered: the quality of plans."),
        ("/published", "day of publication: not found."),
        ("/judgements", "judgements: such letters have none."),
    ],
)
def test_a_fact_says_what_it_is(record, pointer, said):
    assert said in cite([record], pointer).render()


def test_the_evidence_of_what_holds_a_value_is_its_own(record):
    assert "Rhona Vale" in cite([record], "/inspectors/0/name").quotes


def test_pages_and_address_where_they_are_known(record):
    record.evidence["/visit/number"] = [
        Evidence(quote="third  visit", page=2, start=1, end=12, rule="x"),
        Evidence(quote="Third", page=1, start=1, end=6, rule="x"),
    ]
    record.source.uri = "https://files.example.org/_a_b.pdf"
    text = cite([record], "/visit/number").render("markdown")
    assert "page 1, 2." in text
    assert "\nhttps://files.example.org/_a_b.pdf\\\n" in text
    assert text.startswith("> third visit\n>\n> Third\n")


def test_markdown_takes_nothing_for_a_sign(record):
    record.findings[0].text = "*Plans* are [linked](x) `code` <b> \x1b"
    text = cite([record], record.findings[0].id).render("markdown")
    assert r"> \*Plans\* are \[linked\](x) \`code\` \<b\> ␛" in text


def test_json_has_all_of_it(record):
    said = json.loads(cite([record], "/visit/periods").render("json"))
    assert said["value"] == [{"start": "2024-06-04", "end": "2024-06-05"}]
    assert said["letter_date"] == "2024-07-14"
    assert said["versions"]["schema"] == record.schema_version
    assert said["quotes"]


def test_the_day_of_publication_stands_in_for_a_date(record):
    record.letter_date, record.published = None, date(2024, 7, 20)
    assert "Northmoor, 20 July 2024" in cite([record], "/visit/number").render()
    record.published = None
    assert "Northmoor, no date" in cite([record], "/visit/number").render()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("/nothing", "has no 'nothing'"),
        ("/visit/nothing", "/visit has no 'nothing'; it has periods"),
        ("/inspectors/9", "2 items, counted from 0"),
        ("/judgements/0", "no items"),
        ("/published/year", "absent"),
        ("/title/0", "single value"),
        ("ffffffff", "no finding whose id begins"),
        ("f", "too short"),
    ],
)
def test_what_is_not_there_says_what_is(record, place, why):
    with pytest.raises(LookupError, match=why):
        cite([record], place)


def test_an_id_that_fits_several_asks_for_more(record):
    for finding, id_ in zip(record.findings, ("abcdef01", "abcdef02"), strict=True):
        finding.id = id_
    with pytest.raises(LookupError, match="give more of the id"):
        cite([record], "abcdef")
    assert cite([record], "abcdef02").place == "abcdef02"


def test_an_exact_id_wins_over_a_longer_one(record):
    for finding, id_ in zip(record.findings, ("abcdef", "abcdef02"), strict=True):
        finding.id = id_
    assert cite([record], "abcdef").place == "abcdef"


def test_of_many_records_the_document_tells(record):
    other = VisitRecord.model_validate(record.model_dump() | {"document_id": "50012345"})
    with pytest.raises(LookupError, match="name the document"):
        cite([record, other], "/visit/number")
    assert cite([record, other], "/visit/number", "50012345").record is other
    with pytest.raises(LookupError, match="no record in document '1'"):
        cite([record, other], "/visit/number", "1")
