"""What the check goes by, on small documents about an invented council and one letter to it."""

from __future__ import annotations

import pytest

import ofstedmine as om
from ofstedmine.claims import read_paper
from ofstedmine.claims.figures import agree, find_figures
from ofstedmine.claims.polarity import opposed, reversed_by_denial

LETTER = """14 May 2021

Mrs Ida Brock
Director of Children's Services
Northmoor Council

Dear Mrs Brock

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 20 and
21 April 2021. The visit was the third monitoring visit since the local authority was judged inadequate
in March 2019. The inspectors were Rose Fell HMI and Amos Wick HMI.

Findings and evaluation of progress

Pathway plans are up to date for 83 per cent of care leavers. They are plain, brief and useful.

Life-story work has a waiting list of 26 weeks. Foster carers praise the duty line.

Health professionals are not always invited to strategy discussions. Reviews of private fostering start
too late.

Inspectors read 46 records of children in need. Of these, 17 had no recent visit.

The youth panel is lively. Its budget has doubled since 2019, and members choose their own projects.

Actions from audit are not followed up consistently.

Yours sincerely

Rose Fell
Her Majesty's Inspector
"""


@pytest.fixture(scope="module")
def shelf():
    letter = om.read(LETTER.encode())
    record = om.mine(LETTER.encode())
    return om.Shelf([record], {record.document_id: letter})


def told(shelf, text, says, kind=None):
    """Return the checks whose words hold some, of a document of that spring."""
    document = f"28 May 2021\n\nOfsted has written to Northmoor Council.\n\n{text}\n"
    return [
        one
        for one in om.check(document.encode(), shelf).checks
        if says in one.claim.evidence[0].quote and (kind is None or one.claim.kind == kind)
    ]


@pytest.mark.parametrize(
    ("text", "says", "alignment"),
    [
        ('Plans are "plain, brief and useful".', "plain, brief", "exact"),
        ('The duty line is one that foster carers "praise".', "praise", "exact"),
        ('Plans are, in the words of the letter, "plain, brief and lovely".', "lovely", "altered"),
        (
            'The letter says: "Foster carers praise the duty line and the youth panel is lively."',
            "duty line",
            "stitched",
        ),
        ('The letter calls us "a beacon for the region".', "beacon", "not_there"),
    ],
)
def test_a_letters_words_are_the_letters_whoever_is_named(shelf, text, says, alignment):
    [one] = told(shelf, text, says, "quotation")
    assert one.alignment == alignment
    wanted = {"exact": "supported", "not_there": "not_found"}.get(alignment, "differs_from_letter")
    assert one.status == wanted


def test_a_speech_is_no_letters_but_what_it_quotes_is(shelf):
    text = 'Cllr Ann Lee said: "We are proud of every one of them." '
    [own] = told(shelf, text, "proud", "quotation")
    assert own.status == "not_checkable"
    text = 'Cllr Ann Lee said that members "choose their own projects" now.'
    [quoted] = told(shelf, text, "choose", "quotation")
    assert (quoted.status, quoted.alignment) == ("supported", "exact")


def test_marks_around_a_term_or_a_name_are_no_quotation():
    paper = read_paper(b"Northmoor Council runs the 'front door' and a panel called 'Loud Voices'.")
    assert [one for one in paper.claims if one.kind == "quotation"] == []


@pytest.mark.parametrize(
    ("text", "says", "status"),
    [
        ("Pathway plans are current for 83 per cent.", "83", "supported"),
        (
            "Pathway plans are up to date for 38 per cent of care leavers.",
            "38",
            "differs_from_letter",
        ),
        ("For life-story work children wait half a year.", "half a year", "supported"),
        (
            "They looked at forty-six records, seventeen of them without a visit.",
            "forty",
            "supported",
        ),
    ],
)
def test_figures_are_found_by_what_they_count(shelf, text, says, status):
    assert {one.status for one in told(shelf, text, says, "figure")} == {status}


@pytest.mark.parametrize(
    ("said", "letter", "fair"),
    [
        ("half a dozen homes", "six homes", True),
        ("close to three hundred children", "292 children", True),
        ("two and a half years", "30 months", True),
        ("a fortnight", "two weeks", True),
        ("a fortnight", "three weeks", False),
        ("one in 10", "10 per cent", True),
        ("a hundred and twenty plans", "120 plans", True),
    ],
)
def test_numbers_in_words_and_times_in_any_unit(said, letter, fair):
    [ours], [theirs] = find_figures(said), find_figures(letter)
    assert agree(ours, theirs) is fair


def test_a_bare_number_held_against_a_share_is_a_share():
    figures = find_figures("It is 83 per cent (it was 61 in 2019).")
    assert [(one.value, one.unit) for one in figures] == [(83, "percent"), (61, "percent")]


@pytest.mark.parametrize(
    ("text", "says", "status"),
    [
        ("Actions from audit are followed up consistently.", "audit", "differs_from_letter"),
        ("Reviews of private fostering start in good time.", "fostering", "differs_from_letter"),
        ("The budget of the youth panel has doubled since 2019.", "doubled", "supported"),
    ],
)
def test_a_sentence_that_names_no_source_passes_on_a_finding(shelf, text, says, status):
    assert {one.status for one in told(shelf, text, says, "finding")} == {status}


def test_what_is_to_be_or_was_is_not_called_different(shelf):
    text = "Actions from audit must be followed up consistently."
    found = told(shelf, text, "audit", "finding")
    assert all(one.status != "differs_from_letter" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Help and protection: inadequate\n\nCare leavers: good",
        "| Area | Grade |\n|---|---|\n| Help and protection | Inadequate |\n| Care leavers | Good |\n",
    ],
)
def test_rows_give_grades_by_area(tmp_path, text):
    path = tmp_path / "paper.md"
    path.write_text(f"Northmoor Council\n\n{text}\n", encoding="utf-8")
    graded = [(c.area, c.grade) for c in read_paper(path).claims if c.kind == "judgement"]
    assert graded == [("help", "inadequate"), ("care_leavers", "good")]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("By the spring of 2021 we were good across the board.", "good"),
        ("Since the finding of inadequate much has changed.", "inadequate"),
        ("At the previous inspection, in May 2015, they had been outstanding.", "outstanding"),
    ],
)
def test_grades_are_told_in_prose(text, grade):
    claims = read_paper(f"Northmoor Council. {text}".encode()).claims
    assert [one.grade for one in claims if one.kind == "judgement"] == [grade]


def test_an_authority_without_council_behind_its_name_is_found(shelf):
    text = "12 June 2021\n\nBlack days are over in Northmoor. The letter to Northmoor says so."
    assert om.check(text.encode(), shelf).authority == "Northmoor"


@pytest.mark.parametrize(
    ("top", "dated"),
    [
        ("Northmoor Gazette, Thursday 27 May 2021", "2021-05-27"),
        ("By Ann Other\nThe Northmoor Echo | 27 May 2021", "2021-05-27"),
        ("Newsletter of the Northmoor branch of the workers of the county. May 2021", "2021-05-31"),
        # What happened then is not when it was written.
        (
            "The inspection of Northmoor, held on 20 April 2021\n\nPublished: 27 May 2021",
            "2021-05-27",
        ),
    ],
)
def test_a_date_that_ends_a_line_at_the_top_is_the_documents(top, dated):
    text = f"A headline about children\n\n{top}\n\nOfsted came to Northmoor Council in April 2021."
    assert str(read_paper(text.encode()).dated) == dated


def test_services_that_require_improvement_are_judged(shelf):
    [one] = told(
        shelf,
        "Overall, children's services require improvement to be good.",
        "require",
        "judgement",
    )
    assert one.claim.grade == "requires_improvement"


@pytest.mark.parametrize(
    ("one", "other", "turned"),
    [
        (
            "The panel is not helping workers.",
            "The panel is helping workers, but it is too early to say more.",
            True,
        ),
        (
            "The panel is helping workers.",
            "The panel is helping workers, but has not met often.",
            False,
        ),
        ("Plans are less and less timely.", "Plans are increasingly timely.", True),
    ],
)
def test_a_denial_turns_what_stands_in_its_clause(one, other, turned):
    assert (reversed_by_denial(one, other) or opposed(one, other)) is turned
