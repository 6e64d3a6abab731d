"""The inspection framework: what follows from the kind, and what the letter says."""

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.framework import find_framework
from ofstedmine.parsing.kind import find_kind
from ofstedmine.reading import read

MONITORING = "This letter summarises the findings of the monitoring visit to Northmoor. "
FOCUSED = "This letter summarises the findings of a focused visit to Northmoor. "
JOINT = "This letter summarises the findings of the joint targeted area inspection of Northmoor. "
ILACS = "Inspection of Northmoor local authority children's services\n\nInspection dates: 5 March 2019 to 16 March 2019\n\nLead inspector: Ann Pole\n\n"


def framed(text):
    draft = Draft(read(text.encode()))
    find_kind(draft)
    find_framework(draft)
    return draft


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (FOCUSED, "ILACS", "derived"),
        (JOINT, "JTAI", "derived"),
        (ILACS, "ILACS", "derived"),
        (FOCUSED + "The visit was carried out in line with the inspection of local authority children's services (ILACS) framework.", "ILACS", "text"),
        (MONITORING + "This visit was carried out in line with the inspection of local authority children’s services (ILACS) framework.", "ILACS", "text"),
        (MONITORING + "The methodology for this visit was in line with the ILACS framework.", "ILACS", "text"),
        (MONITORING + "The visit was carried out under the single inspection framework.", "SIF", "text"),
    ],
)  # fmt: skip
def test_the_name_of_the_framework(text, name, kind):
    draft = framed(text)
    assert draft.get("/framework/name") == name
    assert {e.kind for e in draft.evidence["/framework/name"]} == {kind}
    assert all(e.quote for e in draft.evidence["/framework/name"])


@pytest.mark.parametrize(
    "text",
    [
        MONITORING,
        MONITORING + "The council was judged inadequate under an earlier framework.",
        "The single inspection framework is discussed in this article.",
    ],
)
def test_nothing_is_said_where_the_letter_says_nothing(text):
    assert framed(text).get("/framework/name") is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("This was a short inspection.", "short"),
        ("This is a standard ILACS inspection.", "standard"),
        ("Ofsted carried out a short inspection in March.", "short"),
        ("Inspection type: standard", "standard"),
        ("Since the last full inspection, much was done in a short time.", None),
        ("Short breaks are good.", None),
    ],
)
def test_standard_or_short_only_in_the_words_of_the_report(sentence, value):
    assert framed(ILACS + sentence).get("/framework/inspection_type") == value
