"""Sections: headings of every era with their roles, what is no heading, and where sections end."""

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.headings import headings_of
from ofstedmine.parsing.kind import find_kind
from ofstedmine.parsing.profiles import load_profiles
from ofstedmine.parsing.sections import find_sections
from ofstedmine.parsing.title import find_title
from ofstedmine.reading import read
from ofstedmine.reading.letter import Block, Letter, assemble


def sectioned(source):
    draft = Draft(read(source.encode()) if isinstance(source, str) else source)
    for step in (find_kind, find_title, find_sections):
        step(draft)
    return draft


def outline(draft):
    return [(s.level, s.role, s.heading) for s in draft.sections]


def of_blocks(*blocks):
    blocks = list(blocks)
    return Letter(assemble(blocks), blocks, [], "application/pdf", "ab" * 32, 1, "test")


def heading(text, level=1, size=12.0):
    return Block("heading", text, page=1, bold=True, level=level, size=size)


def words(text="Some words stand here.", marker=None):
    return Block("paragraph", text, page=1, marker=marker, size=12.0)


def bullet(text="an item of a list"):
    return Block("bullet", text, page=1, marker="•", size=12.0)


def cell(text, row, column, bold=False):
    return Block("table_cell", text, page=1, bold=bold, table=0, row=row, column=column)


ROLES = {
    "monitoring_visit": [
        ("Areas covered by the visit", "areas"),
        ("Areas covered by this visit", "areas"),
        ("Overview", "overview"),
        ("Headline findings", "overview"),
        ("Findings and evaluation of progress", "findings"),
        ("FINDINGS AND EVALUATION OF PROGRESS", "findings"),
        ("Findings and Evaluation of Progress:", "findings"),
        ("What needs to improve?", "improvements"),
        ("Next steps", "next_steps"),
    ],
    "focused_visit": [
        ("Overview", "overview"),
        ("Headline findings", "overview"),
        ("What needs to improve in this area of social work practice", "improvements"),
        ("What needs to improve in this area of social work practice?", "improvements"),
        ("Areas for priority action", "priority_actions"),
        ("Area for priority action", "priority_actions"),
        ("Findings", "findings"),
        ("Main findings", "findings"),
        ("What improvements are still needed?", "improvements"),
    ],
    "assurance_visit": [
        ("Overview", "overview"),
        ("Findings", "findings"),
        ("What needs to improve", "improvements"),
    ],
    "ilacs_inspection": [
        ("What needs to improve", "improvements"),
        ("What needs to improve?", "improvements"),
        ("What needs to improve? 1", "improvements"),
        ("What needs to improve:", "improvements"),
        ("The experiences and progress of children who need help and protection: good", "findings"),
        ("The experiences and progress of children in care and care leavers is good", "findings"),
        ("The experiences and progress of care leavers: requires improvement to be good", "findings"),
        ("Experiences and progress of children in care: good", "findings"),
        ("The impact of leaders on social work practice with children and families: outstanding", "findings"),
        ("The impact of leaders on social work practice with children and families is requires improvement to be good.", "findings"),
        ("Areas for priority action", "priority_actions"),
    ],
    "sif_inspection": [
        ("Section 1: the local authority", "other"),
        ("The local authority", "other"),
        ("Summary of key findings", "overview"),
        ("This local authority requires improvement and is not yet good because", "overview"),
        ("This local authority is good because", "overview"),
        ("Executive summary", "overview"),
        ("What does the local authority need to improve?", "improvements"),
        ("Areas for improvement", "improvements"),
        ("Recommendations", "improvements"),
        ("Priority and immediate action", "priority_actions"),
        ("The local authority’s strengths", "strengths"),
        ("The local authority has the following strengths:", "strengths"),
        ("Information about this local authority area2", "context"),
        ("1Information about this local authority area", "context"),
        ("Annex A: Information about the local authority area", "context"),
        ("Children living in this area", "context"),
        ("Child protection in this area", "context"),
        ("Children looked after in this area", "context"),
        ("Previous Ofsted inspections", "context"),
        ("Other Ofsted inspections", "context"),
        ("Local leadership", "context"),
        ("The casework model used in this area", "context"),
        ("Summary for children and young people", "other"),
        ("Progress since the last inspection", "findings"),
        ("Inspection judgements about the local authority", "findings"),
        ("The experiences and progress of children who need help and protection", "findings"),
        ("1. The experiences and progress of children who need help and protection", "findings"),
        ("The experiences and progress of children looked after and achieving permanence are good", "findings"),
        ("Leadership, management and governance", "findings"),
        ("Leadership, management and governance requires improvement", "findings"),
        ("The graded judgement for adoption performance is that it is good", "findings"),
        ("The graded judgment about the experience and progress of care leavers is that it requires improvement", "findings"),
        ("Summary", "overview"),
        ("Inspection findings", "findings"),
        ("Inspection findings – the Local Safeguarding Children Board", "findings"),
        ("The Local Safeguarding Children Board (LSCB)", "other"),
        ("The Local Safeguarding Children Board is inadequate", "findings"),
        ("The LSCB requires improvement because:", "overview"),
        ("What does the LSCB need to improve?", "improvements"),
        ("Key strengths and weaknesses of the LSCB", "overview"),
        ("What the inspection judgements mean: the local authority", "method"),
        ("What the inspection judgments mean: the LSCB", "method"),
        ("Information about this inspection", "method"),
        ("The inspection team", "method"),
    ],
    "jtai": [
        ("Key strengths", "strengths"),
        ("Key Strengths", "strengths"),
        ("Strengths", "strengths"),
        ("Case study: highly effective practice", "case_study"),
        ("Case study: area(s) for improvement", "case_study"),
        ("Practice study: highly effective practice", "case_study"),
        ("Practice Study: areas for improvement.", "case_study"),
        ("Places and spaces: highly effective practice", "case_study"),
        ("Areas for improvement", "improvements"),
        ("What needs to improve?", "improvements"),
        ("Areas for priority action", "priority_actions"),
        ("Area for priority action", "priority_actions"),
        ("Areas for priority actions", "priority_actions"),
        ("Context", "context"),
        ("Headline findings", "overview"),
        ("Main findings", "findings"),
        ("Next steps", "next_steps"),
    ],
    "area_send": [
        ("Main findings", "overview"),
        ("The effectiveness of the local area in identifying children and young people’s special educational needs and/or disabilities", "findings"),
        ("Strengths", "strengths"),
        ("Areas for development", "improvements"),
        ("Inspection outcome", "overview"),
        ("Information about the local area partnership", "context"),
        ("What is it like to be a child or young person with special educational needs and/or disabilities (SEND) in this area?", "findings"),
        ("What is the area partnership doing that is effective?", "findings"),
        ("What does the area partnership need to do better?", "findings"),
        ("Areas for improvement", "improvements"),
        ("Areas for priority action", "priority_actions"),
        ("Inspection team", "method"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "role"), [(kind, *row) for kind, rows in ROLES.items() for row in rows]
)
def test_the_role_of_a_heading(kind, text, role):
    rule = headings_of(load_profiles()[kind]).rule(text)
    assert rule is not None
    assert rule.role == role


@pytest.mark.parametrize(
    "text",
    [
        "Judgement",
        "Grade",
        "Key judgement",
        "Judgement grade",
        "Requires improvement to be good",
        "Outstanding",
        "Inspection dates: 5 March 2019 to 16 March 2019",
        "Lead inspector: Ann Pole",
        "Report published: 1 May 2019",
        "Ofsted",
        "Care Quality Commission",
        "HMI Probation",
        "HMI Constabulary and Fire & Rescue Services",
        "His Majesty’s Inspector of Constabulary",
        "National Director Regulation and Social Care, Ofsted",
        "Chief Inspector of Health Care, CQC",
        "Dear local partnership",
        "Age group: All",
        "Grade 3 (Adequate)",
        "12",
    ],
)
def test_what_looks_like_a_heading_and_is_none(text):
    known = headings_of(load_profiles()["other"])
    assert known.rule(text) is None
    assert known.is_demoted(text)


MONITORING = """\
12 March 2019

Dear Ms Archer

Third monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 5 and 6 March 2019. The inspectors were Ann Pole HMI and Bob Rill HMI.

{areas}Inspectors reviewed the progress made in help and protection.

{overview}Work is better than it was.

{findings}Managers know what to do next.

I am copying this letter to the Department for Education.

Yours sincerely

Ann Pole
Her Majesty's Inspector
"""
AREAS, OVERVIEW = "Areas covered by the visit", "Overview"
FINDINGS = "Findings and evaluation of progress"


@pytest.mark.parametrize("mark", ["{}\n\n", "## {}\n\n", "## **{}**\n\n", "**{}**\n\n", "{} "])
def test_a_monitoring_letter_in_every_dress(mark):
    text = MONITORING.format(
        areas=mark.format(AREAS), overview=mark.format(OVERVIEW), findings=mark.format(FINDINGS)
    )
    draft = sectioned(text)
    assert outline(draft) == [
        (1, "header", None),
        (1, "areas", AREAS),
        (1, "overview", OVERVIEW),
        (1, "findings", FINDINGS),
        (1, "closing", None),
    ]
    start, end = draft.header()
    assert draft.letter.text[start:end].startswith("12 March 2019")
    for section in draft.sections[1:4]:
        assert draft.letter.text[section.start :].startswith(section.heading)
    closing = draft.sections[-1]
    assert draft.letter.text[closing.start :].startswith("I am copying this letter")
    assert closing.end == len(draft.letter.text)


def test_the_words_of_a_heading_in_a_sentence_are_none():
    text = MONITORING.format(
        areas="Areas covered by the visit\n\n",
        overview="Overview of cases by managers is better.\n\n",
        findings="Findings and evaluation of progress are shared with staff.\n\n",
    )
    assert [s.heading for s in sectioned(text).sections] == [None, AREAS, None]


def test_a_focused_letter_closes_with_how_it_will_be_used():
    text = """\
Dear Mr Rill

Focused visit to Wexcombe local authority children's services

This letter summarises the findings of the focused visit to Wexcombe on 5 March 2019.

Overview

Leaders know the service well.

What needs to improve in this area of social work practice

- The quality of plans.
- The timeliness of visits.

Children in need

Visits are regular.

Ofsted will take the findings from this focused visit into account when planning the next one.

Yours sincerely

Ann Pole
"""
    draft = sectioned(text)
    found = outline(draft)
    assert found[:3] == [
        (1, "header", None),
        (1, "overview", "Overview"),
        (1, "improvements", "What needs to improve in this area of social work practice"),
    ]
    assert found[-1] == (1, "closing", None)
    assert draft.letter.text[draft.sections[-1].start :].startswith("Ofsted will take")


FOCUSED = [
    words("Dear Mr Rill"),
    heading("Focused visit to Wexcombe children's services"),
    words("This letter summarises the findings of the focused visit to Wexcombe on 5 March 2019."),
]


def test_an_unknown_heading_of_the_same_rank_after_a_list_opens_findings():
    draft = sectioned(
        of_blocks(
            *FOCUSED,
            heading("What needs to improve in this area of social work practice", 2),
            bullet(),
            heading("Children in need", 2),
            words(),
            heading("Disabled children", 2),
            words(),
        )
    )
    assert outline(draft)[2:] == [(1, "findings", "Children in need"), (1, "findings", "Disabled children")]  # fmt: skip


def test_an_unknown_heading_of_lower_rank_has_the_role_of_its_parent():
    draft = sectioned(
        of_blocks(
            *FOCUSED,
            heading("Areas for priority action", 2),
            bullet(),
            heading("Unallocated work", 3),
            bullet(),
            heading("Findings", 2),
            words(),
            heading("Supervision", 3),
            words(),
        )
    )
    assert outline(draft)[1:] == [
        (1, "priority_actions", "Areas for priority action"),
        (2, "priority_actions", "Unallocated work"),
        (1, "findings", "Findings"),
        (2, "findings", "Supervision"),
    ]


def test_a_section_ends_at_the_next_of_its_level_or_above():
    draft = sectioned(
        of_blocks(
            *FOCUSED,
            heading("Findings", 2),
            words(),
            heading("Supervision", 3),
            words(),
            heading("Next steps", 2),
            words(),
        )
    )
    header, findings, supervision, steps = draft.sections
    assert header.end == findings.start
    assert findings.end == supervision.end == steps.start
    assert steps.end == len(draft.letter.text)


JOINT = [
    words("Dear local partnership"),
    heading("Joint targeted area inspection of Northmoor"),
    words(
        "This letter summarises the findings of the joint targeted area inspection of Northmoor."
    ),
]


def test_a_case_study_ends_where_the_numbers_of_paragraphs_go_on():
    draft = sectioned(
        of_blocks(
            *JOINT,
            heading("Main findings"),
            words(marker="1."),
            words(marker="2."),
            heading("Practice study: highly effective practice"),
            words("A boy was helped by many people."),
            words("They worked well together."),
            words("Visits are regular.", marker="3."),
            words("Plans are clear.", marker="4."),
            heading("Next steps"),
            words(),
        )
    )
    assert outline(draft)[1:] == [
        (1, "findings", "Main findings"),
        (2, "case_study", "Practice study: highly effective practice"),
        (2, "findings", None),
        (1, "next_steps", "Next steps"),
    ]
    assert draft.letter.text[draft.sections[3].start :].startswith("Visits are regular.")


def test_names_and_offices_under_a_signature_are_no_headings():
    draft = sectioned(
        of_blocks(
            *JOINT,
            heading("Next steps"),
            words(),
            words("Yours sincerely"),
            heading("Ofsted"),
            heading("Ann Pole"),
            heading("National Director, Social Care"),
        )
    )
    assert outline(draft)[1:] == [(1, "next_steps", "Next steps"), (1, "closing", None)]


def test_names_after_the_next_steps_are_no_headings_without_a_greeting_either():
    draft = sectioned(of_blocks(*JOINT, heading("Next steps"), words(), heading("Ann Pole OBE")))
    assert outline(draft)[1:] == [(1, "next_steps", "Next steps")]


COVER = [
    heading("Northmoor Council", 1, 26.0),
    heading("Inspection of children's social care services", 2, 16.0),
    words("Inspection dates: 5 March 2019 to 16 March 2019"),
    words("Lead inspector: Ann Pole"),
    cell("Judgement", 0, 0, bold=True),
    cell("Grade", 0, 1, bold=True),
    cell("The impact of leaders on social work practice with children and families", 1, 0),
    cell("Good", 1, 1),
    words("Children in Northmoor are helped."),
]


def test_the_judgements_of_a_cover_are_no_headings():
    draft = sectioned(
        of_blocks(
            *COVER,
            heading("What needs to improve", 3, 14.0),
            bullet(),
            heading("The experiences and progress of children in care is good", 3, 14.0),
            words(marker="1."),
        )
    )
    assert outline(draft) == [
        (1, "header", None),
        (1, "overview", None),
        (1, "improvements", "What needs to improve"),
        (1, "findings", "The experiences and progress of children in care is good"),
    ]


SIF = [
    heading("Northmoor", 1, 26.0),
    heading(
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        3,
        14.0,
    ),
    words("Inspection date: 5 March 2015 to 30 March 2015"),
    words("Report published: 1 May 2015"),
    heading("Children’s services in Northmoor are good", 3, 14.0),
]


def test_what_a_table_says_again_below_its_heading_opens_nothing():
    draft = sectioned(
        of_blocks(
            *SIF,
            heading("Executive summary", 3, 14.0),
            words(),
            heading("Leadership, management and governance", 2, 16.0),
            cell("Key judgement", 0, 0, bold=True),
            cell("Judgement grade", 0, 1, bold=True),
            cell("Leadership, management and governance", 1, 0),
            cell("Good", 1, 1),
            heading("Summary", 4, 12.0),
            words(),
            heading("Recommendations", 2, 16.0),
            heading("Recommendations", 4, 12.0),
            bullet(),
        )
    )
    assert outline(draft)[2:] == [
        (2, "findings", "Leadership, management and governance"),
        (3, "overview", "Summary"),
        (2, "improvements", "Recommendations"),
    ]


def test_a_judgement_in_a_table_and_topics_of_lists_in_a_report_of_2015():
    draft = sectioned(
        of_blocks(
            *SIF,
            heading("The local authority", 2, 16.0),
            heading("Summary of findings", 3, 14.0),
            words("Care leavers"),
            bullet(),
            heading("What does the local authority need to improve?", 3, 14.0),
            heading("Areas for improvement", 4, 12.0),
            heading("Leadership, management and governance", 4, 12.0),
            bullet(),
            heading("Inspection judgements about the local authority", 3, 14.0),
            cell("Key judgement", 0, 0, bold=True),
            cell("Judgement grade", 0, 1, bold=True),
            cell("Leadership, management and governance", 1, 0),
            cell("Good", 1, 1),
            heading("Summary", 4, 12.0),
            words(),
            words(marker="1."),
        )
    )
    assert outline(draft)[1:] == [
        (1, "other", "The local authority"),
        (2, "overview", "Summary of findings"),
        (3, "overview", "Care leavers"),
        (2, "improvements", "What does the local authority need to improve?"),
        (3, "improvements", "Areas for improvement"),
        (4, "improvements", "Leadership, management and governance"),
        (1, "findings", "Inspection judgements about the local authority"),
        (2, "findings", "Leadership, management and governance"),
        (3, "overview", "Summary"),
        (3, "findings", None),
    ]


def test_lines_of_a_table_of_contents_are_no_headings():
    draft = sectioned(
        of_blocks(
            *SIF,
            heading("Executive summary 2", 3, 14.0),
            heading("Recommendations 5", 3, 14.0),
            heading("Executive summary", 3, 14.0),
            words(),
            heading("Recommendations", 3, 14.0),
            bullet(),
        )
    )
    assert outline(draft)[1:] == [
        (2, "overview", "Executive summary"),
        (2, "improvements", "Recommendations"),
    ]


@pytest.mark.parametrize("text", ["a", "Northmoor", "A press release of many words. " * 50])
def test_any_text_has_its_header(text):
    draft = sectioned(text)
    assert draft.sections[0].role == "header"
    assert draft.sections[0].start == 0


VISIT = "This letter summarises the findings of the {} to Wexcombe on 5 and 6 March 2019."
INSPECTORS = "The inspectors were Ann Pole HMI and Bob Rill HMI."
PROSE = "Leaders have made the front door safer."


def letter_of(kind, *paragraphs):
    title = heading(f"{kind} to Wexcombe children's services".capitalize())
    return [words("Dear Mr Rill"), title, *map(words, paragraphs)]


HEADERS = {
    "jtai, what it covers": [
        *JOINT,
        words("Between 4 and 8 March 2019, Ofsted and the Care Quality Commission undertook a joint inspection of the response to neglect in Northmoor."),
        words("This letter to all leaders in the area outlines our findings. It covers children aged seven to 15."),
    ],
    "monitoring_visit, a trust": letter_of(
        "monitoring visit",
        f"{VISIT.format('monitoring visit')} {INSPECTORS}",
        "The trust delivers children's services on behalf of North Quarry and South Quarry.",
    ),
    "focused_visit, where findings come from": letter_of(
        "focused visit",
        f"{VISIT.format('focused visit')} {INSPECTORS}",
        "Inspectors' findings are drawn from records and from talks with staff.",
    ),
    "monitoring_visit": letter_of(
        "monitoring visit",
        f"{VISIT.format('monitoring visit')} The visit was the second monitoring visit since the local authority was judged inadequate in May 2018. {INSPECTORS}",
    ),
    "monitoring_visit, remote": letter_of(
        "monitoring visit",
        VISIT.format("monitoring visit"),
        INSPECTORS,
        "Because of the pandemic, inspectors worked off site and spoke to staff by video call.",
        "The lead inspector and the director were in contact throughout by telephone.",
    ),
    "focused_visit": letter_of(
        "focused visit",
        f"{VISIT.format('focused visit')} {INSPECTORS}",
        "Inspectors looked at the local authority's arrangements for children in need.",
        "Inspectors considered a range of evidence, including case files.",
    ),
    "focused_visit, areas in a list": [
        *letter_of("focused visit", VISIT.format("focused visit"), "Inspectors looked at the local authority's arrangements for:"),
        bullet("children in need;"),
        bullet("care leavers."),
    ],
    "focused_visit, areas without marks": letter_of(
        "focused visit",
        VISIT.format("focused visit"),
        "Inspectors looked at the local authority's arrangements for:",
        "Plans for children in care;",
        "Visits to children who live with foster carers.",
    ),
    "assurance_visit": letter_of(
        "assurance visit", VISIT.format("assurance visit"), "Inspectors did not make graded judgements."
    ),
    "ilacs_inspection": COVER[:-1],
    "sif_inspection": [*SIF, cell("Key judgement", 0, 0), cell("Good", 0, 1)],
    "jtai": [
        *JOINT,
        words("Between 4 and 8 March 2019, Ofsted and the Care Quality Commission undertook a joint inspection of the response to neglect in Northmoor."),
        words("This letter to all leaders in the area outlines our findings."),
        words("This inspection included an evaluation of the front door."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("after", [[], [heading("Recommendations", 2), words()]])
def test_prose_after_the_facts_of_a_header_is_an_overview(name, after):
    draft = sectioned(of_blocks(*HEADERS[name], words(PROSE), bullet("plans are clear"), *after))
    assert outline(draft)[:2] == [(1, "header", None), (1, "overview", None)]
    header, overview = draft.sections[:2]
    assert draft.letter.text[overview.start : overview.end].startswith(PROSE)
    assert header.end == overview.start
    assert overview.end == (draft.sections[2].start if after else len(draft.letter.text))


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_of_facts_has_no_overview(name):
    draft = sectioned(of_blocks(*HEADERS[name], heading("Findings", 2), words()))
    assert "overview" not in [s.role for s in draft.sections]


def test_prose_in_the_paragraph_of_the_facts_is_an_overview_too():
    draft = sectioned(
        of_blocks(
            *letter_of(
                "monitoring visit", f"{VISIT.format('monitoring visit')} {INSPECTORS} {PROSE}"
            )
        )
    )
    start, end = draft.header()
    assert draft.letter.text[start:end].rstrip().endswith(INSPECTORS)
    assert draft.letter.text[draft.sections[1].start :] == PROSE


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("Services in Wexcombe have been rebuilt since May 2019, when they were judged inadequate.", True),
        ("Services in Wexcombe were judged inadequate in May 2019.", False),
        ("The local authority was last judged to require improvement in May 2019.", False),
    ],
)  # fmt: skip
def test_an_earlier_judgement_is_prose_where_it_tells_of_change(sentence, is_found):
    draft = sectioned(of_blocks(*COVER[:-1], words(f"{sentence} {PROSE}")))
    overview = draft.letter.text[draft.sections[1].start :]
    assert overview.startswith(sentence if is_found else PROSE)


def test_a_list_of_areas_after_prose_keeps_all_of_it_in_the_header():
    blocks = [*letter_of("focused visit", VISIT.format("focused visit"), PROSE, "Inspectors looked at the arrangements for:"), bullet()]  # fmt: skip
    assert outline(sectioned(of_blocks(*blocks))) == [(1, "header", None)]


def test_other_texts_have_no_overview():
    draft = sectioned(
        "Minutes\n\nOn 5 March 2019, Ofsted inspectors visited.\n\nLeaders listened to what they said."
    )
    assert draft.kind == "other"
    assert "overview" not in [s.role for s in draft.sections if s.heading is None]
