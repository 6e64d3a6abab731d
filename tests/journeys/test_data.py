"""The data of journeys: remarks that can be made and are told, words that name themes."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from ofstedmine.journeys.remarks import load_remarks
from ofstedmine.journeys.topics import cohorts_named, themes_named

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("code", load_remarks())
def test_a_remark_is_made_somewhere_and_told_in_the_documentation(code):
    source = "".join(
        path.read_text("utf-8") for path in (ROOT / "ofstedmine/journeys").glob("*.py")
    )
    assert f'"{code}"' in source
    assert f"`{code}`" in (ROOT / "docs/journeys.md").read_text("utf-8")


def test_a_level_in_the_documentation_is_that_of_the_data():
    page = (ROOT / "docs/journeys.md").read_text("utf-8")
    for level in ("contradiction", "gap", "note"):
        (row,) = regex.findall(rf"\| {level} \| (.*) \|", page)
        codes = {code for code, one in load_remarks().items() if one["level"] == level}
        assert set(regex.findall(r"`(\w+)`", row)) == codes


@pytest.mark.parametrize(
    ("words", "themes", "cohorts"),
    [
        ("the front door", ["front_door"], []),
        ("contacts and referrals in the MASH", ["front_door"], []),
        ("strategy discussions, section 47 enquiries", ["child_protection"], ["child_protection"]),
        ("pre-proceedings and the Public Law Outline", ["court_and_legal"], []),
        ("children who go missing from care", ["exploitation_and_missing"], []),
        ("planning for permanence", ["permanence"], []),
        ("pathway plans", ["care_leavers"], ["care_leavers"]),
        ("plans for children in need", ["planning_and_review"], ["child_in_need"]),
        ("Caseloads and supervision", ["management_oversight", "workforce"], []),
        ("the accuracy of performance information", ["quality_assurance"], []),
        ("privately fostered children", ["other_groups"], []),
        ("short breaks for disabled children", ["disabled_children"], ["disabled_children"]),
        ("the weather, and contacting nobody", [], []),
    ],
)
def test_words_of_areas_name_themes_and_children(words, themes, cohorts):
    assert list(themes_named(words)) == themes
    assert list(cohorts_named(words)) == cohorts
