"""The letter's title, as written and over as many lines as it takes."""

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.kind import find_kind
from ofstedmine.parsing.title import find_title
from ofstedmine.reading import read
from ofstedmine.reading.letter import Block, Letter, assemble

BODY = (
    "This letter summarises the findings of the monitoring visit to Northmoor children's services "
    "on 5 and 6 March 2019. The inspectors were Ann Pole HMI and Bob Rill HMI.\n\n"
    "Yours sincerely\n\nAnn Pole\nHer Majesty's Inspector\n"
)
JOINT = (
    "Between 5 and 9 March 2018, Ofsted undertook a joint inspection of the multi-agency response "
    "to domestic abuse in Northmoor.\n\nThis letter to all the service leaders in the area outlines "
    "our findings.\n"
)


def titled(source):
    draft = Draft(read(source.encode()) if isinstance(source, str) else source)
    find_kind(draft)
    find_title(draft)
    return draft


def of_blocks(*pairs):
    """Return a letter of blocks given as (kind, text, bold)."""
    blocks = [Block(kind, text, page=1, bold=bold) for kind, text, bold in pairs]
    return Letter(assemble(blocks), blocks, [], "application/pdf", "ab" * 32, 1, "test")


TITLES = [
    "Second monitoring visit to Northmoor's local authority children's services",
    "Monitoring visit to Northmoor children’s services",
    "Monitoring visit of Northmoor children's services",
    "Seventh monitoring visit to Bournemouth, Christchurch and Poole children's services",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "before", ["Dear Ms Archer\n\n", "12 March 2019\n\nDear Mr O'Neil\n\n", ""]
)
def test_a_bare_line(title, before):
    draft = titled(f"{before}{title}\n\n{BODY}")
    assert draft.get("/title") == title
    (evidence,) = draft.evidence["/title"]
    assert evidence.quote == title
    assert draft.letter.text[evidence.start : evidence.end] == title


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("mark", ["## ", "## **", "**", "# "])
def test_a_heading_of_markdown(title, mark):
    end = "**" if mark.endswith("**") else ""
    draft = titled(f"Dear Ms Archer\n\n{mark}{title}{end}\n\n{BODY}")
    assert draft.get("/title") == title


@pytest.mark.parametrize("title", TITLES)
def test_run_straight_into_the_next_sentence(title):
    draft = titled(" ".join(f"12 March 2019 Dear Ms Archer {title} {BODY}".split()))
    assert draft.get("/title") == title


@pytest.mark.parametrize("lead", ["Subject: ", "Re: ", "SUBJECT: "])
def test_a_label_before_it_is_left_out(lead):
    assert titled(f"Dear Ms Archer\n\n{lead}{TITLES[0]}\n\n{BODY}").get("/title") == TITLES[0]


def test_absent_where_the_body_was_pasted_alone():
    draft = titled(BODY)
    assert draft.kind == "monitoring_visit"
    assert draft.get("/title") is None
    assert draft.missing["/title"] == "not_found"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Joint targeted area inspection of the multi-agency response to domestic",
            "abuse in Northmoor",
        ),
        (
            "Joint targeted area inspection of the multi-agency response to",
            "domestic abuse in Northmoor",
        ),
        (
            "Joint targeted area inspection of the multi-agency",
            "response to domestic abuse in Northmoor",
        ),
    ],
)
def test_joined_over_lines(lines):
    pairs = [("heading", line, True) for line in lines]
    body = [("paragraph", text, False) for text in JOINT.strip().split("\n\n")]
    draft = titled(of_blocks(("paragraph", "Dear local partnership", False), *pairs, *body))
    assert draft.get("/title") == " ".join(lines)
    assert [e.quote for e in draft.evidence["/title"]] == list(lines)


@pytest.mark.parametrize(
    "title",
    [
        "Joint targeted area inspection of the multi-agency response to domestic abuse in Northmoor",
        "Joint targeted area inspection of Northmoor",
        "Joint targeted area inspection of London Borough of Wexcombe",
        "Joint targeted area inspection of the multi-agency responses to children’s mental health in Northmoor",
    ],
)
def test_the_subject_line_of_a_joint_letter(title):
    assert titled(f"Dear local partnership\n\n{title}\n\n{JOINT}").get("/title") == title


COVER = [
    ("paragraph", "Inspection dates: 5 March 2019 to 16 March 2019", True),
    ("paragraph", "Lead inspector: Ann Pole", True),
    ("paragraph", "Report published: 1 May 2019", False),
]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["Inspection of Northmoor local authority children’s services"],
            "Inspection of Northmoor local authority children’s services",
        ),
        (
            ["Northmoor Council", "Inspection of children's social care services"],
            "Northmoor Council: Inspection of children's social care services",
        ),
        (
            ["London Borough of Wexcombe", "Inspection of local authority children’s services"],
            "London Borough of Wexcombe: Inspection of local authority children’s services",
        ),
        (
            [
                "Northmoor",
                "Re-inspection of services for children in need of help and protection, children looked after and care leavers",
            ],
            "Northmoor: Re-inspection of services for children in need of help and protection, children looked after and care leavers",
        ),
        (
            [
                "Northmoor",
                "Inspection of services for children in need of help and protection, children looked after and care leavers",
                "and",
                "Review of the effectiveness of the Local Safeguarding Children Board",
            ],
            "Northmoor: Inspection of services for children in need of help and protection, children looked after and care leavers and Review of the effectiveness of the Local Safeguarding Children Board",
        ),
    ],
)
def test_the_cover_of_a_report(lines, title):
    draft = titled(of_blocks(*(("heading", line, True) for line in lines), *COVER))
    assert draft.get("/title") == title
    assert [e.quote for e in draft.evidence["/title"]] == lines


def test_a_paper_of_no_kind_has_no_title_of_a_letter():
    draft = titled("Monitoring visit to Northmoor children's services\n\nThe council is pleased.\n")
    assert draft.get("/title") is None
