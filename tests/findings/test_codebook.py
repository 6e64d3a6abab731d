"""The codebook is whole, says the same as the records, and is not to be broken unseen."""

import copy
import tomllib
from dataclasses import asdict
from typing import get_args

import pytest

import ofstedmine as om
from ofstedmine import records, resources
from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import read_codebook


@pytest.fixture
def data():
    text = resources.find("corpus/codebook.toml").read_text(encoding="utf-8")
    return copy.deepcopy(tomllib.loads(text))


@pytest.mark.parametrize(
    ("values", "slugs"),
    [
        (records.Theme, "theme_slugs"),
        (records.Sentiment, "sentiment_slugs"),
        (records.Progress, "progress_slugs"),
    ],
)
def test_the_records_know_the_same_labels_in_the_same_order(values, slugs):
    assert get_args(values) == getattr(om.codebook(), slugs)


def test_it_is_read_once():
    assert om.codebook() is om.codebook()


def test_labels_by_slug():
    book = om.codebook()
    assert book["front_door"].label == "Front door and thresholds"
    assert book["mixed"].when
    assert book["early"].label == "Early"
    with pytest.raises(KeyError, match="no label 'weather'"):
        book["weather"]


def test_every_theme_is_in_one_group():
    book = om.codebook()
    grouped = [theme.slug for group in book.groups for theme in book.in_group(group.slug)]
    assert sorted(grouped) == sorted(book.theme_slugs)
    assert "court_and_legal" in {theme.slug for theme in book.in_group("help_and_protection")}
    with pytest.raises(KeyError, match="there are help_and_protection"):
        book.in_group("weather")


def test_notebooks_get_tables_and_no_mark_up_of_the_labels(data):
    data["themes"][0]["covers"] = "help <early>"
    shown = read_codebook(data)._repr_html_()
    assert shown.count("<table>") == 3
    assert shown.count("<tr>") == 3 + 27 + 4 + 5
    assert "help &lt;early&gt;" in shown


def test_themes_are_rows_of_a_frame():
    """A data frame takes data classes as rows."""
    rows = [asdict(theme) for theme in om.codebook().themes]
    assert list(rows[0]) == ["slug", "label", "covers", "excludes", "group"]
    assert len(rows) == 27


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("themes"), "themes: missing or unknown"),
        (lambda data: data.update(weather=[]), "weather: missing or unknown"),
        (lambda data: data["theme"].pop("rule"), r"\[theme\] has"),
        (lambda data: data["themes"][0].pop("not"), "Theme: .* needs texts"),
        (lambda data: data["themes"][0].update(label=3), "Theme: .* needs texts"),
        (lambda data: data["themes"][0].update(group="sport"), "early_help: no group 'sport'"),
        (lambda data: data["themes"].append(data["themes"][3]), "a slug stands twice"),
        (lambda data: data["sentiments"].append(data["sentiments"][0]), "a slug stands twice"),
    ],
)
def test_a_broken_codebook_says_what_is_wrong(data, change, message):
    change(data)
    with pytest.raises(DataError, match=message):
        read_codebook(data)
