"""The table of tagged sentences itself: labels of the codebook, and enough sentences of each."""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest
import regex
from tagged_sentences import Tagged, load_tagged

from ofstedmine import resources
from ofstedmine.records import Progress, SectionRole, Sentiment

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS", ROOT.parent / "shared" / "corpus"))
GOLD = CORPUS / "findings_dev.jsonl"

SENTENCES = load_tagged()
GROUPS = {
    "awareness": 5,
    "case": 3,
    "concession": 10,
    "contrast": 20,
    "declined": 12,
    "hedge": 12,
    "improved": 12,
    "improvement_item": 15,
    "long": 4,
    "method": 8,
    "negation": 15,
    "no_progress": 12,
    "partner": 5,
    "plain": 80,
    "plan": 15,
    "previous": 8,
    "priority_action": 5,
    "quotation": 6,
    "scope": 10,
    "several_themes": 15,
    "statistic": 8,
    "strength_item": 8,
}
"""The groups, and how many sentences each has at least."""


def codebook_themes() -> list[str]:
    book = tomllib.loads(resources.find("corpus/codebook.toml").read_text("utf-8"))
    return [theme["slug"] for theme in book["themes"]]


def key(text: str) -> str:
    return regex.sub("[^a-z0-9]", "", text.lower())


def ids(rows: list[Tagged]) -> dict[str, str]:
    """Map the ids that the shared findings have to the texts."""
    return {sha256(key(row.text).encode()).hexdigest()[:16]: row.text for row in rows}


def test_there_are_at_least_two_hundred_sentences_and_each_occurs_once():
    assert len(SENTENCES) >= 200
    repeated = [text for text, n in Counter(key(row.text) for row in SENTENCES).items() if n > 1]
    assert not repeated


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row.text[:48])
def test_labels_are_those_of_the_codebook(row: Tagged):
    assert set(row.themes) | set(row.optional) <= set(codebook_themes())
    assert len({*row.themes, *row.optional}) == len(row.themes) + len(row.optional)
    assert len(row.themes) <= 4
    assert {row.sentiment, *row.accept} <= set(get_args(Sentiment))
    assert row.sentiment not in row.accept
    assert row.progress in get_args(Progress)
    assert row.role in get_args(SectionRole)


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row.text[:48])
def test_a_sentence_is_whole_and_its_marks_are_in_pairs(row: Tagged):
    assert row.marked.count("*") % 2 == 0
    assert row.text == " ".join(row.text.split())
    assert row.text.endswith((".", ".’"))
    assert row.previous is None or row.previous.endswith(".")


@pytest.mark.parametrize("theme", codebook_themes())
def test_each_theme_is_there_in_praise_and_in_criticism(theme: str):
    rows = [row for row in SENTENCES if theme in row.themes]
    assert len(rows) >= 5
    assert {"positive", "negative"} <= {row.sentiment for row in rows}


def test_sentences_with_several_themes_and_with_none_are_there():
    sizes = Counter(min(len(row.themes), 2) for row in SENTENCES)
    assert sizes[2] >= 30
    assert sizes[0] >= 15


@pytest.mark.parametrize(
    ("sentiment", "least"), [("positive", 80), ("negative", 80), ("mixed", 40), ("neutral", 35)]
)
def test_each_sentiment_is_there_often_enough(sentiment: str, least: int):
    assert sum(row.sentiment == sentiment for row in SENTENCES) >= least


@pytest.mark.parametrize("progress", get_args(Progress))
def test_each_direction_of_travel_is_there_often_enough(progress: str):
    assert sum(row.progress == progress for row in SENTENCES) >= 12


def test_each_group_is_there_often_enough():
    counts = Counter(row.group for row in SENTENCES)
    assert counts.keys() == GROUPS.keys()
    assert {group for group, least in GROUPS.items() if counts[group] < least} == set()


@pytest.mark.parametrize(
    ("group", "role", "sentiment"),
    [
        ("improvement_item", "improvements", "negative"),
        ("strength_item", "strengths", "positive"),
    ],
)
def test_items_of_lists_have_a_heading_that_decides(group: str, role: str, sentiment: str):
    rows = [row for row in SENTENCES if row.group == group]
    assert {(row.role, row.sentiment, row.bullet) for row in rows} == {(role, sentiment, True)}
    assert all(row.heading for row in rows)


def test_what_decides_is_marked_where_small_words_turn_the_sense():
    turning = {"negation", "scope", "hedge", "contrast", "concession", "awareness", "partner"}
    assert [row.text for row in SENTENCES if row.group in turning and "*" not in row.marked] == []


def test_a_sentence_that_needs_the_one_before_has_it():
    assert all(row.previous for row in SENTENCES if row.group == "previous")
    assert all(len(row.text.split()) >= 40 for row in SENTENCES if row.group == "long")


@pytest.mark.skipif(
    not GOLD.is_file(),
    reason=f"real documents are not part of the project; looked in {CORPUS} "
    "(OFSTEDMINE_REAL_CORPUS)",
)
def test_no_sentence_is_one_of_a_real_document():
    gold = {json.loads(line)["id"] for line in GOLD.read_text("utf-8").splitlines()}
    assert [text for one, text in ids(SENTENCES).items() if one in gold] == []
