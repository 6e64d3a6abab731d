"""Tags: what they say, how they compare, what travels with them."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from ofstedmine.findings.tags import Reason, Tags

TAGS = Tags(
    themes=("assessment", "neglect"),
    sentiment="mixed",
    progress="early",
    theme_scores={"early_help": 0.1, "assessment": 0.91, "neglect": 0.04, "workforce": 0.0999},
    sentiment_scores={"positive": 0.2, "negative": 0.2, "mixed": 0.5, "neutral": 0.1},
    progress_scores={"improved": 0.1, "early": 0.9},
    uncertain=True,
    explain=lambda n: [Reason("but", 0.7, "sentiment.mixed")] * (n + 1),
)


def test_scores_hold_all_classes_and_the_themes_that_count():
    assert TAGS.scores == {
        "theme.early_help": 0.1,
        "theme.assessment": 0.91,
        "theme.neglect": 0.04,
        "sentiment.positive": 0.2,
        "sentiment.negative": 0.2,
        "sentiment.mixed": 0.5,
        "sentiment.neutral": 0.1,
        "progress.improved": 0.1,
        "progress.early": 0.9,
    }


def test_equal_when_they_say_the_same():
    assert replace(TAGS, explain=None) == TAGS
    assert replace(TAGS, uncertain=False) != TAGS
    assert replace(TAGS, themes=("neglect",)) != TAGS


def test_the_repr_says_what_a_person_wants_to_know():
    assert repr(TAGS) == (
        "Tags(themes=['assessment', 'neglect'], sentiment='mixed', progress='early', uncertain)"
    )


def test_they_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        TAGS.sentiment = "positive"


@pytest.mark.parametrize("n", [0, 1, 3])
def test_as_many_reasons_as_were_asked_for(n):
    assert TAGS.why(n) == [Reason("but", 0.7, "sentiment.mixed")] * n


def test_a_negative_number_of_reasons_is_refused():
    with pytest.raises(ValueError, match="must not be negative"):
        TAGS.why(-1)


def test_they_travel_without_their_reasons():
    again = pickle.loads(pickle.dumps(TAGS))
    assert again == TAGS
    with pytest.raises(LookupError, match="tag the sentence again"):
        again.why()
