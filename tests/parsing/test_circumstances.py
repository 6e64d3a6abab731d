"""Where inspectors worked, and what a visit looked at."""

import pytest

from ofstedmine.parsing.circumstances import find_circumstances
from ofstedmine.parsing.draft import Draft
from ofstedmine.reading.letter import Block, Letter, assemble

HEADER = (
    "This letter summarises the findings of the focused visit to Northmoor on 7 and 8 July 2021."
)


def told(text, kind="focused_visit", bullets=(), title=False):
    parts = [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]
    blocks = [Block("paragraph", part) for part in parts] + [Block("bullet", b) for b in bullets]
    letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 1, "text")
    draft = Draft(letter, kind=kind)
    if title:
        draft.put("/title", parts[0], draft.cite(0, len(parts[0]), "title"))
    find_circumstances(draft)
    return draft


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The visit was undertaken off site, utilising video conferencing.", True),
        ("This visit was carried out remotely.", True),
        ("The visit was conducted remotely, using video calls.", True),
        ("This was a virtual two-day visit.", None),
        ("This visit was a virtual one over two days.", True),
        ("Inspectors used video calls for discussions with staff and carers.", True),
        ("It was carried out fully remotely.", True),
        ("Fieldwork was conducted remotely, with video calls.", True),
        ("This letter summarises the findings of a virtual focused visit to Wexcombe.", True),
        ("This visit was carried out on site.", False),
        ("The visit took place on-site over two days.", False),
        ("Most of the visit took place on site, with some video calls.", False),
        ("Inspectors were on site for two days.", False),
        ("Inspectors met staff in person.", False),
        ("This was the first face-to-face visit since 2019.", False),
        # Other people, other visits.
        ("The virtual school supports children well.", None),
        ("Child protection conferences are held virtually.", None),
        ("Staff have worked remotely since 2020.", None),
        ("A virtual focused visit in May 2021 was helpful.", None),
        ("The next visit will be carried out remotely.", None),
        ("", None),
    ],
)
def test_where(sentence, expected):
    draft = told(f"{HEADER}\n\n{sentence}")
    assert draft.get("/visit/remote") is expected
    assert ("/visit/remote" in draft.evidence) is (expected is not None)


@pytest.mark.parametrize(
    "words",
    [
        "This visit was carried out remotely. Inspectors were also on site.",
        "The lead inspector worked from the council's offices; another inspector worked off site.",
    ],
)
def test_on_and_off_site_is_ambiguous(words):
    draft = told(f"{HEADER}\n\n{words}")
    assert draft.get("/visit/remote") is None
    assert draft.missing["/visit/remote"] == "ambiguous"
    assert [w.code for w in draft.warnings] == ["remote_in_part"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            ("Inspectors looked at the local authority's arrangements for children in need and"
            " child protection."),
            ["children in need", "child protection"],
        ),
        ("Inspectors looked at the local authority’s arrangements for care leavers.", ["care leavers"]),
        (
            ("Inspectors looked at the local authority's arrangements for the ‘front door’, including"
            " the quality of decisions."),
            ["front door"],
        ),
        (
            "Inspectors evaluated the local authority's arrangements for achieving permanence.",
            ["achieving permanence"],
        ),
        (
            ("Inspectors looked at the local authority's arrangements for the front door, early help"
            " and child protection."),
            ["front door", "early help", "child protection"],
        ),
        (
            ("Inspectors reviewed cases with a particular focus on children in need of help and"
            " protection."),
            ["children in need of help and protection"],
        ),
        ("The focus of this visit was children in care.", ["children in care"]),
        ("The focus of the monitoring visit was on the quality of plans.", ["quality of plans"]),
        ("This visit focused on matching and placement.", ["matching and placement"]),
        ("Inspectors focussed on permanence.", ["permanence"]),
        ("Inspectors looked at the quality of help, and at leadership, during the pandemic.", ["quality of help, and at leadership"]),
        ("Inspectors met staff and carers.", []),
        ("", []),
    ],
)  # fmt: skip
def test_topics(sentence, expected):
    draft = told(f"{HEADER}\n\n{sentence}")
    assert (draft.get("/visit/focus") or []) == expected


def test_topics_in_a_list():
    draft = told(
        f"{HEADER}\n\nInspectors looked at the local authority's arrangements for:",
        bullets=["care leavers;", "children in care."],
    )
    assert draft.get("/visit/focus") == ["care leavers", "children in care"]
    assert [e.quote for e in draft.evidence["/visit/focus/1"]] == ["children in care"]


@pytest.mark.parametrize(
    ("words", "title", "expected"),
    [
        (
            "Joint targeted area inspection of the multi-agency response to neglect in Northmoor",
            True,
            ["neglect"],
        ),
        (
            (
                "Joint targeted area inspection of the multi-agency responses to sexual abuse in the"
                " family in Wexcombe"
            ),
            True,
            ["sexual abuse in the family"],
        ),
        (
            (
                "This letter summarises the findings of the joint targeted area inspection (JTAI) of the"
                " multi-agency response to the criminal exploitation of children in the London Borough"
                " of Wexcombe."
            ),
            False,
            ["criminal exploitation of children"],
        ),
        (
            (
                "This letter summarises the findings of the inspection of the multi-agency response to"
                " identification of initial need and risk (often called the ‘front door’) in Northmoor."
            ),
            False,
            ["identification of initial need and risk"],
        ),
        ("Joint targeted area inspection of Northmoor", True, []),
        ("Inspectors praised the response to calls.", False, []),
    ],
)
def test_the_theme_of_a_joint_inspection(words, title, expected):
    draft = told(words, "jtai", title=title)
    assert (draft.get("/visit/focus") or []) == expected


def test_other_papers_say_nothing():
    draft = told("This visit was carried out remotely. This visit focused on care.", "other")
    assert draft.get("/visit/remote") is draft.get("/visit/focus") is None
