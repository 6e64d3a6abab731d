"""Which visit it was, and what the number counts from."""

import time

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.visit_number import find_visit_number
from ofstedmine.reading.letter import Block, Letter, assemble


def counted(text, kind="monitoring_visit"):
    blocks = [Block("paragraph", " ".join(p.split())) for p in text.split("\n\n") if p.strip()]
    letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 1, "text")
    draft = Draft(letter, kind=kind)
    find_visit_number(draft)
    return draft


def anchors(draft):
    return [(a.number, a.since) for a in draft.get("/visit/anchors") or []]


JUDGED = "since the local authority was judged inadequate"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # Sentences of letters.
        (f"This is the second monitoring visit {JUDGED} for overall effectiveness in May 2016.", 2, [(2, "judged_inadequate")]),
        (f"The visit was the first monitoring visit {JUDGED} in July 2017.", 1, [(1, "judged_inadequate")]),
        (f"This was the first monitoring visit {JUDGED} in December 2021.", 1, [(1, "judged_inadequate")]),
        (f"This was the twelfth monitoring visit undertaken {JUDGED}.", 12, [(12, "judged_inadequate")]),
        (f"This was the sixth and final monitoring visit {JUDGED} in April 2017.", 6, [(6, "judged_inadequate")]),
        (f"This was the 6th and final visit {JUDGED}.", 6, [(6, "judged_inadequate")]),
        (f"This visit, the third {JUDGED} in 2018, looked at plans.", 3, [(3, "judged_inadequate")]),
        ("This is the local authority's third monitoring visit.", 3, []),
        ("This visit was the second in a series of monitoring visits.", 2, []),
        ("This letter summarises the findings of the third quarterly monitoring visit to Northmoor.", 3, []),
        ("The fifth of a series of Monitoring Visits took place on the 28 to 29 April 2021.", 5, []),
        ("The FOURTH monitoring visit took place on 3 May 2019.", 4, []),
        ("On 26 and 27 March 2025 Ofsted carried out the second monitoring visit following the Inadequate judgement in December 2023.", 2, [(2, "judged_inadequate")]),
        ("It was the third visit since services were rated inadequate in June 2019.", 3, [(3, "judged_inadequate")]),
        # Other words for the judgement.
        ("This was Northmoor's fourth monitoring visit since the ILACS inspection in July 2023.", 4, [(4, "inspection")]),
        ("This was the third monitoring visit since the publication of their report in June 2017.", 3, [(3, "report_published")]),
        ("This was the second visit since December 2023.", 2, [(2, "date")]),
        # Two anchors.
        (
            "This was the second monitoring visit since the Trust was established in 2020 and the fifth since the council was judged inadequate in July 2015.",
            5,
            [(2, "trust_established"), (5, "judged_inadequate")],
        ),
        (
            "This was the third visit since children's services were judged inadequate in June 2019 and the first since the formation of Northmoor Children's Trust.",
            3,
            [(3, "judged_inadequate"), (1, "trust_established")],
        ),
        (
            "This was the second since the Trust was established last year and the first since the formation of the two new unitary councils.",
            None,
            [(2, "trust_established"), (1, "new_council")],
        ),
        (
            "This was the eighth visit since the inspection in March 2017 and the third since the publication of the report.",
            8,
            [(8, "inspection"), (3, "report_published")],
        ),
        ("It was the fifth monitoring visit and the first to the Trust.", 5, [(1, "trust_established")]),
        # Only another beginning: the number is not known.
        ("This was the second monitoring visit since services transferred to the Trust on 1 April 2023.", None, [(2, "trust_established")]),
        ("This was the first monitoring visit since the formation of the new council.", None, [(1, "new_council")]),
        ("This was the first visit under the new framework.", None, [(1, "framework")]),
        # Titles.
        ("Second monitoring visit to Northmoor's local authority children's services", 2, []),
        ("First monitoring visit of Wexcombe children's services", 1, []),
        ("Third quarterly monitoring visit to Wexcombe", 3, []),
        ("Ofsted Monitoring Visit 4", 4, []),
        ("Monitoring Visit 03", 3, []),
        ("Second monitoring visit to Wexcombe children's services This letter summarises the findings of the monitoring visit to Wexcombe children's services on 7 and 8 June 2017. The inspectors were Ann Reed HMI and Kit Marsh HMI.", 2, []),
        # Title and sentence.
        (f"Second monitoring visit to Northmoor\n\nThis is the second monitoring visit {JUDGED}.", 2, [(2, "judged_inadequate")]),
        ("Fifth monitoring visit to Northmoor\n\nThis was the second monitoring visit since the Trust was set up.", 5, [(2, "trust_established")]),
        (f"Second monitoring visit to Northmoor\n\nThis was the second visit since the Trust was set up and the fifth {JUDGED}.", 5, [(2, "trust_established"), (5, "judged_inadequate")]),
        ("Second monitoring visit to Northmoor\n\nThis was the second monitoring visit since the Trust was set up.", 2, [(2, "trust_established")]),
        # No number.
        (f"This was the final monitoring visit {JUDGED}.", None, []),
        (f"This was the latest monitoring visit {JUDGED}.", None, []),
        ("Monitoring visit to Northmoor children's services", None, []),
        ("Monitoring visit 22 and 23 February 2017", None, []),
        ("Third positive report in a row", None, []),
        ("This is the second time that inspectors have come.", None, []),
        ("This visit was the first to be carried out on site since March 2020.", None, []),
        ("This was the first visit to look at care leavers.", None, []),
        ("Arrangements were noted on the first monitoring visit in November 2016.", None, []),
        ("Since the second monitoring visit, progress has been made.", None, []),
        ("Areas found at the first visit have improved.", None, []),
        ("", None, []),
    ],
)  # fmt: skip
def test_the_number_and_its_anchors(text, number, expected):
    draft = counted(text)
    assert draft.get("/visit/number") == number
    assert anchors(draft) == expected
    assert "visit_numbers_disagree" not in [w.code for w in draft.warnings]


def test_title_and_sentence_that_disagree_are_ambiguous():
    draft = counted(
        f"Second monitoring visit to Northmoor\n\nThis is the third monitoring visit {JUDGED}."
    )
    assert draft.get("/visit/number") is None
    assert draft.missing["/visit/number"] == "ambiguous"
    assert anchors(draft) == [(3, "judged_inadequate"), (2, "not_stated")]
    assert [w.code for w in draft.warnings] == ["visit_numbers_disagree"]


def test_a_second_ordinal_in_the_body_is_not_this_visits():
    draft = counted(
        f"This was the second monitoring visit {JUDGED}.\n\nPlans are as at the first monitoring visit."
        "\n\nThis was the third monitoring visit since the inspection."
    )
    assert draft.get("/visit/number") == 2
    assert anchors(draft) == [(2, "judged_inadequate")]


def test_anchors_quote_what_they_count_from():
    draft = counted(
        f"This was the second visit {JUDGED} in May 2016, and the first since the Trust began."
    )
    texts = [a.text for a in draft.get("/visit/anchors")]
    assert texts == [f"second visit {JUDGED} in May 2016", "first since the Trust began"]
    quoted = [draft.evidence[f"/visit/anchors/{i}"][0] for i in range(2)]
    assert [draft.letter.text[e.start : e.end] for e in quoted] == texts


def test_a_count_from_elsewhere_says_so():
    draft = counted("This was the second monitoring visit since the Trust was established.")
    assert draft.missing["/visit/number"] == "not_found"
    assert [w.code for w in draft.warnings] == ["visit_number_from_elsewhere"]


def test_reports_are_not_counted():
    draft = counted(
        "This was the second monitoring visit since the inspection.", "ilacs_inspection"
    )
    assert draft.get("/visit/number") is None
    assert "/visit/number" not in draft.missing


@pytest.mark.parametrize("words", ["the first visit since ", "this was the second and ", "3rd "])
def test_heaps_of_ordinals_do_not_take_long(words):
    started = time.process_time()
    counted(words * 5_000)
    assert time.process_time() - started < 1
