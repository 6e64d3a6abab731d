"""A record for people: everything said, every value with its place, nothing guessed."""

import pytest

from ofstedmine.records import (
    Evidence,
    Item,
    Judgement,
    PreviousAreaJudgement,
    RecordWarning,
    Section,
)
from ofstedmine.showing.places import findings_by_section
from ofstedmine.showing.record_text import record_text


def test_who_when_which_visit(record, shown):
    text = " ".join(shown(record_text(record)).split())
    for words in (
        "Monitoring visit to Northmoor children's services",
        "Monitoring visit letter",
        "Letter of 14 July 2024",
        "On site 4 and 5 June 2024",
        "Visit number 3",
        "3rd since the authority was judged inadequate",
        "Judged before inadequate",
        "Inspectors Rhona Vale, HMI",
        "Areas covered (2)",
        "1. the quality of plans",
        "Sections and findings (2)",
        "read by ofstedmine",
        "letters/northmoor.txt",
    ):
        assert words in text


def test_what_is_missing_says_why_in_plain_words(record, shown):
    text = " ".join(shown(record_text(record)).split())
    missing = text[text.index("What is missing") :]
    assert "not found" in missing
    assert "day of publication" in missing
    assert "such letters have none" in missing
    assert "judgements" in missing
    assert "not_found" not in missing
    assert "framework_ref" not in missing


def test_evidence_stands_under_each_value_with_its_rule(record, shown):
    assert "“14 July 2024”" not in shown(record_text(record))
    text = shown(record_text(record, evidence=True), width=120)
    assert "“14 July 2024”  [" in text


def test_an_absence_that_the_letter_states_shows_its_words(record, shown):
    record.missing["/priority_actions"] = "stated_none"
    record.evidence["/priority_actions"] = [
        Evidence(quote="There are none.", page=4, start=1, end=16, rule="none")
    ]
    text = " ".join(shown(record_text(record, evidence=True), width=120).split())
    assert "the letter says that there are none priority actions" in text
    assert "“There are none.”" in text
    assert "p. 4" in text


def test_judgements_are_a_table_with_the_grades_as_written(record, shown):
    record.judgements = [
        Judgement(
            area="Overall effectiveness",
            area_code="overall",
            grade="requires_improvement",
            grade_as_written="Requires improvement to be good",
        )
    ]
    record.evidence["/judgements/0"] = [Evidence(quote="x", page=1, rule="table")]
    lines = shown(record_text(record)).splitlines()
    row = next(line for line in lines if "Overall effectiveness" in line)
    assert "Requires improvement to be good" in row
    assert "│ 1 " in row


def test_pages_items_references_and_warnings(record, shown):
    record.improvements = [
        Item(text="the plans", page=3, start=1, end=10, framework_ref="Outcome 3")
    ]
    record.warnings = [RecordWarning(code="odd_day", message="4 June 2024 is no Monday", page=2)]
    record.previous_judgements = [PreviousAreaJudgement(area="Adoption", grade="good", year=2014)]
    text = " ".join(shown(record_text(record)).split())
    assert "What needs to improve (1) 1. the plans (Outcome 3) p. 3" in text
    assert "odd day 4 June 2024 is no Monday p. 2" in text
    assert "Adoption: good, 2014" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_keeps_to_the_width_and_loses_no_word(record, shown, width):
    record.title = "A title of very many words " * 6
    text = shown(record_text(record, evidence=True), width=width)
    assert max(map(len, text.splitlines())) <= width
    assert text.split().count("many") == 6


def test_words_of_the_letter_are_neither_mark_up_nor_control(record, shown):
    record.title = "[red]Visit[/red] \x1b[31m \x9b1m \u202e"
    record.improvements = [Item(text="[link=x]a[/link]\x07", start=1, end=10)]
    text = shown(record_text(record, evidence=True))
    assert "[red]Visit[/red] ␛[31m" in text
    assert "[link=x]a[/link]␇" in text
    assert not set("\x1b\x9b\x07\u202e") & set(text)


def test_findings_are_counted_where_they_stand(record):
    start = record.findings[0].start
    end = record.findings[-1].end
    record.sections = [
        Section(heading="All", level=1, role="findings", start=0, end=end + 5),
        Section(heading="Inner", level=2, role="findings", start=start, end=end),
    ]
    assert findings_by_section(record) == [0, 2]
