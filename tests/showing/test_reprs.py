"""Records, findings and letters at the prompt and in notebooks: what matters, with its evidence."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

import ofstedmine as om
from ofstedmine.records import Evidence


def text_of(page):
    tree = lxml_html.document_fromstring(page)
    for style in tree.iter("style"):
        style.text = ""
    return " ".join("".join(tree.itertext()).split())


@pytest.fixture(scope="module")
def northmoor():
    path = om.__path__[0] + "/../corpus/letters/northmoor_monitoring_2017.pdf"
    return om.read(path), om.mine(path)


def test_a_record_at_the_prompt_is_one_line(record):
    assert repr(record) == str(record)
    assert repr(record).startswith(
        "VisitRecord(monitoring_visit, Northmoor, visit 3, 4 and 5 June 2024, 2 findings,"
    )
    assert "\n" not in repr(record)


def test_a_finding_at_the_prompt_shows_words_and_place(record):
    assert repr(record.findings[0]).startswith(
        "Finding(“Social workers know their children well.”, not tagged, paragraph "
    )


def test_a_letter_at_the_prompt_is_one_line(letter):
    line = repr(letter)
    assert line.startswith("Letter(“14 July 2024 Ms Ada Archer")
    assert "letters/northmoor.txt" in line
    assert len(line) < 250


def test_control_characters_do_not_reach_the_prompt(record):
    record.document_id = "a\x1b[31m\nb"
    assert "a␛[31m␊b" in repr(record)


def test_a_card_says_who_when_what_and_what_is_missing(record):
    text = text_of(record._repr_html_())
    for said in (
        "Monitoring visit to Northmoor children's services",
        "On site 4 and 5 June 2024",
        "the quality of plans",
        "2 findings, not tagged",
        "What is missing, and why",
        "day of publication",
        "Open Government Licence",
    ):
        assert said in text


def test_a_card_of_tags_says_that_a_program_gave_them(northmoor):
    _, record = northmoor
    text = text_of(record._repr_html_())
    assert "machine-tagged, unreviewed" in text
    assert "not validated on this kind of document" in text
    assert "45 findings: + 23 positive, − 14 negative, ± 6 mixed, ○ 2 neutral" in text
    assert "Planning and review" in text


def test_evidence_is_reached_by_the_keyboard(record):
    tree = lxml_html.document_fromstring(record._repr_html_())
    facts = tree.xpath("//*[contains(@class, 'om-fact')]")
    assert facts
    for fact in facts:
        assert fact.get("tabindex") == "0"
        assert "“" in fact.xpath("string(*[@class='om-tip'])")


def test_an_absence_that_the_letter_states_shows_its_words(record):
    record.missing["/priority_actions"] = "stated_none"
    record.evidence["/priority_actions"] = [
        Evidence(quote="There are none.", page=4, start=1, end=16, rule="none")
    ]
    text = text_of(record._repr_html_())
    assert "the letter says that there are none" in text
    assert "“There are none.” (p. 4, none)" in text


def test_a_letter_shows_each_finding_once_with_sign_and_themes(northmoor):
    letter, record = northmoor
    page = letter.to_html(record)
    tree = lxml_html.document_fromstring(page)
    marks = tree.xpath("//mark[@tabindex]")
    assert len(marks) >= len(record.findings)
    signs = [mark for mark in marks if mark.xpath("span[@class='om-sign']")]
    assert len(signs) == len(record.findings)
    by_sentiment = {m.get("class") for m in marks}
    assert by_sentiment == {f"om-{f.sentiment}" for f in record.findings}
    assert tree.xpath("//*[@class='om-themes']/span[text()='Front door and thresholds']")


def test_every_word_of_the_letter_is_shown(northmoor):
    letter, _ = northmoor
    text = text_of(letter._repr_html_())
    for block in letter.blocks:
        assert " ".join(block.text.split()) in text


def test_marks_that_overlap_leave_the_text_as_it_is(letter, record):
    first = record.findings[0]
    record.findings.append(first.model_copy(update={"id": "x", "start": first.start + 5}))
    record.evidence["/visit/remote"] = [
        Evidence(quote="x", start=first.start - 40, end=first.start + 9, rule="one"),
        Evidence(quote="x", start=first.start + 3, end=first.end + 30, rule="two"),
    ]
    tree = lxml_html.document_fromstring(letter.to_html(record))
    for one in tree.xpath("//*[@class='om-tip' or @class='om-themes' or @class='om-sign']"):
        one.drop_tree()
    text = " ".join("".join(tree.itertext()).split())
    assert "Social workers know their children well. Plans remain [bold]too long[/bold]." in text


def test_a_record_of_another_file_is_refused(record):
    other = om.read(b"Dear Ms Archer\n\nPlans are clear.\n")
    with pytest.raises(ValueError, match="another file"):
        other.to_html(record)


def test_a_page_stands_alone(letter, record):
    page = letter.to_html(record, page=True)
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src &#x27;none&#x27;" in page
    tree = lxml_html.document_fromstring(page)
    assert tree.get("lang") == "en-GB"
    assert tree.xpath("count(//h1)") == 1
    assert tree.xpath("//style/ancestor::head")


def test_markdown_takes_no_sign_of_the_letter_for_its_own(record):
    record.title = "<script> *and* [a](javascript:x) | `b` $c$ &amp;"
    text = record.to_markdown()
    assert text.startswith(r"# \<script\> \*and\* \[a\](javascript:x) \| \`b\` \$c\$ \&amp;" + "\n")


def test_markdown_tells_what_the_card_tells(northmoor):
    text = northmoor[1].to_markdown()
    for said in (
        "| On site | 10 and 11 October 2017 | p. 1 |",
        "## Areas covered",
        "1. the quality and timeliness of decisions",
        "| Front door and thresholds | 5 | 3 | 1 | 1 |",
        "machine-tagged, unreviewed",
        "## Warnings",
        "- not found: framework",
        "Open Government Licence",
    ):
        assert said in text


def test_markdown_of_a_letter_without_tags(record):
    assert "2, not tagged" in record.to_markdown()
