"""A dataset of the sample letters and a journey through it, as a notebook shows them."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from sample_dataset import sample_dataset, write_dataset

import ofstedmine as om

HOSTILE = "</td><script>alert(1)</script>\u202e\x1b <b onclick='x'>&amp;"


def shown(thing):
    """Return the mark-up of a thing and its words, without the styles."""
    page = thing._repr_html_()
    tree = lxml_html.document_fromstring(page)
    for style in tree.xpath("//style"):
        style.drop_tree()
    return tree, " ".join(tree.text_content().split())


def test_a_dataset_says_what_is_in_it_and_what_could_not_be_read():
    tree, words = shown(sample_dataset())
    assert "32 letters" in words
    assert "visits from 28 April 2015 to 20 April 2026" in words
    assert "1 file could not be read" in words
    rows = {row[0].text_content(): row[1].text_content() for row in tree.xpath("//tr")}
    assert rows["Monitoring visit letter"] == "13"
    assert sum(map(int, rows.values())) == 32
    assert "machine-tagged, unreviewed" in words


def test_a_journey_tells_judgements_visits_areas_and_findings_in_order():
    journey = sample_dataset().journey("Aldermere")
    tree, words = shown(journey)
    visits = [row.text_content() for row in tree.xpath("//tbody/tr")]
    assert len(visits) == 10
    assert "inadequate" in visits[0]
    assert [
        f"{n} monitoring visit" in row
        for n, row in zip(("1st", "2nd", "3rd"), visits[1:], strict=False)
    ] == [True] * 3
    assert "single front door" in visits[1]
    assert "50 findings" in visits[1]
    assert len(tree.xpath("//li[not(ancestor::table)]")) == len(journey.remarks)
    assert "machine-tagged, unreviewed" in words
    assert "Ferrymoor" not in words


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    text = b"This letter gives the findings of the focused visit to Northmoor.\n\n# Findings\n\nPlans help.\n"
    letter = om.read(text)
    record = om.parse(letter)
    record.authority = om.records.Authority(name="Northmoor", as_written=HOSTILE)
    record.areas_covered = [om.records.Item(text=HOSTILE, start=0, end=1)]
    folder = tmp_path_factory.mktemp("sets") / "<b onclick='x'>&amp;"
    failure = {"uri": f"{HOSTILE}.pdf", "file": HOSTILE, "reason": "corrupt", "message": HOSTILE}
    return write_dataset(folder, [(HOSTILE, letter, record)], [failure])


def test_hostile_names_show_as_text(hostile):
    journey = hostile.journey("Northmoor")
    for thing in (hostile, journey):
        tree, words = shown(thing)
        assert not tree.xpath("//script | //*[@onclick]")
        assert "<b onclick='x'>&amp;" in words
        assert "\u202e" not in words
        assert "\x1b" not in words
    assert "<script>alert(1)</script>" in shown(journey)[1]
